"""The scenarios and the files to screen of a pack."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from assessments.models.scenarios import Scenario
from assessments.models.screenings import ExpertMark, ScreeningFile
from assessments.scenarios.graph import to_document
from assessments.services.scenario_desk import publish
from cms.pack import facts as said
from cms.pack.scenarios import Scenario as SaidScenario
from cms.pack.screenings import Screening as SaidScreening
from cms.services.pen import Facts, Pen
from cms.services.settling import both, save, standing
from courses.models import Module
from library.models import Indicator


def write_practice(pack: said.Pack, pen: Pen) -> None:
    """Two queries for each kind, two for modules and indicators, and about ten for each row that changes."""
    modules = dict(Module.objects.values_list("slug", "pk"))
    rows = Scenario.objects.filter(slug__in=[each.slug for each in pack.scenarios]).prefetch_related("modules")
    scenarios = {row.slug: row for row in rows}
    for scenario in pack.scenarios:
        _write_scenario(scenario, scenarios.get(scenario.slug), modules, pen)
    indicators = dict(Indicator.objects.values_list("code", "pk"))
    files = ScreeningFile.objects.filter(slug__in=[each.slug for each in pack.screenings])
    there = {row.slug: row for row in files.prefetch_related("modules", "marks__indicator")}
    for screening in pack.screenings:
        _write_screening(screening, there.get(screening.slug), modules, indicators, pen)


def _write_scenario(said: SaidScenario, row: Scenario | None, modules: Mapping[str, int], pen: Pen) -> None:
    facts = {
        "slug": said.slug, "minutes": said.minutes, "forms": " ".join(said.forms), "draft": to_document(said.graph),
        **both("title", said.title), **both("summary", said.summary), **both("role", said.role),
        **both("content_note", said.content_note),
    }  # fmt: skip

    def write() -> None:
        written = row or Scenario()
        save(Scenario, written, facts)
        written.modules.set([modules[slug] for slug in said.modules])
        publish(written, by=None, at=timezone.now())

    stands: Facts | None = standing(row, facts)
    if row and stands is not None:
        stands = {**stands, "modules": _slugs(row.modules.all())}
    pen.settle("scenario", said.slug, says={**facts, "modules": sorted(said.modules)}, stands=stands, write=write)


def _slugs(modules: Iterable[Module]) -> list[str]:
    return sorted(module.slug for module in modules)


def _write_screening(
    said: SaidScreening, row: ScreeningFile | None, modules: Mapping[str, int], indicators: Mapping[str, int], pen: Pen
) -> None:  # fmt: skip
    facts = {
        "slug": said.slug, "minutes": said.minutes, "audience": said.audience, "act": said.act,
        "purpose": said.purpose, **both("title", said.title), **both("summary", said.summary),
        **both("content_note", said.content_note), **both("narrative", said.narrative),
    }  # fmt: skip
    key = {seen.indicator: both("comment", seen.comment) for seen in said.key}

    def write() -> None:
        written = row or ScreeningFile()
        save(ScreeningFile, written, facts)
        written.modules.set([modules[slug] for slug in said.modules])
        _write_key(written, key, indicators)

    stands: Facts | None = standing(row, facts)
    if row and stands is not None:
        stands = {**stands, "modules": _slugs(row.modules.all()), "key": _key_standing(row)}
    says = {**facts, "modules": sorted(said.modules), "key": key}
    pen.settle("screening", said.slug, says=says, stands=stands, write=write)


def _key_standing(row: ScreeningFile) -> dict[str, Any]:
    return {
        mark.indicator.code: {"comment_fr": mark.comment_fr, "comment_ar": mark.comment_ar} for mark in row.marks.all()
    }


def _write_key(file: ScreeningFile, key: Mapping[str, dict[str, str]], indicators: Mapping[str, int]) -> None:
    file.marks.exclude(indicator__code__in=key).delete()
    for code, comment in key.items():
        ExpertMark.objects.update_or_create(file=file, indicator_id=indicators[code], defaults=comment)
