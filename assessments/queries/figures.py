"""Which quizzes may be analysed, and the figures of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from assessments.analysis.readings import Reading, item_readings, option_reading
from assessments.analysis.stream import FIRST
from assessments.models import Analysis, Attempt, Choice, QuestionFigures, Quiz
from assessments.queries.standing import cycle_for, has_passed

ORDERS = {
    "code": ("question__code",),
    "facility": (F("facility").asc(nulls_last=True), "question__code"),
    "discrimination": (F("discrimination").asc(nulls_last=True), "question__code"),
}


@dataclass(frozen=True)
class OptionLine:
    """One choice of a question: what it says, whether it earns marks, who took it, and what to make of that."""

    text: str
    earns: bool
    n: int
    share_percent: float
    correlation: float | None
    reading: Reading | None


def quizzes_analysed(*, course: str = "") -> QuerySet[Quiz]:
    """The quizzes that anybody sat, those of a `course` where one is named; each with `sheets` and its analysis.

    `sheets` is how many first attempts are marked. One query.
    """
    counted = Attempt.objects.filter(quiz=OuterRef("pk"), number=FIRST, state=Attempt.State.MARKED).order_by()
    quizzes = Quiz.objects.select_related("module", "course", "analysis")
    if course:
        quizzes = quizzes.filter(Q(course__slug=course) | Q(module__editions__course__slug=course)).distinct()
    return (
        quizzes.annotate(sheets=Coalesce(Subquery(counted.values("quiz").annotate(n=Count("pk")).values("n")), 0))
        .filter(sheets__gt=0)
        .order_by("course__code", "module__code", "kind")
    )


def learns_still(person: User, *, quiz: Quiz) -> bool:
    """Whether `person` has yet to pass `quiz` as a learner, and so may not see its key: two queries at most.

    Whoever writes questions has seen it.
    """
    if person.works_in_cms:
        return False
    cycle = cycle_for(person, quiz=quiz)
    return cycle is not None and not has_passed(person, quiz=quiz, cycle=cycle)


def figures_of(analysis: Analysis, *, version: str = "", order: str = "code") -> QuerySet[QuestionFigures]:
    """The figures of each question of a quiz in one language version, in one of `ORDERS`: one query."""
    rows = analysis.rows.filter(version=version).select_related("question")
    return rows.order_by(*ORDERS.get(order, ORDERS["code"]))


def all_figures(analysis: Analysis) -> QuerySet[QuestionFigures]:
    """The figures of each question in each language version: one query."""
    return analysis.rows.select_related("question").order_by("question__code", "version")


def readings_of(row: QuestionFigures) -> Sequence[Reading]:
    """What the figures of a question say, most urgent first."""
    return item_readings(row.figures)


def option_lines(row: QuestionFigures) -> list[OptionLine]:
    """The distractor table of a question in one language version, what is left blank last: one query."""
    choices = {str(choice.uuid): choice for choice in Choice.objects.filter(question=row.question_id)}
    lines = []
    for option in row.taken:
        choice = choices.get(option.key)
        if choice is None and option.key:
            continue  # a choice taken away since
        earns = choice is not None and choice.earns
        reading = option_reading(option, is_key=earns)
        lines.append(
            OptionLine(choice.text if choice else "", earns, option.n, option.share * 100, option.correlation, reading)
        )
    return lines
