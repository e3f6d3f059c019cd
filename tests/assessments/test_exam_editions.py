"""Which editions of a course its final exam closes."""

from collections.abc import Callable

import pytest

from accounts.models import User
from courses.models import Course, Module
from enrolments.models import Enrolment
from enrolments.queries import CourseStanding, course_standings
from enrolments.services import mark_done
from tests.assessments.bank import exam_of, one_of_each
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(course: Course) -> Course:
    """A course without quizzes, whose final exam closes its editions from the first on."""
    Module.objects.update(has_quiz=False)
    one_of_each(Module.objects.get(code="T1"))
    exam_of(course, {"count": 1, "kind": "single"})
    return course


@pytest.fixture
def learner(enrolled: Callable[[User], User], amina: User) -> User:
    return enrolled(amina)


def after_reading(learner: User) -> CourseStanding:
    for module in Module.objects.all():
        for lesson in module.lessons.all():
            mark_done(learner, lesson=lesson, revision=None, at=NOON)
    (standing,) = course_standings(learner)
    return standing


@pytest.mark.usefixtures("closed")
def test_an_edition_that_the_exam_closes_asks_for_it(learner: User) -> None:
    standing = after_reading(learner)

    assert Enrolment.objects.get().completed_at is None
    assert (standing.modules_complete, standing.complete, standing.asks_exam) == (True, False, True)
    assert standing.next is not None
    assert standing.next.url.endswith(".final-exam/")


def test_an_edition_from_before_the_exam_is_completed_without_it(closed: Course, learner: User) -> None:
    Course.objects.filter(pk=closed.pk).update(exam_from=2)

    standing = after_reading(learner)

    assert Enrolment.objects.get().completed_at == NOON
    assert (standing.complete, standing.asks_exam, standing.next) == (True, False, None)


def test_who_finished_before_there_was_an_exam_stays_finished(closed: Course, learner: User) -> None:
    Course.objects.filter(pk=closed.pk).update(has_exam=False)
    after_reading(learner)
    Course.objects.filter(pk=closed.pk).update(has_exam=True)

    (standing,) = course_standings(learner)

    assert Enrolment.objects.get().completed_at == NOON
    assert (standing.complete, standing.next) == (True, None)
