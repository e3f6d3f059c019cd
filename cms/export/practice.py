"""Scenarios and files to screen as the files under `scenarios/` and `screenings/`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from assessments.models.scenarios import Scenario
from assessments.models.screenings import ScreeningFile
from assessments.queries.screenings import weight_of
from assessments.scenarios.graph import Choice, Consent, Critical, Graph, Referral, Scene
from assessments.scenarios.graph import Words as SaidWords
from assessments.screening.rule import Elements, Reading, positive_dimensions, reading_of
from cms.export.yaml_text import words, written

Files = Iterator[tuple[str, str]]


def scenario_files() -> Files:
    """Each scenario as it is played; a draft, and one that is withdrawn, stay behind. Two queries."""
    shown = Scenario.objects.filter(current__isnull=False).select_related("current").prefetch_related("modules")
    for scenario in shown:
        assert scenario.current
        facts = {
            "title": words(scenario, "title"), "summary": words(scenario, "summary"), "role": words(scenario, "role"),
            "content_note": words(scenario, "content_note"), "minutes": scenario.minutes,
            **_frame(scenario.current.graph, modules=_slugs(scenario), forms=scenario.forms.split()),
        }  # fmt: skip
        yield f"scenarios/{scenario.slug}.yaml", written(facts)


def _slugs(row: Scenario | ScreeningFile) -> list[str]:
    return sorted(module.slug for module in row.modules.all())


def _frame(graph: Graph, *, modules: list[str], forms: list[str]) -> dict[str, Any]:
    return {
        "budget": graph.budget, "modules": modules, "forms": forms, "guides": list(graph.guides),
        "start": graph.start, "flags": {name: meaning or name for name, meaning in graph.flags},
        "scenes": [_scene(scene) for scene in graph.scenes],
    }  # fmt: skip


def _scene(scene: Scene) -> dict[str, Any]:
    """A scene without its picture and its recording, which stay on the site."""
    return {
        "key": scene.key, "title": _both(scene.title), "text": _both(scene.text), "shows": list(scene.shows),
        "choices": [_choice(choice) for choice in scene.choices],
        "referral": _referral(scene.referral) if scene.referral else None, "ending": scene.ending,
    }  # fmt: skip


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "key": choice.key, "text": _both(choice.text), "result": _both(choice.result), "why": _both(choice.why),
        "law": list(choice.law), "minutes": choice.minutes, "points": choice.points,
        "recommended": choice.recommended, "shows": list(choice.shows), "sets": list(choice.sets),
        "needs": list(choice.needs), "unless": list(choice.unless), "goes": choice.goes,
        "critical": _error(choice.critical) if choice.critical else None,
    }  # fmt: skip


def _error(error: Critical | Consent) -> dict[str, Any]:
    return {"cap": error.cap, "name": _both(error.name)}


def _referral(referral: Referral) -> dict[str, Any]:
    consent = referral.consent
    told = {"flag": consent.flag, **_error(consent), "why": _both(consent.why)} if consent else None
    return {
        "kinds": list(referral.kinds), "publics": list(referral.publics), "minutes": referral.minutes,
        "points": referral.points, "goes": referral.goes, "why": _both(referral.why), "law": list(referral.law),
        "consent": told,
    }  # fmt: skip


def _both(said: SaidWords) -> dict[str, str]:
    return {"fr": said.fr, "ar": said.ar}


def screening_files() -> Files:
    """Each published file to screen with its key; one without a key stays behind. Four queries."""
    published = ScreeningFile.objects.filter(is_published=True)
    for file in published.prefetch_related("modules", "marks__indicator__dimension"):
        marks = file.marks.all()
        if marks:
            yield f"screenings/{file.slug}.yaml", written(_screening(file, marks))


def _screening(file: ScreeningFile, marks: Iterable[Any]) -> dict[str, Any]:
    seen = {"act": file.act, "purpose": file.purpose} if file.audience == ScreeningFile.Audience.CHILD else {}
    return {
        "title": words(file, "title"), "summary": words(file, "summary"), "content_note": words(file, "content_note"),
        "minutes": file.minutes, "audience": file.audience, "modules": _slugs(file),
        "narrative": words(file, "narrative"),
        "key": [{"indicator": mark.indicator.code, "comment": words(mark, "comment")} for mark in marks],
        **seen, "reading": _reading(file, marks).value,
    }  # fmt: skip


def _reading(file: ScreeningFile, marks: Iterable[Any]) -> Reading:
    """What the rule reads in the key, which a pack repeats so that a slip is found."""
    weights: dict[str, list[str]] = defaultdict(list)
    for mark in marks:
        weights[mark.indicator.dimension.code].append(weight_of(mark.indicator, file.audience))
    elements = Elements(file.act, file.purpose)
    return reading_of(positive_dimensions(weights), audience=file.audience, elements=elements)
