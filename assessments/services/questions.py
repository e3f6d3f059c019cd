"""What a question must be before it is kept."""

from collections.abc import Sequence

from assessments.errors import ChoiceOffered, NoRightChoice, SeveralRightChoices, TooFewChoices
from assessments.models import CHOOSING, Attempt, Kind, Question

_OFFERING = (*CHOOSING, Kind.ORDERING)


def check_choices(kind: str, *, right: Sequence[bool]) -> None:
    """Accept choices of which `right` says whether each is right, for a question of `kind`.

    A question that offers no choices is accepted whatever they are. Raises `TooFewChoices`; where something is to
    be chosen `NoRightChoice`, and where one thing is, `SeveralRightChoices`.
    """
    if kind not in _OFFERING:
        return
    if len(right) < 2:
        raise TooFewChoices
    if kind == Kind.ORDERING:
        return
    if not any(right):
        raise NoRightChoice
    if kind != Kind.MULTIPLE and sum(right) > 1:
        raise SeveralRightChoices


def check_not_sat(question: Question) -> None:
    """Accept that choices of `question` go or change sides: one query. Raises `ChoiceOffered` once its quiz was sat."""
    if Attempt.objects.filter(quiz__module=question.module_id).exists():
        raise ChoiceOffered
