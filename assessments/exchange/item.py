"""A question as files know it: in one language, without identity but its name, texts plain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from django.utils.translation import gettext as _

MOST_ITEMS = 2000
MOST_TEXT = 20_000
MOST_CHOICES = 50
FULL = Decimal(100)
NONE = Decimal(0)
ALL_OR_NOTHING = "all-or-nothing"  # the tag by which a file says that parts of the answer earn nothing
_PLACES = Decimal("0.00001")
_NEAR = Decimal(1)


class Kind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    MATCHING = "matching"
    ORDERING = "ordering"
    NUMERICAL = "numerical"
    SHORT_ANSWER = "short-answer"
    ESSAY = "essay"


@dataclass(frozen=True)
class Choice:
    """A choice, an item to put in order, or words accepted; `fraction` is its share of the marks, in per cent."""

    text: str
    fraction: Decimal = NONE
    feedback: str = ""


@dataclass(frozen=True)
class Number:
    """A number accepted, give or take `tolerance`."""

    value: Decimal
    tolerance: Decimal = NONE
    fraction: Decimal = FULL
    feedback: str = ""


@dataclass(frozen=True)
class Pair:
    """What belongs together; without a stem, an answer too many."""

    stem: str
    answer: str


@dataclass(frozen=True)
class Picture:
    """A picture of a question, described in words."""

    name: str
    content: bytes = field(repr=False)
    description: str = ""


@dataclass(frozen=True)
class Item:
    """One question. `choices` of an ordering stand in their right order; those of a true-false are true, then false.

    `place` is the line where it begins, or which question of the file it is; `notes` say what was left out of it.
    """

    kind: Kind
    name: str
    text: str
    feedback: str = ""
    choices: tuple[Choice, ...] = ()
    numbers: tuple[Number, ...] = ()
    pairs: tuple[Pair, ...] = ()
    pictures: tuple[Picture, ...] = ()
    category: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    marks: Decimal = Decimal(1)
    all_or_nothing: bool = False
    place: int = field(default=0, compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def right(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.fraction > 0)


@dataclass(frozen=True)
class Refused:
    """What was not taken: its place in the file, its name where it has one, and why."""

    place: int
    name: str
    reason: str


@dataclass(frozen=True)
class Contents:
    """What a file gave: its items, and what of it was refused."""

    items: tuple[Item, ...] = ()
    refused: tuple[Refused, ...] = ()


class Unusable(Exception):
    """One question cannot be taken; the message is a translated sentence."""


def settled(items: Sequence[Item], refused: Sequence[Refused]) -> Contents:
    """The items that hold together, the others refused with the first fault of each, all in the order of the file."""
    faulty = [Refused(item.place, item.name, fault) for item in items if (fault := next(faults(item), ""))]
    bad = {(each.place, each.name) for each in faulty}
    kept = tuple(item for item in items if (item.place, item.name) not in bad)
    return Contents(kept, tuple(sorted([*refused, *faulty], key=lambda each: each.place)))


def percent(text: str) -> Decimal:
    """The share that `text` writes, from −100 to 100, to five places. Raises `Unusable`."""
    try:
        share = Decimal(text.strip().replace(",", ".")).quantize(_PLACES).normalize()
    except InvalidOperation:
        share = Decimal("NaN")
    if not -FULL <= share <= FULL:
        raise Unusable(_("The share of the marks “%(text)s” is no number from −100 to 100.") % {"text": text[:30]})
    return share + 0


def number_of(text: str) -> Decimal:
    """The number that `text` writes, such as a column can hold. Raises `Unusable`."""
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 14 or round(number, 6) != number:
        sentence = _("“%(text)s” is no number with 14 digits before the point and 6 after it at most.")
        raise Unusable(sentence % {"text": text.strip()[:40]})
    return number.normalize() + 0


def faults(item: Item) -> Iterator[str]:
    """Why `item` cannot be asked, in sentences; none where it can."""
    if not item.text:
        yield _("The question has no text.")
    texts = [item.text, item.feedback, *(part for choice in item.choices for part in (choice.text, choice.feedback))]
    if max(map(len, texts)) > MOST_TEXT:
        yield _("A text is longer than %(most)s characters.") % {"most": MOST_TEXT}
    if len(item.choices) > MOST_CHOICES or len(item.pairs) > MOST_CHOICES or len(item.numbers) > MOST_CHOICES:
        yield _("There are more than %(most)s answers.") % {"most": MOST_CHOICES}
    if any(not choice.text for choice in item.choices):
        yield _("One of the answers has no text.")
    match item.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            yield from _choice_faults(item)
        case Kind.TRUE_FALSE:
            if len(item.choices) != 2 or len(item.right) != 1:
                yield _("Either true or false should be right.")
        case Kind.ORDERING:
            if len(item.choices) < 2:
                yield _("There are fewer than two things to put in order.")
        case Kind.MATCHING:
            yield from _pair_faults(item)
        case Kind.NUMERICAL | Kind.SHORT_ANSWER:
            yield from _accepted_faults(item)


def _choice_faults(item: Item) -> Iterator[str]:
    if len(item.choices) < 2:
        yield _("There are fewer than two choices.")
    if item.kind == Kind.SINGLE:
        whole = [choice for choice in item.choices if choice.fraction == FULL]
        if len(whole) != 1:
            yield _("Exactly one choice should earn the whole mark; %(count)s do.") % {"count": len(whole)}
    elif not item.right:
        yield _("No choice is right.")
    elif not item.all_or_nothing and abs(sum(choice.fraction for choice in item.right) - FULL) > _NEAR:
        total = sum(choice.fraction for choice in item.right)
        yield _("The right choices earn %(total)s %% of the mark together, not 100.") % {"total": total}


def _pair_faults(item: Item) -> Iterator[str]:
    if sum(bool(pair.stem) for pair in item.pairs) < 2:
        yield _("There are fewer than two pairs.")
    if any(not pair.answer for pair in item.pairs):
        yield _("One of the pairs has no answer.")


def _accepted_faults(item: Item) -> Iterator[str]:
    shares = [choice.fraction for choice in item.choices] + [number.fraction for number in item.numbers]
    if FULL not in shares:
        yield _("No answer earns the whole mark.")
    if any(share < 0 for share in shares):
        yield _("An answer takes marks away, which a written answer does not here.")
    if any(number.tolerance < 0 for number in item.numbers):
        yield _("A tolerance is below nought.")
