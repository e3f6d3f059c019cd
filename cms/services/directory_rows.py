"""The judgments, services and pathway of a pack."""

from collections.abc import Iterable, Mapping
from typing import Any

from cms.pack import facts as said
from cms.services.pen import Facts, Pen
from cms.services.settling import both, save, settle_all, standing
from jurisdictions.models import City, Region
from library.models import Judgment, LegalReference, ReferralService, Step


def write_directory(pack: said.Pack, pen: Pen) -> None:
    """Two queries for each kind, two for the places and one for articles, and three for each row that changes."""
    laws = dict(LegalReference.objects.values_list("code", "pk"))
    regions = dict(Region.objects.values_list("code", "pk"))
    cities = {city.code: city for city in City.objects.all()}
    _write_judgments(pack.judgments, pen, laws)
    services = {each.code: _service(each, regions, cities) for each in pack.services}
    settle_all(pen, "service", ReferralService, "code", services)
    _write_steps(pack.steps, pen, laws, regions)


def _write_judgments(judgments: Iterable[said.Judgment], pen: Pen, laws: Mapping[str, int]) -> None:
    codes = [each.code for each in judgments]
    rows = Judgment.objects.filter(code__in=codes).prefetch_related("legal_references")
    rows_there = {row.code: row for row in rows}
    for each in judgments:
        _settle_citing("judgment", each.code, Judgment, rows_there.get(each.code), _judgment(each), each.law, pen, laws)


def _settle_citing(
    kind: str, key: str, model: type[Judgment] | type[Step], row: Judgment | Step | None, facts: dict[str, Any],
    cited: Iterable[str], pen: Pen, laws: Mapping[str, int],
) -> None:  # fmt: skip
    """Settle a row that cites articles."""

    def write() -> None:
        written = row or model()
        save(model, written, facts)
        written.legal_references.set([laws[code] for code in cited])

    stands: Facts | None = standing(row, facts)
    if row and stands is not None:
        stands = {**stands, "law": sorted(law.code for law in row.legal_references.all())}
    pen.settle(kind, key, says={**facts, "law": sorted(cited)}, stands=stands, write=write)


def _judgment(judgment: said.Judgment) -> dict[str, Any]:
    return {
        "code": judgment.code, "level": judgment.level, "decided_on": judgment.decided_on,
        "citation": judgment.citation, "form": judgment.form, "is_published": judgment.anonymised,
        **dict.fromkeys(Judgment.CHECKLIST, judgment.anonymised),
        **both("title", judgment.title), **both("court", judgment.court), **both("country", judgment.country),
        **both("act", judgment.act), **both("means", judgment.means), **both("purpose", judgment.purpose),
        **both("holding", judgment.holding), **both("summary", judgment.summary),
    }  # fmt: skip


def _service(service: said.Service, regions: Mapping[str, int], cities: Mapping[str, City]) -> dict[str, Any]:
    city = cities.get(service.city)
    return {
        "code": service.code, "kind": service.kind, "public": service.public, "phone": service.phone,
        "region_id": city.region_id if city else regions.get(service.region), "city_id": city.pk if city else None,
        "languages": " ".join(service.languages), "website": service.website, "address": service.address,
        "is_address_protected": service.address_protected, "verified_on": service.verified_on,
        "source": service.source, "is_example": service.example, **both("name", service.name),
        **both("description", service.description), **both("hours", service.hours),
    }  # fmt: skip


def _write_steps(
    steps: Iterable[said.Step], pen: Pen, laws: Mapping[str, int], regions: Mapping[str, int]
) -> None:  # fmt: skip
    rows = Step.objects.prefetch_related("legal_references")
    rows_there = {(row.key, row.region_id): row for row in rows}
    for position, each in enumerate(steps):
        region = regions.get(each.region)
        facts = _step(each, position, region)
        key = f"{each.key}/{each.region}" if each.region else each.key
        _settle_citing("step", key, Step, rows_there.get((each.key, region)), facts, each.law, pen, laws)


def _step(step: said.Step, position: int, region: int | None) -> dict[str, Any]:
    return {
        "key": step.key, "region_id": region, "position": position, "source": step.source,
        **both("title", step.title), **both("actor", step.actor), **both("text", step.text),
    }  # fmt: skip
