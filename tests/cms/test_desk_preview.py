"""A page as a learner of a chosen region and language reads it."""

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import User
from cms.models import LessonPage
from cms.readers import Reader, chosen_reader, reader_of
from jurisdictions.models import Region
from tests.cms.writing import lesson_page, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]


def preview(client: Client, page: LessonPage, mode: str) -> str:
    return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {"mode": mode}).content.decode()


def test_an_author_chooses_among_both_languages_and_every_region() -> None:
    modes = dict(lesson_page().preview_modes)

    assert len(modes) == 1 + 2 * (1 + Region.objects.count())
    assert ("Casablanca" in modes["fr:MA-06"], modes["ar:MA-06"] != modes["fr:MA-06"]) == (True, True)


def test_a_reader_of_the_other_language_is_given_the_other_page(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    write(client, lesson_page(language="ar"), "نص في مسودة.")

    shown = preview(client, lesson_page(), "ar:MA-06")

    assert ('<html lang="ar" dir="rtl">' in shown, "نص في مسودة." in shown) == (True, True)
    assert Region.objects.get(code="MA-06").name_ar in shown


def test_where_there_is_no_other_page_the_reader_is_given_this_one_with_a_notice(
    leila: User, signed_in: SignedIn
) -> None:
    lesson_page(language="ar").delete()

    shown = preview(signed_in(leila), lesson_page(), "ar:")

    assert ('<html lang="ar" dir="rtl">' in shown, 'class="reading lesson" lang="fr" dir="ltr"' in shown) == (
        True,
        True,
    )


@pytest.mark.parametrize("mode", ["", "rien", "de:MA-06", "fr", "fr:ZZ-99", ":"])
def test_a_mode_without_sense_shows_the_page_as_it_is_edited(leila: User, signed_in: SignedIn, mode: str) -> None:
    shown = preview(signed_in(leila), lesson_page(), mode)

    assert ('<html lang="fr" dir="ltr">' in shown, "Un texte." in shown, "Casablanca" in shown) == (True, True, False)


def test_the_reader_of_a_page_is_who_asks_for_it(amina: User, rf: RequestFactory) -> None:
    request = rf.get("/fr/")
    request.user = amina

    assert reader_of(request) == Reader("fr", amina.postings.get().court.city.region)
    assert chosen_reader("ar:MA-06") == Reader("ar", Region.objects.get(code="MA-06"))


def test_the_outsider_previews_nothing(driss: User, signed_in: SignedIn) -> None:
    assert signed_in(driss).get(f"/cms/pages/{lesson_page().pk}/view_draft/?mode=ar:MA-06").status_code == 403
