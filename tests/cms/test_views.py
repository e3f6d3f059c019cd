"""Who may read which page, in which language, and at what cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import translate_url
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from accounts.roles import Role
from cms.models import CoursePage, LessonPage
from cms.services.pen import Report
from courses.models import Course, Lesson
from enrolments.models import LessonProgress
from enrolments.services import ask_for_update, complete_many, enrol_many, mark_done
from tests.cms.conftest import publish_course
from tests.conftest import make_course

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


def test_a_lesson_only_in_the_other_language_is_read_there_whole(enrolled: User, signed_in: SignedIn) -> None:
    unpublish("fr")
    client = signed_in(enrolled)

    shown = text(client.get(LESSON))

    assert ('<html lang="fr" dir="ltr">' in shown, "qu’en arabe" in shown) == (True, True)
    assert '<article class="reading lesson" lang="ar" dir="rtl">' in shown
    assert '<h1 lang="ar" dir="rtl">جميع العناصر</h1>' in shown
    assert ("النهاية." in shown, "La fin." in shown, "À retenir" in shown) == (True, False, False)
    assert '<section class="lesson-end no-print" lang="fr" dir="ltr"' in shown


def test_progress_works_in_the_other_language(enrolled: User, signed_in: SignedIn) -> None:
    unpublish("fr")
    arabic = LessonPage.objects.get(lesson__slug="tout", locale__language_code="ar")
    client = signed_in(enrolled)
    client.get(LESSON)

    response = client.post(f"{LESSON}done/", {"revision": str(arabic.live_revision_id)})

    assert (response.status_code, response["Location"]) == (302, "/fr/lecons/suite/")
    done = LessonProgress.objects.exclude(done_at=None)
    assert list(done.values_list("lesson__slug", "revision")) == [("tout", arabic.live_revision_id)]


def test_pages_only_in_the_other_language_are_shown_with_a_notice(client: Client) -> None:
    for page in Page.objects.filter(locale__language_code="ar", depth__gt=3) | Page.objects.filter(
        slug="aide", depth=3
    ):
        if page.locale.language_code == "ar":
            page.specific.unpublish()

    shown = {url: text(client.get(url)) for url in ("/ar/parcours/essai/", "/ar/modules/premier/", "/ar/pages/aide/")}

    assert all('<html lang="ar" dir="rtl">' in page for page in shown.values())
    assert [url for url, page in shown.items() if "notice--info" not in page] == []
    assert '<h1 lang="fr" dir="ltr">Aide</h1>' in shown["/ar/pages/aide/"]
    assert "notice--info" not in text(client.get("/fr/pages/aide/"))


def test_a_lesson_that_is_read_asks_for_an_update_once_the_law_changed(enrolled: User, signed_in: SignedIn) -> None:
    lesson, client = Lesson.objects.get(slug="tout"), signed_in(enrolled)
    mark_done(enrolled, lesson=lesson, revision=1, at=timezone.now())
    complete_many(list(enrolled.enrolments.all()), at=timezone.now())
    ask_for_update(lesson, language="fr", note="La peine change.", revision=2, follows=False, at=timezone.now())

    before = text(client.get(LESSON))
    client.post(f"{LESSON}done/", {"revision": "2"})
    after = text(client.get(LESSON))

    assert [("La peine change." in page, f"{LESSON}done/" in page) for page in (before, after)] == [
        (True, True), (False, False),
    ]  # fmt: skip


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
    publish_course(other)

    shown = text(signed_in(amina).get("/fr/catalogue/"))

    assert shown.index("/fr/parcours/essai/") < shown.index("/fr/parcours/aaa/")


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
