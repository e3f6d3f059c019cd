"""Two languages kept in line, and what the editor says of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from accounts.models import User
from cms.desk.alignment import agree, standing_of
from cms.desk.prints import prints_of
from cms.models import Alignment, LessonPage
from cms.services.load import load_pack
from tests.cms.writing import block_id, lesson_form, lesson_page, publish, text_of, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]


def behind() -> dict[str, bool]:
    """Which page of the short lesson is behind the other."""
    return {language: standing_of(lesson_page(language=language)).is_older for language in ("fr", "ar")}


def editor(client: Client, page: LessonPage) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_the_pack_says_the_same_in_both_languages() -> None:
    assert set(Alignment.objects.values_list("fr_is_older", "ar_is_older")) == {(False, False)}
    assert Alignment.objects.filter(agreed_at=None).count() == 0
    assert behind() == {"fr": False, "ar": False}


def test_a_block_changed_in_one_language_puts_the_other_behind(leila: User, signed_in: SignedIn) -> None:
    write(signed_in(leila), lesson_page(), "Un autre texte.")

    standing = standing_of(lesson_page(language="ar"))
    assert (standing.is_older, standing.changed, standing.added, standing.gone) == (
        True, frozenset({block_id()}), frozenset(), frozenset(),
    )  # fmt: skip
    assert behind() == {"fr": False, "ar": True}


def test_a_title_changed_is_a_place_too_and_changed_back_is_none(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    write(client, lesson_page(), "Un texte.", title="Un autre titre")
    assert standing_of(lesson_page(language="ar")).changed == {"title"}

    write(client, lesson_page(), "Un texte.", title="La suite")

    assert behind() == {"fr": False, "ar": False}


def test_ticking_that_both_say_the_same_takes_the_marks_away(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    write(client, lesson_page(), "Un autre texte.")

    write(client, lesson_page(language="ar"), "نص آخر.", aligned="on")

    row = Alignment.objects.get(translation_key=lesson_page().translation_key)
    assert (behind(), row.agreed_by) == ({"fr": False, "ar": False}, leila)
    assert row.revision_fr == lesson_page().latest_revision_id


def test_what_the_editor_saves_by_itself_says_nothing_yet(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    write(client, lesson_page(), "Un autre texte.")
    page = lesson_page(language="ar")

    saved = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        lesson_form(page, "نص آخر.", aligned="on"),
        headers={"accept": "application/json"},
    )

    assert (json.loads(saved.content)["success"], behind()) == (True, {"fr": True, "ar": True})


def test_a_revision_that_is_overwritten_is_compared_by_what_it_now_says(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    write(client, lesson_page(), "Un autre texte.")
    agree(lesson_page(), by=leila, at=timezone.now())
    page = lesson_page()

    write(client, page, "Encore un autre.", overwrite_revision_id=str(page.latest_revision_id))

    assert (lesson_page().latest_revision_id, behind()["ar"]) == (page.latest_revision_id, True)


def test_the_editor_shows_the_other_language_place_by_place(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    write(client, lesson_page(), "Un texte neuf.")

    shown = editor(client, lesson_page(language="ar"))

    assert f'data-desk-place="{block_id()}" data-desk-mark="changed"' in shown
    assert 'data-desk-place="title" data-desk-mark=""' in shown
    assert "Un texte neuf." in shown
    assert 'class="desk-place__text" lang="fr" dir="ltr"' in shown
    assert ("desk-standing" in shown, "data-desk-open" in shown) == (True, True)


def test_a_translation_begins_as_a_draft_of_the_same_blocks_and_lesson(leila: User, signed_in: SignedIn) -> None:
    lesson_page(language="ar").delete()
    french, client = lesson_page(), signed_in(leila)
    assert reverse("simple_translation:submit_page_translation", args=[french.pk]) in editor(client, french)

    client.post(
        reverse("simple_translation:submit_page_translation", args=[french.pk]),
        {"locales": [str(Locale.objects.get(language_code="ar").pk)]},
    )

    arabic = lesson_page(language="ar")
    assert (arabic.lesson, arabic.live, arabic.translation_key) == (french.lesson, False, french.lesson.uuid)
    assert [each["id"] for each in arabic.body.raw_data] == [each["id"] for each in french.body.raw_data]
    assert behind() == {"fr": False, "ar": True}
    write(client, arabic, "نص.", aligned="on")
    assert behind() == {"fr": False, "ar": False}


def test_a_pack_changed_in_one_language_stays_in_line(pack: Path, edit: Callable[[str, str, str], None]) -> None:
    edit("modules/01-premier/02-suite.fr.md", "Un texte.", "Un texte corrigé.")
    load_pack(pack)

    assert "corrigé" in text_of(lesson_page())
    assert behind() == {"fr": False, "ar": False}


def test_a_page_changed_on_the_site_stays_behind_after_a_load(
    leila: User, hassan: User, signed_in: SignedIn, pack: Path
) -> None:
    publish(signed_in(hassan), lesson_page(), "Écrit sur le site.")
    load_pack(pack, overwrite=False)

    assert behind() == {"fr": False, "ar": True}


def test_prints_know_texts_and_blocks_and_not_the_editors_marks() -> None:
    block = {"type": "text", "value": '<p data-block-key="a1">Un</p>', "id": "x"}
    marked = {**block, "value": '<p data-block-key="b2">Un</p>'}
    other = {**block, "value": "<p>Deux</p>"}
    one, same, two = (
        prints_of({"title": "T", "summary": "", "body": json.dumps([each])}) for each in (block, marked, other)
    )

    assert (sorted(one), one == same, one["title"] == two["title"], one["x"] == two["x"]) == (
        ["title", "x"], True, True, False,
    )  # fmt: skip
    assert prints_of({}) == {}
