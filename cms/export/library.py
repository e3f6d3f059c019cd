"""The library as the files under `library/`."""

from collections.abc import Iterable, Iterator
from typing import Any

from cms.export.yaml_text import words
from library.models import (
    Dimension,
    Figure,
    Guide,
    Indicator,
    Judgment,
    LegalReference,
    Penalty,
    ReferralService,
    Step,
    Term,
)

Rows = list[dict[str, Any]]


def library_files() -> Iterator[tuple[str, Rows]]:
    """The name of each file of the library with its entries: one query each, and one for what they cite."""
    yield "legal.yaml", [_law(row) for row in LegalReference.objects.order_by("position", "code")]
    yield "penalties.yaml", [_penalty(row) for row in Penalty.objects.all()]
    yield "guides.yaml", [_guide(row) for row in Guide.objects.order_by("position", "code")]
    yield (
        "indicator_dimensions.yaml",
        [
            {"code": row.code, "guide": row.guide_id, "name": words(row, "name")}
            for row in Dimension.objects.order_by("position")
        ],
    )
    yield (
        "indicators.yaml",
        [_indicator(row) for row in Indicator.objects.select_related("dimension").order_by("position", "code")],
    )
    yield "figures.yaml", [_figure(row) for row in Figure.objects.filter(is_published=True)]
    yield "terms.yaml", [_term(row) for row in Term.objects.all()]
    yield "judgments.yaml", [_judgment(row) for row in Judgment.objects.prefetch_related("legal_references")]
    yield "services.yaml", [_service(row) for row in _services()]
    yield (
        "pathway.yaml",
        [_step(row) for row in Step.objects.select_related("region").prefetch_related("legal_references")],
    )


def _law(row: LegalReference) -> dict[str, Any]:
    return {
        "code": row.code, "law": words(row, "law"), "article": row.article, "title": words(row, "title"),
        "summary": words(row, "summary"), "source": row.source, "confidence": row.confidence,
    }  # fmt: skip


def _penalty(row: Penalty) -> dict[str, Any]:
    numbers = {name: getattr(row, name) for name in ("years_min", "years_max", "life", "fine_min", "fine_max")}
    return {"article": row.article, "fr": row.phrase_fr, "ar": row.phrase_ar, "kind": row.kind, **numbers}


def _guide(row: Guide) -> dict[str, Any]:
    return {
        "code": row.code, "name": words(row, "name"), "edition": row.edition, "source": words(row, "source"),
        "caveat": words(row, "caveat"),
    }  # fmt: skip


def _indicator(row: Indicator) -> dict[str, Any]:
    return {
        "code": row.code, "guide": row.dimension.guide_id, "dimension": row.dimension.code,
        "label": words(row, "label"), "weight_adult": row.weight_adult, "weight_child": row.weight_child,
        "source": row.source,
    }  # fmt: skip


def _figure(row: Figure) -> dict[str, Any]:
    return {
        "code": row.code, "value": words(row, "value"), "definition": words(row, "definition"), "period": row.period,
        "source": words(row, "source"), "caveat": words(row, "caveat"),
    }  # fmt: skip


def _term(row: Term) -> dict[str, Any]:
    return {
        "code": row.code, "domain": row.domain, "term": words(row, "term"), "english": row.english,
        "definition": words(row, "definition"),
    }  # fmt: skip


def _judgment(row: Judgment) -> dict[str, Any]:
    told = {name: words(row, name) for name in ("act", "means", "purpose", "holding", "summary")}
    return {
        "code": row.code, "title": words(row, "title"), "court": words(row, "court"), "level": row.level,
        "country": words(row, "country"), "decided_on": row.decided_on, "citation": row.citation, "form": row.form,
        **told, "law": [law.code for law in row.legal_references.all()], "anonymised": row.is_published,
    }  # fmt: skip


def _services() -> Iterable[ReferralService]:
    return ReferralService.objects.filter(is_published=True).select_related("region", "city")


def _service(row: ReferralService) -> dict[str, Any]:
    return {
        "code": row.code, "kind": row.kind, "name": words(row, "name"),
        "region": row.region.code if row.region and not row.city else "", "city": row.city.code if row.city else "",
        "public": row.public, "languages": row.languages.split(), "description": words(row, "description"),
        "phone": row.phone, "website": row.website, "hours": words(row, "hours"), "address": row.address,
        "address_protected": row.is_address_protected, "verified_on": row.verified_on, "source": row.source,
        "example": row.is_example,
    }  # fmt: skip


def _step(row: Step) -> dict[str, Any]:
    return {
        "key": row.key, "region": row.region.code if row.region else "", "title": words(row, "title"),
        "actor": words(row, "actor"), "text": words(row, "text"),
        "law": [law.code for law in row.legal_references.all()], "source": row.source,
    }  # fmt: skip
