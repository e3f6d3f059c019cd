"""An attempt as a sheet of questions: to be answered, without a key; or submitted, with everything explained.

Two shapes on purpose: what is asked of an open attempt is read without the columns that say what is right.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from assessments.models import Attempt, Choice, Question, Response
from courses.models import Lesson
from library.models import LegalReference


@dataclass(frozen=True)
class AskedChoice:
    uuid: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is put; `before` tells a form what was chosen when the page was made."""

    pk: int
    number: int
    text: str
    several: bool
    choices: tuple[AskedChoice, ...]

    @property
    def answered(self) -> bool:
        return any(choice.chosen for choice in self.choices)

    @property
    def before(self) -> str:
        return ",".join(choice.uuid for choice in self.choices if choice.chosen)


@dataclass(frozen=True)
class ReviewedChoice:
    text: str
    feedback: str
    chosen: bool
    right: bool


@dataclass(frozen=True)
class ReviewedQuestion:
    number: int
    text: str
    feedback: str
    marks: Decimal
    choices: tuple[ReviewedChoice, ...]
    references: tuple[LegalReference, ...]
    lesson: Lesson | None

    @property
    def right(self) -> bool:
        return self.marks > 0

    @property
    def answered(self) -> bool:
        return any(choice.chosen for choice in self.choices)


def asked(attempt: Attempt) -> list[AskedQuestion]:
    """The questions of an open `attempt` in its own order, with what was saved: two queries, none reads a key."""
    texts = ("uuid", "text_fr", "text_ar", "question__kind", "question__text_fr", "question__text_ar")
    chosen = chosen_in(attempt)
    return [
        AskedQuestion(
            question.pk,
            number,
            question.text,
            question.kind == Question.Kind.MULTIPLE,
            tuple(
                AskedChoice(uuid, choice.text, chosen=uuid in chosen.get(question.pk, ()))
                for uuid, choice in choices.items()
            ),
        )
        for number, question, choices in _laid_out(attempt, Choice.objects.select_related("question").only(*texts))
    ]


def reviewed(attempt: Attempt) -> list[ReviewedQuestion]:
    """The questions of a submitted `attempt` with answers, key and explanations: three queries.

    Raises `ValueError` for an open attempt: nothing of this may be told before it is submitted.
    """
    if attempt.is_open:
        raise ValueError("an open attempt has no review")
    explained = Choice.objects.select_related("question__lesson").prefetch_related("question__legal_references")
    responses = {response.question_id: response for response in attempt.responses.all()}
    return [
        _review(number, question, choices, responses.get(question.pk))
        for number, question, choices in _laid_out(attempt, explained)
    ]


def _review(number: int, question: Question, choices: dict[str, Choice], response: Response | None) -> ReviewedQuestion:
    chosen = response.chosen if response else []
    return ReviewedQuestion(
        number,
        question.text,
        question.feedback,
        response.marks if response and response.marks else Decimal(0),
        tuple(
            ReviewedChoice(choice.text, choice.feedback, chosen=uuid in chosen, right=choice.is_correct)
            for uuid, choice in choices.items()
        ),
        tuple(question.legal_references.all()),
        question.lesson,
    )


def _laid_out(attempt: Attempt, choices: QuerySet[Choice]) -> Iterator[tuple[int, Question, dict[str, Choice]]]:
    """Number, question and choices by uuid, as `attempt` drew them; what was deleted since is left out."""
    offered = {str(choice.uuid): choice for choice in choices.filter(question__in=attempt.choices_drawn)}
    number = 0
    for drawn in attempt.choices_drawn.values():
        present = {uuid: offered[uuid] for uuid in drawn if uuid in offered}
        if present:
            number += 1
            yield number, next(iter(present.values())).question, present


def chosen_in(attempt: Attempt) -> dict[int, list[str]]:
    """The choice uuids saved in `attempt`, by question id: one query."""
    return dict(attempt.responses.values_list("question_id", "chosen"))


def key_of(attempt: Attempt) -> dict[int, set[str]]:
    """The right ones among the choices that `attempt` offers, by question id: one query.

    A question whose right choices have all been deleted since is left out, so that it costs nobody a mark.
    """
    key: dict[int, set[str]] = defaultdict(set)
    drawn = attempt.choices_drawn
    right = Choice.objects.filter(question__in=drawn, is_correct=True).values_list("question_id", "uuid")
    for question, uuid in right:
        if str(uuid) in drawn[question]:
            key[question].add(str(uuid))
    return key
