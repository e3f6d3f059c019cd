"""What is asked of those who completed a course, when the law changes in a lesson of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from courses.models import Course, Lesson
from enrolments.models import Enrolment, LawChange, LessonProgress, UpdateAsked
from enrolments.queries import updates_still_asked
from enrolments.services import ask_for_update, complete_many, enrol_many, leave, mark_done
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
LATER = NOON + timedelta(days=30)


@pytest.fixture
def lesson(course: Course) -> Lesson:
    return Lesson.objects.get(slug="t1-0")


@pytest.fixture
def completed(amina: User, nawal: User, salma: User, course: Course) -> User:
    """Amina completed the course, Nawal is in it, Salma left it."""
    rows = {
        row.learner: row for row in enrol_many([amina, nawal, salma], edition=course.editions.get(), by=None, at=NOON)
    }
    complete_many([rows[amina]], at=NOON)
    leave(rows[salma], at=NOON)
    return amina


def ask(lesson: Lesson, revision: int = 7, *, language: str = "fr", follows: bool = False) -> LawChange:
    note = f"Change {revision}"
    return ask_for_update(lesson, language=language, note=note, revision=revision, follows=follows, at=LATER)


def asked(person: User) -> list[str]:
    return [each.change.note for each in updates_still_asked(person)]


def test_whoever_completed_a_course_with_the_lesson_is_asked(completed: User, lesson: Lesson) -> None:
    ask(lesson)

    assert list(UpdateAsked.objects.values_list("learner", "change__lesson", "done_at")) == [
        (completed.pk, lesson.pk, None)
    ]


def test_telling_a_revision_twice_asks_once(completed: User, lesson: Lesson) -> None:
    assert ask(lesson) == ask(lesson)
    assert UpdateAsked.objects.count() == 1


def test_the_second_language_follows_and_asks_nobody(completed: User, lesson: Lesson) -> None:
    ask(lesson, 7)
    ask(lesson, 8, language="ar", follows=True)
    ask(lesson, 9, language="ar", follows=True)

    assert list(LawChange.objects.order_by("pk").values_list("revision_fr", "revision_ar", "note_ar")) == [
        (7, 8, "Change 8"), (None, 9, "Change 9"),
    ]  # fmt: skip
    assert UpdateAsked.objects.count() == 2


def test_reading_the_lesson_again_settles_what_was_asked_and_touches_nothing_else(
    completed: User, lesson: Lesson
) -> None:
    mark_done(completed, lesson=lesson, revision=3, at=NOON)
    ask(lesson)
    before = list(Enrolment.objects.values()), list(LessonProgress.objects.values())

    mark_done(completed, lesson=lesson, revision=7, at=LATER)

    assert list(UpdateAsked.objects.values_list("done_at", "revision")) == [(LATER, 7)]
    assert (list(Enrolment.objects.values()), list(LessonProgress.objects.values())) == before
    assert asked(completed) == []


def test_another_lesson_settles_nothing(completed: User, lesson: Lesson) -> None:
    ask(lesson)

    mark_done(completed, lesson=Lesson.objects.get(slug="t1-1"), revision=1, at=LATER)

    assert asked(completed) == ["Change 7"]


def test_a_lesson_marked_without_a_revision_keeps_that_of_its_opening(
    nawal: User, completed: User, lesson: Lesson
) -> None:
    from enrolments.services import open_lesson

    open_lesson(nawal, lesson=lesson, revision=5, at=NOON)
    mark_done(nawal, lesson=lesson, revision=None, at=LATER)

    assert LessonProgress.objects.get(learner=nawal).revision == 5


def test_asking_costs_the_same_for_one_and_for_many(
    completed: User, lesson: Lesson, nawal: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        ask(lesson, 1)
    complete_many([Enrolment.objects.get(learner=nawal)], at=NOON)

    with django_assert_num_queries(6):
        ask(lesson, 2)

    assert UpdateAsked.objects.count() == 3


@pytest.mark.parametrize("changes", [1, 3, 40])
def test_the_dashboard_and_the_list_show_what_is_asked_at_one_price(
    completed: User,
    lesson: Lesson,
    signed_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    changes: int,
) -> None:
    for n in range(changes):
        ask(lesson, n)
    client = signed_in(completed)
    client.get("/fr/dashboard/")

    with django_assert_max_num_queries(12):
        home = client.get("/fr/dashboard/").content.decode()
    with django_assert_max_num_queries(8):
        page = client.get("/fr/mises-a-jour/").content.decode()

    assert (home.count("Change "), page.count("Change ")) == (min(changes, 3), min(changes, 25))
    assert ("/fr/mises-a-jour/" in home, "/fr/lecons/t1-0/" in home) == (changes > 3, True)


def test_the_outsider_and_whoever_is_under_way_are_asked_nothing(
    completed: User, driss: User, nawal: User, lesson: Lesson, signed_in: SignIn
) -> None:
    ask(lesson)
    assert "Change 7" in signed_in(completed).get("/fr/dashboard/").content.decode()

    shown = [signed_in(each).get(url).content.decode()
             for each in (driss, nawal) for url in ("/fr/dashboard/", "/fr/mises-a-jour/")]  # fmt: skip

    assert not any("Change 7" in page for page in shown)


def test_the_list_is_for_whoever_signed_in(client: Client) -> None:
    assert client.get("/fr/mises-a-jour/")["Location"] == "/fr/accounts/login/?next=/fr/mises-a-jour/"
