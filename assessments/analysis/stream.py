"""The marked sheets of a quiz, read once and one after another; none is kept."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import FloatField, QuerySet, TextField
from django.db.models.functions import Cast

from assessments.analysis.sums import Tally, tally
from assessments.models import Attempt, Quiz, Response

AT_ONCE = 5000
FIRST = 1


class _Plain(Cast):
    """A cast whose value is taken as the database gives it."""

    def get_db_converters(self, connection: Any) -> list[Any]:
        return []


def counted_attempts(quiz: Quiz) -> QuerySet[Attempt]:
    """The attempts that item analysis counts: the first of each person in each cycle, once it is marked."""
    return Attempt.objects.filter(quiz=quiz, number=FIRST, state=Attempt.State.MARKED)


def _answers(quiz: Quiz) -> QuerySet[Response]:
    """The answers that count; a question taken out of the marks since is worth nothing and left out."""
    return Response.objects.filter(attempt__in=counted_attempts(quiz), marks__isnull=False, maximum__gt=0)


def counted_answers(quiz: Quiz) -> int:
    """How many answers there are to analyse: one query."""
    return _answers(quiz).count()


def sheets_of(quiz: Quiz) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The marked sheets of `quiz` that count, one query in pieces of `AT_ONCE` rows.

    Marks are read as floating point numbers and answers as texts: making decimals and lists of a million of them
    takes longer than everything else. The rows come in the order of an index, so nothing is sorted; behind what
    `Answer` holds stands the attempt.
    """
    rows = (
        _answers(quiz)
        .order_by("attempt_id", "question_id")
        .values_list(
            "question_id", _Plain("marks", FloatField()), _Plain("maximum", FloatField()), "language",
            _Plain("answer", TextField()), "attempt_id",
        )
    )  # fmt: skip
    for _attempt, answers in groupby(rows.iterator(chunk_size=AT_ONCE), key=itemgetter(5)):
        yield list(answers)


def tally_of(quiz: Quiz) -> Tally:
    """The sums over all sheets of `quiz` that count: one query."""
    return tally(sheets_of(quiz))
