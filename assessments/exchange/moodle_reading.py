"""Moodle XML, read. Source: Moodle's documentation of the format and question/format/xml/format.php."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.exchange.errors import TooManyItems, WrongRoot
from assessments.exchange.item import (
    ALL_OR_NOTHING,
    FULL,
    MOST_ITEMS,
    NONE,
    Choice,
    Contents,
    Item,
    Kind,
    Number,
    Pair,
    Picture,
    Refused,
    Unusable,
    number_of,
    percent,
    settled,
)  # fmt: skip
from assessments.exchange.text import (
    MOST_TEXT_READ,
    category_of,
    is_formatted,
    looks_like_html,
    one_line,
    pictures_of,
    plain_of,
    tidy,
    unpacked,
)  # fmt: skip
from assessments.exchange.xml import local, parsed


def read_moodle(content: bytes) -> Contents:
    """The questions of a Moodle XML file; a place is which question of the file it is, from 1.

    Raises a `Refusal` for the whole file.
    """
    root = parsed(content)
    if local(root) != "quiz":
        raise WrongRoot(found=local(root)[:40])
    items: list[Item] = []
    refused: list[Refused] = []
    category, place = "", 0
    for element in root.iter("question"):
        if element.get("type") == "category":
            category = category_of(_text(element.find("category")))
            continue
        place += 1
        if place > MOST_ITEMS:
            raise TooManyItems(most=MOST_ITEMS)
        name = _name(element)
        try:
            item = _Reader(element, name, place).item()
        except Unusable as fault:
            refused.append(Refused(place, name, str(fault)))
        else:
            items.append(replace(item, category=category, language=(root.get("lang") or "")[:2]))
    return settled(items, refused)


def _text(element: Element | None) -> str:
    """What the `<text>` of `element` says."""
    return (element.findtext("text") or "") if element is not None else ""


def _name(element: Element) -> str:
    return one_line(element.findtext("idnumber") or "") or one_line(_text(element.find("name")))


def _amount(text: str, *, default: Decimal) -> Decimal:
    return number_of(text) if text.strip() else default


class _Reader:
    """Takes one `<question>` apart."""

    def __init__(self, element: Element, name: str, place: int) -> None:
        self.element = element
        self.name = name
        self.place = place
        self.notes: list[str] = []
        self.pictures: list[Picture] = []

    def item(self) -> Item:
        """The question. Raises `Unusable`."""
        kind = self.element.get("type", "")
        read = _KINDS.get(kind)
        if read is None:
            raise Unusable(_("Questions of the type “%(type)s” are not taken.") % {"type": kind[:40]})
        tags = tuple(tag for each in self.element.iterfind("tags/tag") if (tag := one_line(_text(each))))
        marks = _amount(self.element.findtext("defaultgrade") or "", default=Decimal(1))
        if not 0 < marks < 1000:
            raise Unusable(_("The question is worth %(marks)s marks; more than 0 is needed.") % {"marks": marks})
        item = Item(
            Kind.ESSAY, self.name, self._said(self.element.find("questiontext")),
            feedback=self._said(self.element.find("generalfeedback")),
            tags=tags, marks=round(marks, 2).normalize() + 0, place=self.place,
        )  # fmt: skip
        item = read(self, item)
        return replace(item, pictures=tuple(self.pictures), notes=tuple(dict.fromkeys(self.notes)))

    def _said(self, element: Element | None) -> str:
        """The text of `element` as plain text, its pictures gathered."""
        if element is None:
            return ""
        text = _text(element)
        if len(text) > MOST_TEXT_READ:
            raise Unusable(_("A text is longer than %(most)s characters.") % {"most": MOST_TEXT_READ})
        told = element.get("format", "html")
        if told in ("plain_text", "markdown") or (told == "moodle_auto_format" and not looks_like_html(text)):
            return tidy(text)
        if is_formatted(text):
            self.notes.append(_("Emphasis, lists and tables are kept as plain text."))
        self._gather(text, element)
        return plain_of(text.replace("\n", "<br>") if told == "moodle_auto_format" else text)

    def _gather(self, text: str, element: Element) -> None:
        files = {each.get("name", ""): each.text or "" for each in element.iterfind("file")}
        pictures, notes = pictures_of(text, lambda name: unpacked(files[name]) if name in files else None)
        self.pictures += [each for each in pictures if each not in self.pictures]
        self.notes += notes

    def choice(self, answer: Element) -> Choice:
        share = percent(answer.get("fraction", "0"))
        return Choice(self._said(answer), share, self._said(answer.find("feedback")))

    def chosen(self, item: Item) -> Item:
        choices = tuple(self.choice(answer) for answer in self.element.iterfind("answer"))
        if (self.element.findtext("single") or "true").strip().lower() in ("true", "1"):
            return replace(item, kind=Kind.SINGLE, choices=choices)
        whole = ALL_OR_NOTHING in item.tags or self.element.get("type") == "multichoiceset"
        if whole:
            choices = tuple(replace(each, fraction=FULL if each.fraction > 0 else NONE) for each in choices)
        tags = tuple(tag for tag in item.tags if tag != ALL_OR_NOTHING)
        return replace(item, kind=Kind.MULTIPLE, choices=choices, tags=tags, all_or_nothing=whole)

    def several(self, item: Item) -> Item:
        """A question of the add-on "all or nothing"."""
        for single in self.element.iterfind("single"):
            self.element.remove(single)
        single = Element("single")
        single.text = "false"
        self.element.append(single)
        return self.chosen(item)

    def truth(self, item: Item) -> Item:
        told = {_text(answer).strip().lower(): answer for answer in self.element.iterfind("answer")}
        if set(told) != {"true", "false"}:
            raise Unusable(_("Either true or false should be right."))
        choices = tuple(replace(self.choice(told[word]), text=word) for word in ("true", "false"))
        return replace(item, kind=Kind.TRUE_FALSE, choices=choices)

    def words(self, item: Item) -> Item:
        choices = [self.choice(answer) for answer in self.element.iterfind("answer")]
        if (self.element.findtext("usecase") or "0").strip() not in ("", "0"):
            self.notes.append(_("Capitals and small letters count alike here."))
        raw = [one_line(_text(answer)) for answer in self.element.iterfind("answer")]
        choices = [replace(choice, text=text) for choice, text in zip(choices, raw, strict=True)]
        return replace(item, kind=Kind.SHORT_ANSWER, choices=tuple(choices))

    def counted(self, item: Item) -> Item:
        numbers = []
        for answer in self.element.iterfind("answer"):
            if _text(answer).strip() == "*":
                self.notes.append(_("The feedback for any other number is left out."))
                continue
            tolerance = _amount(answer.findtext("tolerance") or "", default=NONE)
            share, feedback = percent(answer.get("fraction", "0")), self._said(answer.find("feedback"))
            numbers.append(Number(number_of(_text(answer)), tolerance, share, feedback))
        if self.element.find("units/unit") is not None:
            self.notes.append(_("Units are left out: say in the text which unit is meant."))
        return replace(item, kind=Kind.NUMERICAL, numbers=tuple(numbers))

    def matched(self, item: Item) -> Item:
        pairs = [
            Pair(self._said(each), one_line(_text(each.find("answer"))))
            for each in self.element.iterfind("subquestion")
        ]
        return replace(item, kind=Kind.MATCHING, pairs=tuple(pairs))

    def ordered(self, item: Item) -> Item:
        choices = [Choice(self._said(answer), NONE) for answer in self.element.iterfind("answer")]
        return replace(item, kind=Kind.ORDERING, choices=tuple(choices))

    def written(self, item: Item) -> Item:
        if _text(self.element.find("graderinfo")).strip():
            self.notes.append(_("The notes for whoever marks are left out: write the rubric here."))
        return item


_KINDS: dict[str, Callable[[_Reader, Item], Item]] = {
    "multichoice": _Reader.chosen,
    "multichoiceset": _Reader.several,
    "truefalse": _Reader.truth,
    "shortanswer": _Reader.words,
    "numerical": _Reader.counted,
    "matching": _Reader.matched,
    "ordering": _Reader.ordered,
    "essay": _Reader.written,
}
