"""Addresses, the language switch and the bound of queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import translate_url
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from cms.models import LessonPage
from cms.services.pen import Report
from courses.models import Course, EditionModule, Lesson, Module
from enrolments.services import ask_for_update, complete_many, enrol_many, mark_done
from tests.cms.conftest import publish_course
from tests.conftest import make_course, make_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

LESSON = "/fr/lecons/tout/"
PUBLIC = ["/fr/", "/fr/catalogue/", "/fr/parcours/essai/", "/fr/modules/premier/", "/fr/pages/aide/"]

SignedIn = Callable[[User], Client]


@pytest.fixture
def enrolled(loaded: Report, amina: User) -> User:
    """Amina, in the course of the small pack."""
    enrol_many([amina], edition=Course.objects.get(slug="essai").editions.get(), by=None, at=timezone.now())
    return amina


def unpublish(language: str) -> None:
    LessonPage.objects.get(lesson__slug="tout", locale__language_code=language).unpublish()


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def test_the_language_switch_gives_the_same_page(enrolled: User, signed_in: SignedIn) -> None:
    client = signed_in(enrolled)

    assert [translate_url(address, "ar") for address in [*PUBLIC, LESSON]] == [
        "/ar/", "/ar/catalogue/", "/ar/parcours/essai/", "/ar/modules/premier/", "/ar/pages/aide/", "/ar/lecons/tout/",
    ]  # fmt: skip
    shown = text(client.get("/ar/lecons/tout/"))
    assert '<html lang="ar" dir="rtl">' in shown
    assert "النهاية." in shown


def test_a_place_in_the_tree_leads_to_the_one_address(client: Client) -> None:
    paths = [
        "/fr/catalogue/essai/", "/fr/catalogue/premier/tout/", "/ar/catalogue/premier/", "/fr/aide/",
    ]  # fmt: skip

    assert [client.get(path).headers.get("Location") for path in paths] == [
        "/fr/parcours/essai/", "/fr/lecons/tout/", "/ar/modules/premier/", "/fr/pages/aide/",
    ]  # fmt: skip


def test_every_page_knows_its_address(client: Client) -> None:
    pages = {page.specific.get_url() for page in Page.objects.filter(depth__gt=1)}

    more = {"/fr/lecons/suite/", "/fr/sensibilisation/", "/fr/sensibilisation/nouvelle/", "/fr/modules/premier/guide/"}
    expected = set(PUBLIC) | {LESSON} | more
    assert pages == expected | {address.replace("/fr/", "/ar/", 1) for address in expected}


def test_the_demo_accounts_are_offered_only_where_one_tries(client: Client, amina: User, settings: Any) -> None:
    assert "formation-2026" not in text(client.get("/fr/"))
    settings.DEBUG = True

    shown = text(client.get("/fr/"))

    assert ("formation-2026" in shown, amina.email in shown, "salma@demo.example" in shown) == (True, True, False)


def test_an_installation_without_content_says_so(client: Client) -> None:
    for page in Page.objects.filter(depth=2):
        page.delete()

    response = client.get("/fr/")

    assert (response.status_code, response.templates[0].name) == (503, "cms/empty_site.html")


def _more_courses_and_lessons() -> None:
    module, edition = Module.objects.get(slug="premier"), Course.objects.get(slug="essai").editions.get()
    for n in range(3):
        Lesson.objects.create(module=module, slug=f"plus-{n}", title_fr=f"Plus {n}", position=10 + n, minutes=5)
        EditionModule.objects.create(edition=edition, module=make_module(f"X{n}"), position=5 + n)
        publish_course(make_course(f"C{n}", professions=["juge-siege"], modules=(f"X{n}",)))


# Without Redis a session, and the kept body of a lesson, are a query each.
STORED = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1
QUERIES = {
    "amina": {
        LESSON: 8 + 2 * STORED,
        "/fr/catalogue/": 9 + STORED,
        "/fr/parcours/essai/": 10 + STORED,
        "/fr/modules/premier/": 11 + STORED,
        "/fr/pages/aide/": 5 + STORED,
        "/fr/": 4 + STORED,
    },
    "driss": {
        LESSON: 7 + STORED,
        "/fr/catalogue/": 9 + STORED,
        "/fr/parcours/essai/": 11 + STORED,
        "/fr/modules/premier/": 10 + STORED,
    },
}


def test_a_lesson_read_before_keeps_to_the_bound_whatever_is_asked(
    enrolled: User, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    lesson, client = Lesson.objects.get(slug="tout"), signed_in(enrolled)
    mark_done(enrolled, lesson=lesson, revision=1, at=timezone.now())
    complete_many(list(enrolled.enrolments.all()), at=timezone.now())
    for n in range(5):
        ask_for_update(lesson, language="fr", note=f"N{n}", revision=n, follows=False, at=timezone.now())
    client.get(LESSON)

    with django_assert_max_num_queries(12):
        client.get(LESSON)


def test_queries_do_not_grow_with_courses_modules_and_lessons(
    enrolled: User, driss: User, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    def measure() -> None:
        for user, pages in ((enrolled, QUERIES["amina"]), (driss, QUERIES["driss"])):
            client = signed_in(user)
            for address, queries in pages.items():
                client.get(address)
                with django_assert_num_queries(queries, info=f"{user.email} {address}"):
                    client.get(address)

    measure()
    _more_courses_and_lessons()
    measure()
