"""The site written back as a pack: loading it again changes nothing."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from cms.export.folder import export_site
from cms.export.markdown_text import markdown
from cms.models import LessonPage
from cms.pack.markdown import prose
from cms.services.load import load_pack
from cms.services.pen import Report

LETTERS = st.text(alphabet="abc é*_[]().!{}«»العدل", max_size=20)


@pytest.mark.django_db
def test_load_export_load_changes_nothing(loaded: Report, tmp_path: Path) -> None:
    count = export_site(tmp_path / "out")

    report = load_pack(tmp_path / "out")

    assert (dict(report.created), dict(report.changed), report.left_alone) == ({}, {}, [])
    assert report.unchanged.total() == sum(loaded.created.values())
    assert count == len([path for path in (tmp_path / "out").rglob("*") if path.is_file()])


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
