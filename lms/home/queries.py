"""What the dashboard shows, gathered from several apps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache
from django.db.models import QuerySet

from accounts.models import Posting, User
from accounts.queries import posting_on
from assessments.queries.course_tests import CourseTests, course_tests
from certificates.models import Certificate
from enrolments.models import UpdateAsked
from enrolments.queries import CourseStanding, Step, course_standings, updates_still_asked
from lms.lib.dates import day_of
from reporting.queries.coverage import Figures, Question, courts_on_the_map, coverage_of, total

ASKED_SHOWN = 3


@dataclass(frozen=True)
class Overview:
    """The figures of all courts that a coordinator or observer reads, and how many have nobody trained."""

    figures: Figures
    courts: int
    courts_without: int


@dataclass(frozen=True)
class Home:
    """One person's home. `resume` is where they left, or else what comes next."""

    posting: Posting | None
    standings: tuple[CourseStanding, ...]
    tests: dict[int, CourseTests]
    resume: Step | None
    certificates: QuerySet[Certificate]
    overview: Overview | None
    asked: Sequence[UpdateAsked]
    today: date

    @property
    def asked_first(self) -> Sequence[UpdateAsked]:
        return self.asked[:ASKED_SHOWN]

    @property
    def more_asked(self) -> bool:
        return len(self.asked) > ASKED_SHOWN

    @property
    def under_way(self) -> list[tuple[CourseStanding, CourseTests | None]]:
        """The courses not yet completed, those due first, each with its tests."""
        open_ones = [each for each in self.standings if each.enrolment and each.enrolment.completed_at is None]
        due_first = sorted(open_ones, key=lambda each: (each.enrolment and each.enrolment.due_on) or date.max)
        return [(each, self.tests.get(each.course.pk)) for each in due_first]

    @property
    def completed(self) -> list[tuple[CourseStanding, CourseTests | None]]:
        done = [each for each in self.standings if each.enrolment and each.enrolment.completed_at]
        return [(each, self.tests.get(each.course.pk)) for each in done]


def home_of(person: User, *, at: datetime) -> Home:
    """The home of `person`: eight queries however many courses they are in.

    Whoever reads figures has them from the cache, at most a minute old; five more queries where it is cold.
    """
    standings = tuple(course_standings(person))
    return Home(
        posting=posting_on(person, day=day_of(at)),
        standings=standings,
        tests=course_tests(person, courses=standings, at=at),
        resume=_resume(standings),
        certificates=person.certificates.filter(state=Certificate.State.VALID)[:5],
        overview=_overview(person, today=day_of(at)) if person.sees_coverage else None,
        asked=list(updates_still_asked(person)[: ASKED_SHOWN + 1]) if _has_completed(standings) else [],
        today=day_of(at),
    )


def _has_completed(standings: tuple[CourseStanding, ...]) -> bool:
    return any(each.enrolment and each.enrolment.completed_at for each in standings)


def _overview(person: User, *, today: date) -> Overview:
    key = f"overview-{person.pk}-{today}"
    known: Overview | None = cache.get(key)
    if known is None:
        known = _counted(person, today=today)
        cache.set(key, known, timeout=60)
    return known


def _counted(person: User, *, today: date) -> Overview:
    told = coverage_of(courts_on_the_map(person), question=Question(), today=today)
    without = sum(1 for court in told if court.figures.enrolled and not court.figures.trained)
    return Overview(total(court.figures for court in told), len(told), without)


def _resume(standings: tuple[CourseStanding, ...]) -> Step | None:
    """The lesson opened last and left open in a course under way, else the next step of the first such course."""
    under_way = [each for each in standings if not each.complete]
    left_open = [
        (lesson.opened_at, lesson.step)
        for course in under_way
        for module in course.modules
        for lesson in module.lessons
        if lesson.opened_at and not lesson.done
    ]
    if left_open:
        return max(left_open, key=lambda pair: pair[0])[1]
    return next((each.next for each in under_way if each.next), None)
