"""The exam of a course and the tests before and after it, as a learner meets them beside its modules."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.db.models import Count, F, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from assessments.models import Attempt, ExtraAttempt, Quiz
from assessments.queries.gain import Gain, gain_between
from assessments.queries.standing import Standing, terms_of
from assessments.rules import door_of, next_attempt
from enrolments.models import Enrolment
from enrolments.queries import CourseStanding

_COLUMNS = (
    "id", "cycle", "number", "state", "opened_at", "deadline", "submitted_at", "ran_out", "marked_at", "marks",
    "maximum", "passed",
)  # fmt: skip
_ORDER = (Quiz.Kind.PRE_TEST, Quiz.Kind.POST_TEST, Quiz.Kind.EXAM)


@dataclass(frozen=True)
class CourseTests:
    """The tests of one course in the order in which they are sat, and what the course brought between them."""

    standings: tuple[Standing, ...]
    gain: Gain | None = None


def outlined_tests(course: int) -> Sequence[Quiz]:
    """The tests of a course in the order in which they are sat, as a passer-by is told of them: one query."""
    return sorted(Quiz.objects.filter(course=course).select_related("course"), key=_place)


def course_tests(learner: User, *, courses: Iterable[CourseStanding], at: datetime) -> dict[int, CourseTests]:
    """The tests of each course id that `learner` is in, at a moment: one query, none without a course.

    An edition older than the exam has no tests: they ask for modules that it does not hold.
    """
    present: dict[int, CourseStanding] = {}
    for each in courses:
        known = present.get(each.course.pk)
        if _has_tests(each) and (known is None or _cycle(each) > _cycle(known)):
            present[each.course.pk] = each
    found: dict[int, list[Standing]] = defaultdict(list)
    for _key, rows in groupby(_rows(learner, present) if present else (), key=attrgetter("pk")):
        same = list(rows)
        quiz = same[0]
        quiz.course = present[quiz.course_id or 0].course
        found[quiz.course.pk].append(_standing(same, present[quiz.course.pk], learner, at=at))
    return {course: _together(standings) for course, standings in found.items()}


def _has_tests(standing: CourseStanding) -> bool:
    return bool(standing.enrolment and standing.edition and standing.edition.number >= standing.course.exam_from)


def _cycle(standing: CourseStanding) -> int:
    return standing.enrolment.cycle if standing.enrolment else 0


def _rows(learner: User, courses: Iterable[int]) -> QuerySet[Quiz]:
    """Each test of `courses` once for each attempt of `learner` at it, and once where there is none.

    Each carries the columns of the attempt, and `granted`: how many more attempts were opened in the present cycle.
    """
    cycles = Enrolment.objects.filter(learner=learner, left_at=None, course=OuterRef("course")).order_by()
    granted = ExtraAttempt.objects.filter(learner=learner, quiz=OuterRef("pk"), cycle=OuterRef("present")).order_by()
    return (
        Quiz.objects.filter(course__in=courses)
        .annotate(present=Subquery(cycles.values("course").annotate(last=Max("cycle")).values("last")))
        .annotate(granted=Coalesce(Subquery(granted.values("quiz").annotate(n=Count("pk")).values("n")), 0))
        .annotate(own=FilteredRelation("attempts", condition=Q(attempts__learner=learner)))
        .annotate(**{f"own_{name}": F(f"own__{name}") for name in _COLUMNS})
        .order_by("pk", "own__opened_at", "own__pk")
    )


def _standing(rows: list[Quiz], course: CourseStanding, learner: User, *, at: datetime) -> Standing:
    quiz, cycle = rows[0], _cycle(course)
    attempts = tuple(_attempt(row, quiz, learner) for row in rows if row.own_id)  # type: ignore[attr-defined]  # annotated
    of_cycle = [each for each in attempts if each.cycle == cycle and each.state != Attempt.State.VOIDED]
    verdict = next_attempt(
        terms_of(quiz),
        submitted=[each.submitted_at for each in of_cycle if each.submitted_at],
        passed=quiz.kind == Quiz.Kind.EXAM and course.exam_passed_at is not None,
        extra=quiz.granted,  # type: ignore[attr-defined]  # annotated
        at=at,
        awaited=any(each.is_awaited for each in of_cycle),
    )
    return Standing(
        quiz, cycle, attempts, None, verdict, door=door_of(quiz.kind, modules_complete=course.modules_complete)
    )


def _attempt(row: Quiz, quiz: Quiz, learner: User) -> Attempt:
    columns = {name: getattr(row, f"own_{name}") for name in _COLUMNS}
    return Attempt(quiz=quiz, learner=learner, drawn=[], **columns)


def _together(standings: list[Standing]) -> CourseTests:
    in_order = sorted(standings, key=lambda each: _place(each.quiz))
    marked = {
        each.quiz.kind: [sat for sat in each.attempts if sat.is_marked and sat.cycle == each.cycle]
        for each in in_order
    }  # fmt: skip
    before, after = marked.get(Quiz.Kind.PRE_TEST), marked.get(Quiz.Kind.POST_TEST)
    return CourseTests(tuple(in_order), gain_between(before[0], after[-1]) if before and after else None)


def _place(quiz: Quiz) -> int:
    return _ORDER.index(Quiz.Kind(quiz.kind))
