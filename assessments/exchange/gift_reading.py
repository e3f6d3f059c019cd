"""GIFT, read as Moodle reads it (question/format/gift/format.php), questions separated by blank lines.

Beside the documented format: `{>` for ordering, as Moodle's ordering type writes it, and `[id:…]` and `[tag:…]` in
comments, as Moodle writes identities and tags.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.exchange.errors import TooManyItems
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
    Refused,
    Unusable,
    number_of,
    percent,
    settled,
)  # fmt: skip
from assessments.exchange.text import (
    SPACES,
    category_of,
    decoded,
    is_formatted,
    looks_like_html,
    one_line,
    pictures_of,
    plain_of,
    tidy,
)  # fmt: skip

_ESCAPED = {":": "\ue000", "#": "\ue001", "=": "\ue002", "{": "\ue003", "}": "\ue004", "~": "\ue005", "n": "\ue006"}
_MEANT = str.maketrans({mark: "\n" if letter == "n" else letter for letter, mark in _ESCAPED.items()})
_FORMATS = ("html", "moodle", "plain", "markdown")
_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
_NAMED = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])+)\]")
_LANGUAGE = re.compile(r"^//\s*language:\s*(fr|ar)\s*$")
_HEAD = re.compile(
    r">[ \t]*(?:\d+)?[ \t]*(?:ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG)?[ \t]*"
    r"(?:HORIZONTAL|HORI|H|VERTICAL|VERT|V)?[ \t]*"
    r"(?:ALL_OR_NOTHING|ABSOLUTE_POSITION|ABSOLUTE|ABS|RELATIVE\w*|LONGEST\w*)?[ \t]*(?:\n|$)"
)
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")


@dataclass(frozen=True)
class _Block:
    """The lines of one question, comments apart."""

    line: int
    text: str
    comments: str


def read_gift(content: bytes) -> Contents:
    """The questions of a GIFT file. Raises a `Refusal` for the whole file."""
    items: list[Item] = []
    refused: list[Refused] = []
    category = language = ""
    for block in _blocks(decoded(content)):
        found = next((told[1] for line in block.comments.split("\n") if (told := _LANGUAGE.match(line))), "")
        language = found or language
        if not block.text:
            continue
        if block.text.startswith("$CATEGORY:"):
            category = category_of(block.text.removeprefix("$CATEGORY:"))
            continue
        if len(items) + len(refused) >= MOST_ITEMS:
            raise TooManyItems(most=MOST_ITEMS)
        reader = _Reader(block)
        try:
            items.append(replace(reader.item(), category=category, language=language))
        except Unusable as fault:
            refused.append(Refused(block.line, reader.name, str(fault)))
    return settled(items, refused)


def _blocks(text: str) -> Iterator[_Block]:
    first, lines, comments = 0, list[str](), list[str]()
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if not line.strip(SPACES):
            if lines or comments:
                yield _Block(first, "\n".join(lines).strip(SPACES), "\n".join(comments))
            first, lines, comments = 0, [], []
        elif line.strip(SPACES).startswith("//"):
            comments.append(line.strip(SPACES))
        elif line.startswith("$CATEGORY:"):
            if lines or comments:
                yield _Block(first, "\n".join(lines).strip(SPACES), "\n".join(comments))
            yield _Block(number, line, "")
            first, lines, comments = 0, [], []
        else:
            first = first or number
            lines.append(line)


def _guarded(text: str) -> str:
    """`text` with its escaped characters out of the way of the marks that have a meaning."""
    text = re.sub("[\ue000-\ue007]", "", text).replace("\\\\", "\ue007")
    for letter, mark in _ESCAPED.items():
        text = text.replace(f"\\{letter}", mark)
    return text.replace("\ue007", "\\")


class _Reader:
    """Takes one block apart."""

    def __init__(self, block: _Block) -> None:
        self.block = block
        self.name = ""
        self.notes: list[str] = []
        self.format = "moodle"

    def item(self) -> Item:
        """The question. Raises `Unusable`."""
        text = _guarded(self.block.text)
        text = self._named(text)
        start, end = text.find("{"), text.find("}")
        if start < 0 and end < 0:
            raise Unusable(_("It is a text without a question: there is nothing to answer."))
        if start < 0 or end < start:
            raise Unusable(_("A brace is opened and not closed, or the other way round; put a backslash before it."))
        answers = text[start + 1 : end].strip(SPACES)
        gap = "" if text.endswith("}") else "_____"
        question = (text[:start] + gap + text[end + 1 :]).strip(SPACES)
        self.format, question = self._format(question)
        html = question.translate(_MEANT)
        pictures, notes = pictures_of(html, lambda name: None) if self._reads_html(html) else ([], [])
        self.notes += notes
        answers, _mark, feedback = answers.rpartition("####") if "####" in answers else (answers, "", "")
        read = self._answered(answers.strip(SPACES), self._question_text(question))
        return replace(read, feedback=self._said(feedback), pictures=tuple(pictures), notes=tuple(self.notes))

    def _named(self, text: str) -> str:
        told = [(kind, one_line(re.sub(r"\\(.)", r"\1", said))) for kind, said in _NAMED.findall(self.block.comments)]
        self.tags = tuple(said for kind, said in told if kind == "tag" and said)
        if text.startswith("::") and (end := text.find("::", 2)) > 0:
            self.name = one_line(text[2:end].translate(_MEANT))
            text = text[end + 2 :].strip(SPACES)
        self.name = next((said for kind, said in told if kind == "id"), "") or self.name
        return text

    def _format(self, text: str) -> tuple[str, str]:
        told = re.match(r"\[(html|moodle|plain|markdown)\]", text)
        return (told[1], text[told.end() :]) if told else (self.format, text)

    def _reads_html(self, text: str) -> bool:
        return self.format == "html" or (self.format in ("moodle", "markdown") and looks_like_html(text))

    def _question_text(self, text: str) -> str:
        if self.format == "markdown":
            self.notes.append(_("The marks of Markdown are kept as they are."))
        return self._plain(text, self.format)

    def _said(self, text: str) -> str:
        """A piece of text in its own format, which is the question's unless it says another."""
        format_told, text = self._format(text.strip(SPACES))
        return self._plain(text, format_told)

    def _plain(self, text: str, format_told: str) -> str:
        text = text.strip(SPACES).translate(_MEANT)
        reads_html = format_told == "html" or (format_told != "plain" and looks_like_html(text))
        if reads_html and is_formatted(text):
            note = _("Emphasis, lists and tables are kept as plain text.")
            self.notes += [] if note in self.notes else [note]
        if format_told == "html":
            return plain_of(text)
        return plain_of(text.replace("\n", "<br>")) if reads_html else tidy(text)

    def _answered(self, answers: str, text: str) -> Item:
        made = Item(Kind.ESSAY, self.name, text, tags=self.tags, place=self.block.line)
        if not answers:
            return made
        if answers.startswith(">"):
            return replace(made, kind=Kind.ORDERING, choices=self._ordered(answers))
        if answers.startswith("#"):
            return replace(made, kind=Kind.NUMERICAL, numbers=tuple(self._numbers(answers[1:])))
        if "~" in answers:
            return self._chosen(made, answers)
        if "=" in answers and "->" in answers:
            return replace(made, kind=Kind.MATCHING, pairs=tuple(self._pairs(answers)))
        word = answers.split("#", 1)[0].strip(SPACES)
        if word in (*_TRUE, *_FALSE):
            return replace(made, kind=Kind.TRUE_FALSE, choices=self._truth(answers, word in _TRUE))
        return replace(made, kind=Kind.SHORT_ANSWER, choices=tuple(self._words(answers)))

    def _ordered(self, answers: str) -> tuple[Choice, ...]:
        head = _HEAD.match(answers)
        lines = (answers[head.end() :] if head else answers[1:]).split("\n")
        return tuple(Choice(self._said(line)) for line in lines if line.strip(SPACES))

    def _chosen(self, made: Item, answers: str) -> Item:
        single = "=" in answers
        pieces = [piece.strip(SPACES) for piece in answers.replace("=", "~=").split("~")]
        choices = []
        for piece in pieces if pieces[0] else pieces[1:]:
            if piece.startswith("="):
                share, rest = FULL, piece[1:]
            else:
                share, rest = _share(piece, default=NONE)
            choices.append(Choice(*self._with_feedback(rest, share)))
        if single:
            return replace(made, kind=Kind.SINGLE, choices=tuple(choices))
        whole = ALL_OR_NOTHING in made.tags
        if whole:
            choices = [replace(choice, fraction=FULL if choice.fraction > 0 else NONE) for choice in choices]
            made = replace(made, tags=tuple(tag for tag in made.tags if tag != ALL_OR_NOTHING))
        return replace(made, kind=Kind.MULTIPLE, choices=tuple(choices), all_or_nothing=whole)

    def _with_feedback(self, piece: str, share: Decimal) -> tuple[str, Decimal, str]:
        text, _mark, feedback = piece.partition("#")
        return self._said(text), share, self._said(feedback)

    def _truth(self, answers: str, truth: bool) -> tuple[Choice, Choice]:
        _word, wrong, right = (*answers.split("#", 2), "", "")[:3]
        told = (self._said(right), self._said(wrong)) if truth else (self._said(wrong), self._said(right))
        return Choice("true", FULL if truth else NONE, told[0]), Choice("false", NONE if truth else FULL, told[1])

    def _pairs(self, answers: str) -> Iterator[Pair]:
        for piece in _parts(answers):
            stem, arrow, answer = piece.partition("->")
            if not arrow:
                raise Unusable(_("A pair should be written “=this -> that”."))
            yield Pair(self._said(stem), tidy(answer.translate(_MEANT)))

    def _words(self, answers: str) -> Iterator[Choice]:
        for piece in _parts(answers):
            share, rest = _share(piece, default=FULL)
            text, _mark, feedback = rest.partition("#")
            yield Choice(one_line(text.translate(_MEANT)), share, self._said(feedback))

    def _numbers(self, answers: str) -> Iterator[Number]:
        answers, wrong, _told = answers.partition("~")
        if wrong:
            self.notes.append(_("The feedback for any other number is left out."))
        for piece in _parts(answers):
            share, rest = _share(piece, default=FULL)
            text, _mark, feedback = rest.partition("#")
            value, tolerance = _range(text.translate(_MEANT).strip(SPACES))
            yield Number(value, tolerance, share, self._said(feedback))


def _parts(answers: str) -> list[str]:
    pieces = [piece.strip(SPACES) for piece in answers.split("=")]
    return pieces if pieces[0] else pieces[1:]


def _share(piece: str, *, default: Decimal) -> tuple[Decimal, str]:
    weight = _WEIGHT.match(piece)
    return (percent(weight[1]), piece[weight.end() :]) if weight else (default, piece)


def _range(text: str) -> tuple[Decimal, Decimal]:
    """The number and tolerance of "3", "3:0.5" or "2.5..3.5"."""
    if ".." in text[1:]:
        least, _dots, most = text.partition("..")
        low, high = number_of(least), number_of(most)
        return (low + high) / 2, (high - low) / 2
    value, _colon, tolerance = text.partition(":")
    return number_of(value), number_of(tolerance or "0")
