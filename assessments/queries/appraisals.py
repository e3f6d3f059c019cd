"""The case notes that wait for a tutor, and the rubric by which one is marked."""

from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from assessments.models import Attempt, Criterion, Kind, Response
from enrolments.models import Enrolment


def notes_to_appraise(tutor: User) -> QuerySet[Response]:
    """The notes handed in by learners of the courses that name `tutor`, never the tutor's own, oldest first.

    An administrator sees all. Each row carries its question and attempt with quiz, module and course: one query.
    """
    named = Enrolment.objects.filter(
        Q(edition__modules=OuterRef("attempt__quiz__module")) | Q(course=OuterRef("attempt__quiz__course")),
        learner=OuterRef("attempt__learner"), left_at=None,
    )  # fmt: skip
    if not tutor.is_superuser:
        named = named.filter(course__tutors=tutor)
    return (
        Response.objects.filter(
            Exists(named), question__kind=Kind.ESSAY, is_answered=True, marks=None,
            attempt__state__in=[Attempt.State.SUBMITTED, Attempt.State.EXPIRED],
        )
        .exclude(attempt__learner=tutor)
        .select_related("question__cluster", "attempt__quiz__module", "attempt__quiz__course")
        .order_by("attempt__submitted_at", "pk")
    )  # fmt: skip


def appraises(person: User) -> bool:
    """Whether `person` is a tutor, is named on any course, or administers: two queries at most."""
    return person.marks_notes or person.courses_tutored.exists()


def criteria_of(question: int) -> list[Criterion]:
    """The criteria of a question in order, each with its levels: two queries."""
    return list(Criterion.objects.filter(question=question).prefetch_related("levels"))


def rubric_of(criteria: list[Criterion]) -> Mapping[str, Mapping[str, Decimal]]:
    """The marks of each level of each criterion, by their uuids."""
    return {str(each.uuid): {str(level.uuid): level.marks for level in each.levels.all()} for each in criteria}
