"""What an answer earns, from the key of its question: a share of its marks, from 0 to 1."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from assessments.rules.passing import HUNDREDTH
from assessments.rules.reading import AcceptedNumber, AcceptedText, share_of_number, share_of_text

FULL_MARK = Decimal(1)
NO_MARK = Decimal(0)
NEARLY_ALL = Decimal("0.999")  # three thirds written as 33.33333 % are the whole


@dataclass(frozen=True)
class Key:
    """By what a question of one kind is marked; what the kind does not use is empty.

    `right` and `fractions` (per cent) are of choices, `order` of items, `matches` gives the answers that are right
    for each stem.
    """

    kind: str
    right: frozenset[str] = frozenset()
    fractions: Mapping[str, Decimal] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    matches: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: tuple[AcceptedNumber, ...] = ()
    texts: tuple[AcceptedText, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be right: such a question is taken out of the maximum."""
        if self.kind == "essay":
            return False
        return not (self.right or len(self.order) > 1 or self.matches or self.numbers or self.texts)


def marks_for(answer: Any, *, key: Key, worth: Decimal) -> Decimal:
    """The marks of `answer` out of `worth`, to the hundredth: never below zero, never above `worth`."""
    return (share_of(answer, key=key) * worth).quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def share_of(answer: Any, *, key: Key) -> Decimal:
    """The share of the marks that `answer` earns, from 0 to 1; an answer of another shape earns nothing.

    A case note earns nothing here: a tutor marks it (`assessments.rules.rubric`).
    """
    match key.kind, answer:
        case (("single" | "multiple" | "true-false"), list()):
            return _chosen(answer, key)
        case "ordering", list():
            return _ordered(answer, key.order)
        case "matching", dict():
            return _matched(answer, key.matches)
        case "numerical", str():
            return share_of_number(answer, accepted=key.numbers)
        case "short-answer", str():
            return share_of_text(answer, accepted=key.texts)
    return NO_MARK


def _chosen(answer: Sequence[str], key: Key) -> Decimal:
    """Everything for exactly the right choices; with fractions, their sum, never below nothing.

    Order and repetition do not count, and no answer earns nothing, whatever the key.
    Source: IMS QTI 2.1, response processing templates "Match Correct" and, with fractions, "Map Response"
    with a lower bound of 0 and an upper bound of 1.
    """
    chosen = set(answer)
    if not key.fractions:
        return FULL_MARK if chosen and chosen == key.right else NO_MARK
    return _bounded(sum((key.fractions.get(each, NO_MARK) for each in chosen), NO_MARK) / 100)


def _bounded(share: Decimal) -> Decimal:
    return FULL_MARK if share >= NEARLY_ALL else max(share, NO_MARK)


def _ordered(answer: Sequence[str], order: Sequence[str]) -> Decimal:
    """The share of the steps from one item to the next that are right.

    What counts is what follows what: moving one item costs the steps around it and not the whole. An item named
    twice stands where it was named first. Source: Moodle's ordering question, grading "relative to the next item,
    excluding last".
    """
    steps = set(pairwise(order))
    if not steps:
        return NO_MARK
    given = list(dict.fromkeys(each for each in answer if each in order))
    return Decimal(sum(step in steps for step in pairwise(given))) / len(steps)


def _matched(answer: Mapping[str, str], matches: Mapping[str, frozenset[str]]) -> Decimal:
    """The share of the stems that have their own answer; a wrong one takes nothing away.

    Source: IMS QTI 2.1, "Map Response" of a match interaction with equal weights.
    """
    right = sum(answer.get(stem) in answers for stem, answers in matches.items())
    return Decimal(right) / len(matches) if matches else NO_MARK
