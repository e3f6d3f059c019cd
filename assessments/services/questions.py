"""What a question must be before it is kept."""

from collections.abc import Sequence

from assessments.errors import ChoiceOffered, NoRightChoice, SeveralRightChoices, TooFewChoices
from assessments.models import CHOOSING, Attempt, Kind, Question, Response

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
    """Accept that the key of `question` changes: two queries at most. Raises `ChoiceOffered` once it was asked.

    The quiz of its module draws it; another quiz has where an answer says so.
    """
    asked = Response.objects.filter(question=question)
    if Attempt.objects.filter(quiz__module=question.module_id).exists() or asked.exists():
        raise ChoiceOffered
