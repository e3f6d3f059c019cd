from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from accounts.models import User
from courses.models import Course, Edition, EditionModule, Lesson, Module
from enrolments import services, signals
from enrolments.errors import (
    AlreadyEnrolled,
    LessonClosed,
    NoNewerEdition,
    NoOpenEdition,
    NotAddressed,
    TooLateToLeave,
)
from enrolments.models import Enrolment, LessonProgress
from enrolments.queries import course_standings, cycle_of
from tests.conftest import NOON, make_course, make_module

pytestmark = pytest.mark.django_db

Told = Callable[[], list[tuple[str, str]]]


@pytest.fixture
def told() -> Iterator[Told]:
    """What the signal said: who, and what happened."""
    news: list[tuple[str, str]] = []

    def hear(changes: list[signals.Change], **kwargs: object) -> None:
        for change in changes:
            what = "completed" if change.completes else "left" if change.enrolment.left_at else "enrolled"
            news.append((change.enrolment.learner.first_name, what))

    signals.changed.connect(hear, weak=False)
    yield lambda: news
    signals.changed.disconnect(hear)


def learn(learner: User, course: Course, *, at: datetime = NOON) -> None:
    """Do everything `course` asks."""
    for module in Module.objects.filter(editions__course=course):
        for lesson in module.lessons.all():
            services.mark_done(learner, lesson=lesson, revision=7, at=at)
        services.record_pass(learner, module=module, percent=Decimal(80), cycle=1, at=at)


def test_a_judge_joins_the_open_edition_of_a_course_for_judges(amina: User, course: Course, told: Told) -> None:
    enrolment = services.enrol(amina, course=course, by=amina, at=NOON)

    assert (enrolment.edition.number, enrolment.cycle, enrolment.enrolled_at) == (1, 1, NOON)
    assert told() == [("Amina", "enrolled")]


def test_enrol_refuses_a_second_enrolment_in_a_cycle(amina: User, course: Course) -> None:
    services.enrol(amina, course=course, by=amina, at=NOON)

    with pytest.raises(AlreadyEnrolled):
        services.enrol(amina, course=course, by=amina, at=NOON)
    assert Enrolment.objects.count() == 1


def test_enrol_refuses_a_social_worker_in_a_course_for_judges_unless_a_coordinator_says_so(
    salma: User, nadia: User, course: Course
) -> None:
    with pytest.raises(NotAddressed):
        services.enrol(salma, course=course, by=salma, at=NOON)

    assert services.enrol(salma, course=course, by=nadia, at=NOON).enrolled_by == nadia


def test_enrol_refuses_where_no_edition_is_open(amina: User, course: Course) -> None:
    with pytest.raises(NoOpenEdition):
        services.enrol(amina, course=course, by=amina, at=datetime.fromisoformat("2020-01-01T12:00+00:00"))


def test_the_last_open_point_completes_the_course_once(amina: User, course: Course, told: Told) -> None:
    enrolment = services.enrol(amina, course=course, by=amina, at=NOON)

    learn(amina, course)
    learn(amina, course, at=NOON + timedelta(days=1))

    enrolment.refresh_from_db()
    assert enrolment.completed_at == NOON
    assert told() == [("Amina", "enrolled"), ("Amina", "completed")]


def test_a_quiz_passed_without_reading_does_not_complete(amina: User, course: Course) -> None:
    services.enrol(amina, course=course, by=amina, at=NOON)

    for module in Module.objects.all():
        services.record_pass(amina, module=module, percent=Decimal(100), cycle=1, at=NOON)

    assert [standing.complete for standing in course_standings(amina)] == [False]


def test_a_module_learnt_once_counts_in_every_course_that_holds_it(amina: User, course: Course) -> None:
    services.enrol(amina, course=course, by=amina, at=NOON)
    learn(amina, course)
    other = make_course("EXP-T", professions=["juge-siege"], modules=("T1",))

    enrolment = services.enrol(amina, course=other, by=amina, at=NOON + timedelta(days=9))

    enrolment.refresh_from_db()
    assert enrolment.completed_at == NOON + timedelta(days=9)


def test_leaving_keeps_the_row_and_allows_to_come_back(amina: User, course: Course, told: Told) -> None:
    enrolment = services.enrol(amina, course=course, by=amina, at=NOON)

    services.leave(enrolment, at=NOON)
    services.leave(enrolment, at=NOON)
    services.enrol(amina, course=course, by=amina, at=NOON)

    assert told() == [("Amina", "enrolled"), ("Amina", "left"), ("Amina", "enrolled")]
    assert Enrolment.objects.filter(left_at=None).count() == 1


def test_leave_refuses_after_a_module_is_passed(amina: User, course: Course) -> None:
    enrolment = services.enrol(amina, course=course, by=amina, at=NOON)
    services.record_pass(amina, module=Module.objects.get(code="T1"), percent=Decimal(70), cycle=1, at=NOON)

    with pytest.raises(TooLateToLeave):
        services.leave(enrolment, at=NOON)


def test_a_lesson_stays_closed_to_whoever_is_not_enrolled(driss: User, course: Course) -> None:
    lesson = Lesson.objects.first()
    assert lesson

    with pytest.raises(LessonClosed):
        services.mark_done(driss, lesson=lesson, revision=None, at=NOON)
    assert not LessonProgress.objects.exists()
    assert cycle_of(driss, module=lesson.module) is None


def test_a_lesson_marked_done_remembers_the_revision_that_was_read(amina: User, course: Course) -> None:
    services.enrol(amina, course=course, by=amina, at=NOON)
    lesson = Lesson.objects.get(slug="t1-0")

    services.open_lesson(amina, lesson=lesson, revision=3, at=NOON)
    services.mark_done(amina, lesson=lesson, revision=3, at=NOON)
    services.open_lesson(amina, lesson=lesson, revision=9, at=NOON + timedelta(days=30))

    progress = LessonProgress.objects.get()
    assert (progress.revision, progress.done_at, progress.opened_at) == (3, NOON, NOON)


def test_a_standing_says_what_is_done_what_is_left_and_what_comes_next(amina: User, course: Course) -> None:
    services.enrol(amina, course=course, by=amina, at=NOON)
    services.mark_done(amina, lesson=Lesson.objects.get(slug="t1-0"), revision=None, at=NOON)

    standing = course_standings(amina)[0]

    assert (standing.lessons_done, standing.lessons_total, standing.modules_done) == (1, 4, 0)
    assert standing.minutes_left == 105
    assert standing.next
    assert standing.next.url == "/fr/lecons/t1-1/"
    assert standing.may_leave


def test_a_lesson_opened_again_in_a_later_cycle_stays_done(amina: User, course: Course) -> None:
    services.enrol(amina, course=course, by=amina, at=NOON)
    lesson = Lesson.objects.get(slug="t1-0")
    services.mark_done(amina, lesson=lesson, revision=None, at=NOON)

    LessonProgress.objects.create(learner=amina, lesson=lesson, cycle=2, opened_at=NOON + timedelta(days=900))

    assert course_standings(amina)[0].lessons_done == 1


@pytest.mark.parametrize("courses", [1, 3])
def test_standings_cost_four_queries_however_many_courses(
    amina: User, django_assert_num_queries: Callable[[int], object], courses: int
) -> None:
    for n in range(courses):
        course = make_course(f"C{n}", professions=["juge-siege"], modules=(f"M{n}", "M9"))
        services.enrol(amina, course=course, by=amina, at=NOON)

    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        assert len(course_standings(amina)) == courses


def test_moving_to_a_newer_edition_keeps_what_is_passed(amina: User, course: Course) -> None:
    first = course.editions.get()
    enrolment = services.enrol(amina, course=course, by=amina, at=NOON)
    module = first.modules.order_by("places__position")[0]
    services.record_pass(amina, module=module, percent=Decimal(80), cycle=1, at=NOON)
    newer = Edition.objects.create(course=course, number=2, opens_on=date(2024, 1, 1))
    for position, each in enumerate([module, make_module("T9")]):
        EditionModule.objects.create(edition=newer, module=each, position=position)

    moved = services.move(enrolment, at=NOON)

    standing = course_standings(amina)[0]
    assert (moved.edition, moved.cycle, moved.enrolled_at) == (newer, 1, NOON)
    assert [each.passed for each in standing.modules] == [True, False]


def test_a_finished_or_newest_enrolment_is_not_moved(amina: User, course: Course) -> None:
    enrolment = services.enrol(amina, course=course, by=amina, at=NOON)

    with pytest.raises(NoNewerEdition):
        services.move(enrolment, at=NOON)

    Edition.objects.create(course=course, number=2, opens_on=date(2024, 1, 1))
    services.complete_many([enrolment], at=NOON)
    with pytest.raises(NoNewerEdition):
        services.move(enrolment, at=NOON)
