"""A marked attempt with everything explained: answers, key, feedback, articles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.models import CHOOSING, AcceptedAnswer, Appraisal, Attempt, Choice, Kind, Pair
from assessments.queries.keys import KeyRows
from courses.models import Lesson
from library.models import LegalReference


@dataclass(frozen=True)
class ReviewedChoice:
    text: str
    feedback: str
    chosen: bool
    right: bool


@dataclass(frozen=True)
class ReviewedLine:
    """A stem, or a place in an order: what was given there, and what belongs there."""

    label: str
    given: str
    wanted: str

    @property
    def right(self) -> bool:
        return bool(self.given) and self.given == self.wanted


@dataclass(frozen=True)
class ReviewedQuestion:
    number: int
    kind: str
    text: str
    feedback: str
    marks: Decimal
    maximum: Decimal
    answered: bool
    choices: tuple[ReviewedChoice, ...] = ()
    lines: tuple[ReviewedLine, ...] = ()
    written: str = ""
    accepted: tuple[str, ...] = ()
    appraisal: Appraisal | None = None
    references: tuple[LegalReference, ...] = ()
    lesson: Lesson | None = None
    case: str = ""
    annulled: bool = False

    @property
    def right(self) -> bool:
        return self.marks > 0 and self.marks == self.maximum

    @property
    def partly(self) -> bool:
        return 0 < self.marks < self.maximum


def reviewed(attempt: Attempt) -> list[ReviewedQuestion]:
    """The questions of a marked `attempt` with answers, key and explanations: seven queries at most.

    Raises `ValueError` for an attempt that is not marked: nothing of this may be told before.
    """
    if not attempt.is_marked:
        raise ValueError("an attempt that is not marked has no review")
    rows = _Rows(attempt)
    there = [each for each in attempt.drawn if each["question"] in rows.questions]
    return [rows.review(drawn, number) for number, drawn in enumerate(there, start=1)]


class _Rows:
    def __init__(self, attempt: Attempt) -> None:
        responses = attempt.responses.select_related("question__lesson", "question__cluster")
        self.responses = {each.question_id: each for each in responses.prefetch_related("question__legal_references")}
        self.questions = {pk: each.question for pk, each in self.responses.items()}
        self.keys = KeyRows(self.questions, kinds={pk: each.kind for pk, each in self.questions.items()})
        self.appraisals: dict[int, Appraisal] = {}
        if any(each["kind"] == Kind.ESSAY for each in attempt.drawn):
            made = Appraisal.objects.filter(response__attempt=attempt).select_related("response", "by")
            for each in made.prefetch_related("levels__criterion", "levels__level").order_by("at", "pk"):
                self.appraisals[each.response.question_id] = each

    def review(self, drawn: Mapping[str, Any], number: int) -> ReviewedQuestion:
        pk, kind = drawn["question"], drawn["kind"]
        question = self.questions[pk]
        response = self.responses[pk]
        answer = response.answer
        return ReviewedQuestion(
            number, kind, question.text, question.feedback, response.marks or Decimal(0), response.maximum,
            answered=response.is_answered,
            choices=tuple(_choices(self._offered(drawn), answer)) if kind in CHOOSING else (),
            lines=tuple(self._lines(drawn, answer)),
            written=answer if isinstance(answer, str) else "",
            accepted=_told(self.keys.accepted[pk]),
            appraisal=self.appraisals.get(pk),
            references=tuple(question.legal_references.all()),
            lesson=question.lesson,
            case=question.cluster.text if question.cluster else "",
            annulled=question.is_annulled,
        )  # fmt: skip

    def _offered(self, drawn: Mapping[str, Any]) -> list[Choice]:
        there = {str(each.uuid): each for each in self.keys.choices[drawn["question"]]}
        return [there[uuid] for uuid in drawn["offered"] if uuid in there]

    def _lines(self, drawn: Mapping[str, Any], answer: Any) -> Iterable[ReviewedLine]:
        if drawn["kind"] == Kind.ORDERING:
            texts = {str(each.uuid): each.text for each in self.keys.choices[drawn["question"]]}
            order = [str(each.uuid) for each in self._offered(drawn)]
            order = [uuid for uuid in texts if uuid in order]
            for place, uuid in enumerate(order):
                given = texts.get(answer[place], "") if place < len(answer) else ""
                yield ReviewedLine(str(place + 1), given, texts[uuid])
        elif drawn["kind"] == Kind.MATCHING:
            yield from _matched(self.keys.pairs[drawn["question"]], drawn["offered"], answer)


def _told(accepted: Iterable[AcceptedAnswer]) -> tuple[str, ...]:
    """The answers that earn every mark; those with a star for any words only where there are no others."""
    whole = [str(each) for each in accepted if each.fraction == 100]
    return tuple(each for each in whole if "*" not in each) or tuple(whole)


def _choices(choices: Iterable[Choice], answer: Any) -> Iterable[ReviewedChoice]:
    for each in choices:
        yield ReviewedChoice(each.text, each.feedback, chosen=str(each.uuid) in answer, right=each.earns)


def _matched(pairs: Iterable[Pair], stems: list[str], answer: Mapping[str, str]) -> Iterable[ReviewedLine]:
    pairs = list(pairs)
    texts = {str(each.answer_uuid): each.answer for each in pairs}
    for pair in pairs:
        if str(pair.uuid) in stems:
            yield ReviewedLine(pair.stem, texts.get(answer.get(str(pair.uuid), ""), ""), pair.answer)
