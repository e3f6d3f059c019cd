"""By what the answers of an attempt are marked. Nothing of this is read before an attempt is handed in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Model

from assessments.models import CHOOSING, AcceptedAnswer, Attempt, Choice, Kind, Pair, Question
from assessments.rules import AcceptedNumber, AcceptedText, Key

M = TypeVar("M", bound=Model)
Drawn = Mapping[str, Any]


def keys_of(attempt: Attempt) -> dict[int, Key]:
    """The key of each question that `attempt` drew, by its id: four queries at most.

    Only what was offered counts: a right choice added since is asked of nobody, and one deleted since neither. A
    question left without a key, taken out of the marks or deleted is left out, so that it costs nobody a mark.
    """
    return keys_for(attempt.drawn)


def keys_for(drawn: Iterable[Drawn], *, rows: "KeyRows | None" = None) -> dict[int, Key]:
    """The keys of what was `drawn`, by question id; `rows` read once may serve many attempts."""
    drawn = list(drawn)
    rows = rows or KeyRows([each["question"] for each in drawn])
    keys = {each["question"]: rows.key_of(each) for each in drawn if each["question"] in rows.asked}
    return {question: key for question, key in keys.items() if not key.is_empty}


class KeyRows:
    """The rows that hold the keys of some questions: four queries at most, one fewer where the `kinds` are known."""

    def __init__(self, questions: Collection[int], *, kinds: Mapping[int, str] | None = None) -> None:
        if kinds is None:
            kinds = dict(Question.objects.filter(pk__in=questions, is_annulled=False).values_list("pk", "kind"))
        self.asked = kinds.keys()
        self.choices = _by_question(Choice.objects.filter(question__in=kinds))
        self.pairs = _by_question(Pair.objects.filter(question__in=_of(kinds, Kind.MATCHING)))
        written = _of(kinds, Kind.NUMERICAL, Kind.SHORT_ANSWER)
        self.accepted = _by_question(AcceptedAnswer.objects.filter(question__in=written))

    def key_of(self, drawn: Drawn) -> Key:
        """The key of one question as it was `drawn`."""
        question, kind, offered = drawn["question"], drawn["kind"], set(drawn["offered"])
        choices = [each for each in self.choices[question] if str(each.uuid) in offered]
        accepted = self.accepted[question]
        if kind in CHOOSING:
            return _choosing(kind, choices)
        if kind == Kind.MATCHING:
            return Key(kind, matches=_matches(self.pairs[question], offered, set(drawn["answers"])))
        return Key(
            kind,
            order=tuple(str(each.uuid) for each in choices) if kind == Kind.ORDERING else (),
            numbers=tuple(
                AcceptedNumber(each.number, each.tolerance, each.fraction)
                for each in accepted
                if each.number is not None and kind == Kind.NUMERICAL
            ),
            texts=tuple(
                AcceptedText(each.text, each.fraction) for each in accepted if kind == Kind.SHORT_ANSWER and each.text
            ),
        )


def _choosing(kind: str, choices: Iterable[Choice]) -> Key:
    """A key of choices; without a single fraction among them, exactly the right ones."""
    choices = list(choices)
    right = frozenset(str(each.uuid) for each in choices if each.earns)
    if all(each.fraction is None for each in choices):
        return Key(kind, right=right)
    return Key(kind, right=right, fractions={str(each.uuid): each.fraction or Decimal(0) for each in choices})


def _matches(pairs: Iterable[Pair], stems: set[str], answers: set[str]) -> dict[str, frozenset[str]]:
    """For each stem the answers offered that say what its own says."""
    pairs = list(pairs)
    same: dict[tuple[str, str], set[str]] = defaultdict(set)
    for pair in pairs:
        same[pair.answer_fr, pair.answer_ar].add(str(pair.answer_uuid))
    return {
        str(pair.uuid): right
        for pair in pairs
        if str(pair.uuid) in stems and (right := frozenset(same[pair.answer_fr, pair.answer_ar] & answers))
    }


def _of(kinds: Mapping[int, str], *wanted: str) -> list[int]:
    return [question for question, kind in kinds.items() if kind in wanted]


def _by_question(rows: Iterable[M]) -> dict[int, list[M]]:
    by_question: dict[int, list[M]] = defaultdict(list)
    for row in rows:
        by_question[row.question_id].append(row)  # type: ignore[attr-defined]
    return by_question
