from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page, Revision

from assessments.models import Choice, Question
from cms.blocks import FULL
from cms.models import LessonPage, PackEntry, StandardPage
from cms.services.load import load_pack
from cms.services.pen import LeftAlone, Report
from courses.models import Course, EditionModule, Lesson
from enrolments.services import enrol_many
from library.models import LegalReference, Penalty
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CHANGED = "changed on the site since the pack last wrote it"
FR, QUESTIONS = "modules/01-premier/01-tout.fr.md", "modules/01-premier/questions.yaml"

Edit = Callable[[str, str, str], None]


def rows() -> list[Any]:
    models = (LegalReference, Penalty, Lesson, Course, EditionModule, Question, Choice, Page, Revision, PackEntry)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def lesson_page(language: str) -> LessonPage:
    page: LessonPage = LessonPage.objects.get(lesson__slug="tout", locale__language_code=language)
    return page


def edited_on_the_site() -> LessonPage:
    page = lesson_page("fr")
    page.summary = "Corrigé sur le site."
    page.save_revision().publish()
    return page


def test_a_pack_is_written_whole(loaded: Report) -> None:
    assert dict(loaded.created) == {
        "law": 2, "penalty": 1, "guide": 1, "dimension": 1, "indicator": 2, "figure": 1, "term": 1,
        "module": 1, "lesson": 2, "quiz": 1, "question": 1, "course": 1, "edition": 1, "course-page": 2,
        "module-page": 2, "guide-page": 2, "lesson-page": 4, "news-page": 2, "page": 2, "home": 2,
    }  # fmt: skip
    assert dict(loaded.changed) == {}
    assert loaded.left_alone == []
    assert {page.live for page in Page.objects.filter(depth__gt=1)} == {True}


def test_loading_again_writes_no_row_and_no_revision(loaded: Report, pack: Path) -> None:
    before = rows()

    report = load_pack(pack)

    assert (dict(report.created), dict(report.changed), report.left_alone) == ({}, {}, [])
    assert report.unchanged.total() == 32
    assert rows() == before


def test_a_broken_file_writes_nothing_and_is_named(db: None, pack: Path, edit: Edit) -> None:
    edit(FR, "::: law CP-448-2", "::: law CP-999")
    before = rows()

    with pytest.raises(CommandError, match=rf"{FR}:23: “CP-999” is not known.\n1 mistake: nothing was written."):
        call_command("load_content", str(pack))
    assert rows() == before


def test_the_command_says_what_it_did(loaded: Report, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited_on_the_site()

    call_command("load_content", str(pack))

    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("unchanged: 31 (course 1, course-page 2,")
    assert told[1:] == [f"left alone: lesson-page tout fr: {CHANGED}"]


def test_a_change_in_the_pack_becomes_a_published_revision(loaded: Report, pack: Path, edit: Edit) -> None:
    edit(FR, "La fin.", "La vraie fin.")

    report = load_pack(pack)

    assert dict(report.changed) == {"lesson-page": 1}
    assert "La vraie fin." in str(lesson_page("fr").body[-1].value)
    assert lesson_page("fr").has_unpublished_changes is False


def test_a_page_changed_on_the_site_is_left_alone_and_listed(loaded: Report, pack: Path, edit: Edit) -> None:
    edited_on_the_site()
    edit(FR, "La fin.", "La vraie fin.")

    report = load_pack(pack)

    assert report.left_alone == [LeftAlone("lesson-page", "tout", "fr", CHANGED)]
    assert lesson_page("fr").summary == "Corrigé sur le site."
    assert "La vraie fin." not in str(lesson_page("fr").body[-1].value)


def test_a_draft_on_the_site_counts_as_a_change(loaded: Report, pack: Path) -> None:
    page = lesson_page("fr")
    page.summary = "Brouillon."
    page.save_revision()

    assert load_pack(pack).left_alone == [LeftAlone("lesson-page", "tout", "fr", CHANGED)]


def test_overwriting_takes_the_text_of_the_pack_as_a_draft(loaded: Report, pack: Path) -> None:
    edited_on_the_site()

    report = load_pack(pack, overwrite=True)

    page = lesson_page("fr")
    assert (dict(report.drafted), report.left_alone) == ({"lesson-page": 1}, [])
    assert page.summary == "Corrigé sur le site."
    assert page.get_latest_revision_as_object().summary == "Une leçon qui a de tout."
    assert load_pack(pack).left_alone == []


def test_a_row_changed_on_the_site_is_left_alone_until_overwritten(loaded: Report, pack: Path) -> None:
    LegalReference.objects.filter(code="CP-448-1").update(title_fr="Corrigé sur le site")

    assert load_pack(pack).left_alone == [LeftAlone("law", "CP-448-1", "", CHANGED)]
    load_pack(pack, overwrite=True)
    assert LegalReference.objects.get(code="CP-448-1").title_fr == "Définition"


def test_a_page_deleted_on_the_site_is_not_made_again(loaded: Report, pack: Path) -> None:
    StandardPage.objects.get(slug="aide", locale__language_code="fr").delete()

    assert load_pack(pack).left_alone == [LeftAlone("page", "aide", "fr", "deleted on the site")]
    assert StandardPage.objects.filter(locale__language_code="fr").count() == 0


def test_what_the_pack_drops_is_kept_and_listed(loaded: Report, pack: Path) -> None:
    for path in (pack / "pages").iterdir():
        path.unlink()

    assert [str(left) for left in load_pack(pack).left_alone] == [
        "page aide ar: no longer in the pack, kept on the site",
        "page aide fr: no longer in the pack, kept on the site",
    ]
    assert StandardPage.objects.live().count() == 2


def test_both_languages_share_the_ids_of_their_blocks(loaded: Report) -> None:
    assert [block["id"] for block in lesson_page("fr").body.raw_data] == [
        block["id"] for block in lesson_page("ar").body.raw_data
    ]
    assert (
        lesson_page("fr").translation_key == lesson_page("ar").translation_key == Lesson.objects.get(slug="tout").uuid
    )


def test_a_choice_keeps_its_identity_when_its_words_change(loaded: Report, pack: Path, edit: Edit) -> None:
    before = list(Choice.objects.values_list("pk", "uuid"))
    edit(QUESTIONS, "Attendre", "Attendre demain")

    load_pack(pack)

    assert list(Choice.objects.values_list("pk", "uuid")) == before
    assert Choice.objects.get(position=1).text_fr == "Attendre demain"


def test_the_modules_of_an_edition_stay_once_somebody_is_enrolled(
    loaded: Report, pack: Path, edit: Edit, amina: Any
) -> None:
    edition = Course.objects.get(slug="essai").editions.get()
    enrol_many([amina], edition=edition, by=None, at=NOON)
    edit("courses/essai.yaml", "modules: [premier]", "modules: []")

    report = load_pack(pack)

    assert [left.kind for left in report.left_alone] == ["edition"]
    assert edition.modules.count() == 1


def test_saving_a_page_unchanged_in_the_editor_is_no_change(loaded: Report, pack: Path) -> None:
    page = lesson_page("fr")
    editor = ContentstateConverter(FULL)
    raw = [dict(block) for block in page.body.raw_data]
    for block in raw:
        if block["type"] == "text":
            block["value"] = editor.to_database_format(editor.from_database_format(block["value"]))
    page.body = raw
    page.save_revision().publish()

    assert "data-block-key" in str(raw)
    assert load_pack(pack).left_alone == []
