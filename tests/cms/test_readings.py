"""Which lessons somebody read, and in which version."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.models import Course, Lesson
from enrolments.services import enrol_many, mark_done, open_lesson
from tests.cms.writing import lesson_page, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]


@pytest.fixture
def reader(nawal: User) -> User:
    """Nawal, in the course of the small pack."""
    enrol_many([nawal], edition=Course.objects.get(slug="essai").editions.get(), by=None, at=timezone.now())
    return nawal


def read(person: User, page: Any) -> None:
    mark_done(person, lesson=page.lesson, revision=page.live_revision_id, at=timezone.now())


def test_a_coordinator_sees_the_version_that_was_read_and_not_the_one_that_follows(
    reader: User, karim: User, hassan: User, signed_in: SignedIn
) -> None:
    page = lesson_page(language="ar")
    read(reader, page)
    publish(signed_in(hassan), page, "نص جديد.")

    shown = signed_in(karim).get(f"/fr/people/{reader.pk}/readings/").content.decode()

    assert (f"version {page.live_revision_id} " in shown, "Arabe, version" in shown) == (True, True)
    assert f"version {lesson_page(language='ar').live_revision_id} " not in shown


def test_the_revision_is_the_one_that_was_on_the_page(reader: User, signed_in: SignedIn, hassan: User) -> None:
    page, client = lesson_page(), signed_in(reader)
    client.get("/fr/lecons/suite/")
    publish(signed_in(hassan), page, "Neuf.")

    signed_in(reader).post("/fr/lecons/suite/done/", {"revision": str(page.live_revision_id)})

    assert reader.lesson_progress.get().revision == page.live_revision_id != lesson_page().live_revision_id


def test_a_version_that_is_not_known_is_left_out(reader: User, karim: User, signed_in: SignedIn) -> None:
    open_lesson(reader, lesson=Lesson.objects.get(slug="suite"), revision=999_999, at=timezone.now())

    response = signed_in(karim).get(f"/fr/people/{reader.pk}/readings/")

    assert (response.status_code, "999999" in response.content.decode()) == (200, False)


def test_whoever_oversees_nobody_sees_no_reading(
    reader: User, driss: User, amina: User, leila: User, signed_in: SignedIn
) -> None:
    read(reader, lesson_page())

    assert {signed_in(each).get(f"/fr/people/{reader.pk}/readings/").status_code for each in (driss, amina, leila)} == {
        404
    }


@pytest.mark.parametrize("lessons", [0, 1, 2])
def test_the_list_costs_the_same_whatever_was_read(
    reader: User, karim: User, signed_in: SignedIn, django_assert_max_num_queries: Any, lessons: int
) -> None:
    for slug in ("suite", "tout")[:lessons]:
        read(reader, lesson_page(slug))
    client, url = signed_in(karim), f"/fr/people/{reader.pk}/readings/"
    client.get(url)

    with django_assert_max_num_queries(12):
        shown = client.get(url).content.decode()

    assert shown.count(", version ") == lessons
