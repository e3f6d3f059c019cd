"""The site written back as a pack: loading it again changes nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db.models import CharField, Model, TextField
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Profession
from assessments.models import Question
from assessments.models.scenarios import Scenario, ScenarioVersion
from assessments.models.screenings import ExpertMark, ScreeningFile
from cms.export.folder import export_site
from cms.export.markdown_text import markdown
from cms.models import LessonPage
from cms.pack.facts import Pack
from cms.pack.markdown import prose
from cms.pack.reading import read_pack
from cms.services.load import load_pack
from cms.services.pen import Report
from courses.models import Course
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

ROWS: tuple[type[Model], ...] = (
    Course, Dimension, ExpertMark, Figure, Guide, Indicator, Judgment, LegalReference, Penalty, Question,
    ReferralService, Scenario, ScreeningFile, Step, Term,
)  # fmt: skip
LETTERS = st.text(alphabet="abc é*_[]().!{}«»العدل", max_size=20)


@pytest.mark.django_db
def test_load_export_load_changes_nothing(loaded: Report, tmp_path: Path) -> None:
    count = export_site(tmp_path / "out")

    report = load_pack(tmp_path / "out")

    assert (dict(report.created), dict(report.changed), report.left_alone) == ({}, {}, [])
    assert report.unchanged.total() == sum(loaded.created.values())
    assert count == len([path for path in (tmp_path / "out").rglob("*") if path.is_file()])


@pytest.mark.django_db
def test_scenarios_and_files_to_screen_come_back_as_they_went(
    practice: Report, with_practice: Path, tmp_path: Path
) -> None:
    export_site(tmp_path / "out")

    before, after = said_in(with_practice), said_in(tmp_path / "out")
    assert [_told(each) for each in after.scenarios] == [_told(each) for each in before.scenarios]
    assert [_told(each) for each in after.screenings] == [_told(each) for each in before.screenings]
    report = load_pack(tmp_path / "out")
    assert (dict(report.created), dict(report.changed), report.left_alone) == ({}, {}, [])
    assert (report.unchanged["scenario"], report.unchanged["screening"]) == (1, 2)


def said_in(folder: Path) -> Pack:
    return read_pack(folder, professions=set(Profession.objects.values_list("code", flat=True)))


def _told(row: Any) -> dict[str, Any]:
    """What a row of a pack says, without where it says so."""
    facts = {
        name: value for name, value in vars(row).items() if not name.startswith("place") and name != "reading_place"
    }
    return facts | {"key": [(each.indicator, each.comment) for each in getattr(row, "key", ())]}


@pytest.mark.django_db
def test_every_text_that_is_edited_on_the_site_goes_out(practice: Report, tmp_path: Path) -> None:
    marks = {mark for model in ROWS for mark in edited(model)}

    export_site(tmp_path / "out")

    told = "\n".join(path.read_text(encoding="utf-8") for path in sorted((tmp_path / "out").rglob("*.yaml")))
    assert {mark for mark in marks if mark not in told} == set()
    assert len(marks) > 60


def edited(model: type[Model]) -> set[str]:
    """Put a mark of its own into every text of a row of `model` that stands in two languages, and return the marks."""
    row = model._default_manager.order_by("-pk")[0]
    marks = {}
    for field in model._meta.get_fields():
        if isinstance(field, CharField | TextField) and field.name.endswith(("_fr", "_ar")):
            marks[field.name] = f"{model.__name__}-{field.name}"
    model._default_manager.filter(pk=row.pk).update(**marks)
    return {*marks.values()}


@pytest.mark.django_db
def test_every_fact_of_a_scenario_that_is_edited_and_published_goes_out(practice: Report, tmp_path: Path) -> None:
    scenario = Scenario.objects.get()
    document = marked(scenario.draft)
    ScenarioVersion.objects.filter(scenario=scenario).update(document=document)

    export_site(tmp_path / "out")

    told = yaml.safe_load((tmp_path / "out" / "scenarios" / "essai.yaml").read_text(encoding="utf-8"))
    assert {*leaves(document)} - {*leaves(told), *told["flags"]} == set()


def marked(value: Any) -> Any:
    """`value` with every text and number in it changed, as an author might."""
    if isinstance(value, dict):
        return {name: marked(each) for name, each in value.items() if name not in {"picture", "audio"}}
    if isinstance(value, list):
        return [marked(each) for each in value]
    return value if isinstance(value, bool) or not value else f"{value} revu" if isinstance(value, str) else value + 100


def leaves(value: Any) -> Iterator[Any]:
    """Every text and number in `value` that says something."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from leaves(each)
    elif value:
        yield value


@pytest.mark.django_db
def test_what_is_not_shown_stays_behind(practice: Report, tmp_path: Path) -> None:
    scenario = Scenario.objects.get()
    scenario.draft = scenario.draft | {"budget": 55}
    scenario.save()
    ScreeningFile.objects.filter(slug="enfant").update(is_published=False)
    ReferralService.objects.filter(code="soins-region").update(is_published=False)

    export_site(tmp_path / "draft")
    Scenario.objects.update(current=None)
    export_site(tmp_path / "withdrawn")

    pack = said_in(tmp_path / "draft")
    assert [each.graph.budget for each in pack.scenarios] == [60]
    assert [each.slug for each in pack.screenings] == ["dossier"]
    assert [each.code for each in pack.services] == ["numero-vert", "foyer-tanger"]
    assert said_in(tmp_path / "withdrawn").scenarios == ()


@pytest.mark.django_db
def test_a_draft_stays_behind_and_what_is_published_goes_out(loaded: Report, tmp_path: Path) -> None:
    page = LessonPage.objects.filter(locale__language_code="fr").order_by("pk")[0]
    page.title = "Titre neuf"
    revision = page.save_revision()
    export_site(tmp_path / "before")
    revision.publish()
    export_site(tmp_path / "after")

    told = [
        any("Titre neuf" in path.read_text(encoding="utf-8") for path in (tmp_path / name).rglob("*.fr.md"))
        for name in ("before", "after")
    ]

    assert told == [False, True]


@pytest.mark.django_db
def test_the_command_refuses_a_folder_that_holds_something(loaded: Report, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")

    with pytest.raises(CommandError):
        call_command("export_content", str(tmp_path))

    assert [path.name for path in tmp_path.iterdir() if path.name != "pack"] == ["mine.txt"]


@pytest.mark.django_db
def test_an_empty_site_is_not_exported(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("export_content", str(tmp_path / "out"))

    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "text",
    [
        "Un **mot** et *un autre*, [un lien](https://example.org/).",
        "## Titre\n\nTexte.\n\n### Sous-titre",
        "- un\n- deux\n  - dedans\n- trois",
        "1. un\n2. deux",
        "> une citation\n> sur deux lignes",
        "un\\\ndeux",
        "Le signe \\* et le crochet \\[ restent.",
        "نص **بارز** و*مائل* هنا.",
    ],
)
def test_markdown_comes_back_as_it_went(text: str) -> None:
    assert spaced(prose(markdown(prose(text)))) == spaced(prose(text))


@given(words=st.lists(LETTERS, min_size=1, max_size=4))
def test_any_words_come_back_as_they_went(words: list[str]) -> None:
    html = prose("\n\n".join(words))

    assert spaced(prose(markdown(html))) == spaced(html)


def spaced(html: str) -> str:
    """`html` with any run of white space as one space, as a browser and the editor read it."""
    return " ".join(html.split())
