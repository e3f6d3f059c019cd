"""Sums over sheets: what item analysis needs of the answers, none of which is kept.

Memory grows with the questions, their choices and the different marks, never with the sheets.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat
from operator import mul
from typing import Any

BOTH = ""  # every sheet, whatever its language
MIXED = "mixed"  # answered in both languages, or in one that is not known
MOST_VALUES = 2000  # different values that a histogram tells apart before it rounds them
MOST_WAITING = 50_000  # different answers that wait to be summed
MOST_ANSWERS = 1000  # different answers to one question that are counted apart


# One question of one sheet: its id, its mark, out of how many, in which language (empty where nothing was answered),
# and what was chosen, as a text. Plain tuples, since a million of them are made; what stands behind is passed over.
Answer = tuple[int, float, float, str, str]
# Answers that are alike: the same question, mark and maximum, on a sheet with the same marks out of the same, with
# the same choice.
_Alike = tuple[int, float, float, float, float, str]


class ItemSums:
    """The sums of one question in one language version.

    `x` is the share of the marks earned on the question, `r` that on the rest of the sheet, `t` that on the whole.
    """

    __slots__ = ("chosen", "maximum", "n", "r", "rests", "rr", "shares", "t", "tt", "x", "xr", "xt", "xx")

    def __init__(self) -> None:
        self.n = 0
        self.maximum = 1.0
        self.x = self.xx = self.r = self.rr = self.xr = self.t = self.tt = self.xt = 0.0
        self.shares: dict[float, int] = {}
        self.rests: dict[float, int] = {}
        self.chosen: dict[str, tuple[int, float]] = {}  # answer: how many gave it, and the sum of their `r`

    def add(self, alike: _Alike, count: int) -> None:
        """Count `count` answers that are alike."""
        _question, mark, maximum, earned, most, chosen = alike
        rest = most - maximum
        x, t = mark / maximum, earned / most
        r = (earned - mark) / rest if rest > 0 else 0.0
        self.maximum = maximum
        self.n += count
        self.x += x * count
        self.xx += x * x * count
        self.r += r * count
        self.rr += r * r * count
        self.xr += x * r * count
        self.t += t * count
        self.tt += t * t * count
        self.xt += x * t * count
        self.shares[x] = self.shares.get(x, 0) + count
        self.rests[r] = self.rests.get(r, 0) + count
        if chosen in self.chosen or len(self.chosen) < MOST_ANSWERS:
            before, total = self.chosen.get(chosen, (0, 0.0))
            self.chosen[chosen] = (before + count, total + r * count)
        if len(self.rests) > MOST_VALUES or len(self.shares) > MOST_VALUES:
            self.shares, self.rests = _rounded(self.shares), _rounded(self.rests)

    def include(self, other: "ItemSums") -> None:
        """Count everything that `other` counted."""
        for name in ("n", "x", "xx", "r", "rr", "xr", "t", "tt", "xt"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.maximum = other.maximum
        for mine, theirs in ((self.shares, other.shares), (self.rests, other.rests)):
            for value, count in theirs.items():
                mine[value] = mine.get(value, 0) + count
        for answer, (count, total) in other.chosen.items():
            before, sum_before = self.chosen.get(answer, (0, 0.0))
            self.chosen[answer] = (before + count, sum_before + total)


def _rounded(values: dict[float, int]) -> dict[float, int]:
    """The histogram `values` to the thousandth."""
    rounded: dict[float, int] = {}
    for value, count in values.items():
        rounded[round(value, 3)] = rounded.get(round(value, 3), 0) + count
    return rounded


@dataclass
class SheetSums:
    """The sums of the sheets of one length: `t` their marks, `xx` the squares of the marks of their questions."""

    n: int = 0
    t: float = 0.0
    tt: float = 0.0
    xx: float = 0.0
    maximum: float = 0.0
    partial: bool = False  # some mark is neither nothing nor the whole

    def include(self, other: "SheetSums") -> None:
        self.n += other.n
        self.t += other.t
        self.tt += other.tt
        self.xx += other.xx
        self.maximum = other.maximum
        self.partial |= other.partial


@dataclass
class Tally:
    """All sums of a quiz: of each question by language version, and of the sheets by language and length."""

    items: dict[str, dict[int, ItemSums]] = field(default_factory=dict)
    sheets: dict[str, dict[int, SheetSums]] = field(default_factory=dict)
    waiting: dict[str, Counter[_Alike]] = field(default_factory=dict)  # counted first and summed later: much quicker

    def add(self, sheet: Iterable[Any]) -> None:
        """Count a marked sheet of `Answer`s; one without questions or marks to earn says nothing.

        A sheet read in one language counts in that language version; one read in both counts in neither.
        """
        columns = list(zip(*sheet, strict=True))
        if not columns or min(columns[2]) <= 0:
            return
        questions, marks, maxima, languages, chosen = columns[:5]
        earned, most = sum(marks), sum(maxima)
        spoken = set(languages) - {""}
        version = spoken.pop() if len(spoken) == 1 else MIXED
        alike = self.waiting.setdefault(version, Counter())
        alike.update(zip(questions, marks, maxima, repeat(earned), repeat(most), chosen, strict=False))
        if len(alike) > MOST_WAITING:
            self._settle()
        partial = any(mark != most and mark for mark, most in set(zip(marks, maxima, strict=True)))
        sums = self.sheets.setdefault(version, {}).setdefault(len(questions), SheetSums())
        sums.include(SheetSums(1, earned, earned * earned, sum(map(mul, marks, marks)), most, partial))

    def _settle(self) -> None:
        """Sum what waits."""
        for version, alike in self.waiting.items():
            items = self.items.setdefault(version, {})
            for answer, count in alike.items():
                if answer[0] not in items:
                    items[answer[0]] = ItemSums()
                items[answer[0]].add(answer, count)
            alike.clear()

    def items_in(self, version: str) -> dict[int, ItemSums]:
        """The sums of each question in a language version, over all of them for `BOTH`."""
        self._settle()
        if version != BOTH:
            return self.items.get(version, {})
        together: dict[int, ItemSums] = {}
        for items in self.items.values():
            for question, sums in items.items():
                together.setdefault(question, ItemSums()).include(sums)
        return together

    def sheets_in(self, version: str) -> dict[int, SheetSums]:
        """The sums of the sheets by how many questions they hold, over all languages for `BOTH`."""
        if version != BOTH:
            return self.sheets.get(version, {})
        together: dict[int, SheetSums] = {}
        for sheets in self.sheets.values():
            for length, sums in sheets.items():
                together.setdefault(length, SheetSums()).include(sums)
        return together


def tally(sheets: Iterable[Iterable[Any]]) -> Tally:
    """The sums of `sheets`, each read once."""
    sums = Tally()
    for sheet in sheets:
        sums.add(sheet)
    return sums
