"""Indicator by indicator: the lessons that teach it and the questions that test it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from assessments.models import Question
from cms.citations import lessons_citing_each
from courses.models import Lesson
from library.models import Guide, Indicator
from library.queries.indicators import indicators_of


@dataclass(frozen=True)
class MatrixRow:
    """An indicator, with the lessons and the codes of the questions that cite it."""

    indicator: Indicator
    lessons: tuple[Lesson, ...]
    questions: tuple[Question, ...]


def indicators_in_matrix(guide: Guide, *, untested_only: bool) -> QuerySet[Indicator]:
    """The indicators of `guide` in order, or those among them that no question in use tests: one query."""
    rows = indicators_of(guide)
    tested = Question.objects.filter(indicators=OuterRef("pk"), is_retired=False)
    return rows.filter(~Exists(tested)) if untested_only else rows


def matrix_of(indicators: Iterable[Indicator], *, language: str) -> list[MatrixRow]:
    """A row for each of `indicators`: three queries in all. Questions come with their code and nothing else."""
    shown = list(indicators)
    in_use = Question.objects.filter(is_retired=False).only("code").order_by("code")
    prefetch_related_objects(shown, Prefetch("questions", in_use))
    lessons = lessons_citing_each(shown, language=language)
    return [MatrixRow(each, tuple(lessons[each.pk]), tuple(each.questions.all())) for each in shown]
