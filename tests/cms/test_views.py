"""Who may read which page, in which language, and at what cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import translate_url
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from accounts.roles import Role
from cms.models import CoursePage, LessonPage
from cms.services.pen import Report
from courses.models import Course, EditionModule, Lesson, Module
from enrolments.models import LessonProgress
from enrolments.services import enrol_many, mark_done
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


def test_outlines_are_public_in_both_languages(client: Client) -> None:
    addresses = PUBLIC + [translate_url(address, "ar") for address in PUBLIC]

    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_a_passer_by_is_sent_to_sign_in_before_a_lesson(client: Client) -> None:
    response = client.get(LESSON)

    assert (response.status_code, response["Location"]) == (302, f"/fr/accounts/login/?next={LESSON}")


def test_a_lesson_is_locked_for_the_outsider_and_says_where_to_go(driss: User, signed_in: SignedIn) -> None:
    response = signed_in(driss).get(LESSON)

    assert (response.status_code, response.templates[0].name) == (403, "cms/locked.html")
    assert 'href="/fr/parcours/essai/"' in text(response)
    assert "La fin." not in text(response)
    assert LessonProgress.objects.count() == 0


def test_a_lesson_opens_to_whoever_is_enrolled_and_is_noted(enrolled: User, signed_in: SignedIn) -> None:
    page = LessonPage.objects.get(lesson__slug="tout", locale__language_code="fr")

    response = signed_in(enrolled).get(LESSON)

    assert (response.status_code, "La fin." in text(response)) == (200, True)
    assert f'name="revision" value="{page.live_revision_id}"' in text(response)
    assert LessonProgress.objects.values_list("learner", "lesson__slug", "revision", "done_at").get() == (
        enrolled.pk, "tout", page.live_revision_id, None,
    )  # fmt: skip


def test_a_lesson_that_is_read_says_so_and_leads_on(enrolled: User, signed_in: SignedIn) -> None:
    mark_done(enrolled, lesson=Lesson.objects.get(slug="tout"), revision=None, at=timezone.now())

    shown = text(signed_in(enrolled).get(LESSON))

    assert "/fr/lecons/tout/done/" not in shown
    assert '<a class="button button--primary" href="/fr/lecons/suite/">' in shown
    assert 'href="/fr/quiz/' not in shown.split("lesson-end")[1].split("</section>")[0]


def test_a_lesson_opens_to_those_who_write_it_without_progress(
    person: Callable[..., User], signed_in: SignedIn
) -> None:
    leila, hassan = person("leila@demo.example"), person("hassan@demo.example")
    leila.groups.add(Group.objects.get(name=Role.AUTHOR))
    hassan.groups.add(Group.objects.get(name=Role.VALIDATOR))

    assert [signed_in(user).get(LESSON).status_code for user in (leila, hassan)] == [200, 200]
    assert LessonProgress.objects.count() == 0


def test_a_draft_is_visible_to_no_learner(enrolled: User, signed_in: SignedIn) -> None:
    page = LessonPage.objects.get(lesson__slug="tout", locale__language_code="fr")
    page.title, page.summary = "Titre en projet", "Projet de résumé."
    page.save_revision()
    client = signed_in(enrolled)

    shown = [text(client.get(address)) for address in (LESSON, "/fr/modules/premier/", "/fr/parcours/essai/")]

    assert not any("Titre en projet" in each or "Projet de résumé." in each for each in shown)


def test_a_lesson_only_in_the_other_language_says_so(enrolled: User, signed_in: SignedIn) -> None:
    unpublish("fr")

    response = signed_in(enrolled).get(LESSON)

    assert (response.status_code, response.templates[0].name) == (404, "cms/other_language.html")
    assert 'href="/ar/lecons/tout/"' in text(response)
    assert ("qu’en arabe." in text(response), 'lang="ar" dir="rtl"' in text(response)) == (True, True)


def test_a_page_in_no_language_is_not_found(enrolled: User, signed_in: SignedIn) -> None:
    unpublish("fr")
    unpublish("ar")

    client = signed_in(enrolled)
    assert [client.get(url).status_code for url in (LESSON, "/fr/pages/rien/", "/fr/parcours/rien/")] == [404] * 3


def test_a_course_without_a_published_page_is_not_in_the_catalogue(client: Client) -> None:
    assert "/fr/parcours/essai/" in text(client.get("/fr/catalogue/"))
    for page in CoursePage.objects.all():
        page.unpublish()

    assert "/fr/parcours/essai/" not in text(client.get("/fr/catalogue/"))


def test_the_catalogue_filters_by_profession_and_kind(client: Client) -> None:
    make_course("AVO", professions=["avocat"], modules=())
    found = {
        "": True, "?regime=continuing": True, "?regime=initial": False, "?profession=juge-siege": True,
        "?profession=avocat": False, "?profession=%00&regime=nothing": True,
    }  # fmt: skip

    assert {query: "/fr/parcours/essai/" in text(client.get(f"/fr/catalogue/{query}")) for query in found} == found


def test_the_catalogue_shows_a_learners_own_courses_first(amina: User, signed_in: SignedIn) -> None:
    other = make_course("AAA", professions=["avocat"], modules=())
    _publish_course(other)

    shown = text(signed_in(amina).get("/fr/catalogue/"))

    assert shown.index("/fr/parcours/essai/") < shown.index("/fr/parcours/aaa/")


def _publish_course(course: Course) -> None:
    beside = CoursePage.objects.get(course__slug="essai", locale__language_code="fr")
    page = CoursePage(title=course.title_fr, slug=course.slug, course=course, locale=beside.locale)
    beside.get_parent().add_child(instance=page)


def test_a_learner_may_join_leave_and_go_on(amina: User, driss: User, signed_in: SignedIn) -> None:
    client = signed_in(amina)
    enrol, leave = "/fr/parcours/essai/enrol/", "/leave/"

    before = text(client.get("/fr/parcours/essai/"))
    client.post(enrol)
    after = text(client.get("/fr/parcours/essai/"))
    outside = text(signed_in(driss).get("/fr/parcours/essai/"))

    assert [(enrol in page, leave in page) for page in (before, after, outside)] == [
        (True, False), (False, True), (False, False),
    ]  # fmt: skip
    assert f'<a class="button button--primary" href="{LESSON}">' in after


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

    expected = set(PUBLIC) | {LESSON, "/fr/lecons/suite/"}
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
        _publish_course(make_course(f"C{n}", professions=["juge-siege"], modules=(f"X{n}",)))


# Without Redis a session, and the kept body of a lesson, are a query each.
STORED = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1
QUERIES = {
    "amina": {
        LESSON: 10 + 2 * STORED,
        "/fr/catalogue/": 9 + STORED,
        "/fr/parcours/essai/": 11 + STORED,
        "/fr/modules/premier/": 9 + STORED,
        "/fr/pages/aide/": 5 + STORED,
        "/fr/": 4 + STORED,
    },
    "driss": {
        LESSON: 10 + STORED,
        "/fr/catalogue/": 9 + STORED,
        "/fr/parcours/essai/": 10 + STORED,
        "/fr/modules/premier/": 8 + STORED,
    },
}


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
