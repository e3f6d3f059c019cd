"""GIFT, written so that Moodle and `gift_reading` read the same back."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.exchange.item import ALL_OR_NOTHING, FULL, NONE, Choice, Contents, Item, Kind, Refused, Unusable
from assessments.exchange.text import data_address, html_of, one_line, shown

_SPECIAL = {"\\": "\\\\", "#": "\\#", "=": "\\=", "~": "\\~", "{": "\\{", "}": "\\}", ":": "\\:", "\n": "\\n"}
_ESCAPES = str.maketrans(_SPECIAL)
_FORMAT = re.compile(r"\[(?:html|moodle|plain|markdown)\]")


def write_gift(items: Iterable[Item]) -> tuple[bytes, Contents]:
    """A GIFT file of `items`, and which of them were taken and which not."""
    taken, refused, blocks, category, language = [], [], list[str](), "", ""
    for item in items:
        try:
            block = _block(item)
        except Unusable as fault:
            refused.append(Refused(item.place, item.name, str(fault)))
            continue
        if item.language != language:
            language = item.language
            blocks.append(f"// language: {language}")
        if item.category != category:
            category = item.category
            blocks.append(f"$CATEGORY: $course$/top/{one_line(category)}")
        blocks.append(block)
        taken.append(item)
    return ("\n\n".join(blocks) + "\n").encode(), Contents(tuple(taken), tuple(refused))


def shares(item: Item) -> tuple[Choice, ...]:
    """The choices of `item` with the shares that a file of Moodle gives them.

    Where parts of the answer earn nothing, Moodle has no share that says so: the right choices share the mark, each
    wrong one takes it away, and the tag `ALL_OR_NOTHING` says the rest to whoever reads the file here.
    """
    if not item.all_or_nothing:
        return item.choices
    each = (FULL / max(len(item.right), 1)).quantize(Decimal("0.00001")).normalize() + 0
    return tuple(Choice(c.text, each if c.fraction > 0 else -FULL, c.feedback) for c in item.choices)


def tags(item: Item) -> tuple[str, ...]:
    """The tags that a file carries."""
    return (*item.tags, ALL_OR_NOTHING) if item.all_or_nothing else item.tags


def _block(item: Item) -> str:
    writer = _Writer(item)
    named = "".join(f" [{kind}:{_bracketed(said)}]" for kind, said in
                    [*([("id", item.name)] if item.name else []), *(("tag", tag) for tag in tags(item))])  # fmt: skip
    name = f"::{one_line(item.name).translate(_ESCAPES)}::" if item.name else ""
    return f"//{named}\n{name}{writer.question()}{{{writer.answers()}}}"


def _bracketed(said: str) -> str:
    return re.sub(r"([\]\\])", r"\\\1", one_line(said))


class _Writer:
    """Writes one question; as HTML only where plain text cannot say it."""

    def __init__(self, item: Item) -> None:
        self.item = item
        hidden = [pair.stem for pair in item.pairs] + [choice.feedback for choice in item.choices]
        lines = [choice.text for choice in item.choices] if item.kind == Kind.ORDERING else []
        self.is_html = (
            bool(item.pictures) or any("->" in text for text in hidden) or any(text.startswith("//") for text in lines)
        )

    def question(self) -> str:
        pictures = "".join("<br>" + shown(picture, data_address(picture)) for picture in self.item.pictures)
        return f"[{'html' if self.is_html else 'plain'}]" + self._text(self.item.text) + pictures.translate(_ESCAPES)

    def answers(self) -> str:
        general = f"####{self._said(self.item.feedback)}" if self.item.feedback else ""
        lines = list(self._lines())
        if not lines:
            return self._truth() + general if self.item.kind == Kind.TRUE_FALSE else general
        head = {Kind.NUMERICAL: "#", Kind.ORDERING: f">{len(lines)} ALL VERTICAL RELATIVE_NEXT_EXCLUDE_LAST"}
        body = "\n".join(f"\t{line}" for line in [*lines, *([general] if general else [])])
        return f"{head.get(self.item.kind, '')}\n{body}\n"

    def _text(self, text: str) -> str:
        if not self.is_html:
            return text.translate(_ESCAPES)
        return re.sub("^//", "&#47;/", html_of(text)).replace("->", "-&gt;").translate(_ESCAPES)

    def _said(self, text: str) -> str:
        """A text in the question's format, which it names where the text itself would be read as naming one."""
        named = _FORMAT.match(text)
        return (f"[{'html' if self.is_html else 'plain'}]" if named else "") + self._text(text)

    def _with(self, feedback: str) -> str:
        return f"#{self._said(feedback)}" if feedback else ""

    def _lines(self) -> Iterator[str]:
        item = self.item
        match item.kind:
            case Kind.SINGLE | Kind.MULTIPLE:
                for choice in shares(item):
                    yield self._choice(choice) + self._said(choice.text) + self._with(choice.feedback)
            case Kind.ORDERING:
                for choice in item.choices:
                    yield self._said(choice.text)
            case Kind.MATCHING:
                for pair in item.pairs:
                    yield f"={self._said(pair.stem)} -> {pair.answer.translate(_ESCAPES)}"
            case Kind.SHORT_ANSWER:
                for choice in item.choices:
                    yield self._accepted(choice)
            case Kind.NUMERICAL:
                for number in item.numbers:
                    value = f"{plainly(number.value)}:{plainly(number.tolerance)}"
                    yield f"=%{plainly(number.fraction)}%{value}{self._with(number.feedback)}"

    def _choice(self, choice: Choice) -> str:
        if self.item.kind == Kind.SINGLE and choice.fraction == FULL:
            return "="
        return "~" if choice.fraction == NONE and not choice.text.startswith("%") else f"~%{plainly(choice.fraction)}%"

    def _accepted(self, choice: Choice) -> str:
        if "->" in choice.text:
            raise Unusable(_("GIFT cannot write “->” in a short answer."))
        return f"=%{plainly(choice.fraction)}%{choice.text.translate(_ESCAPES)}{self._with(choice.feedback)}"

    def _truth(self) -> str:
        right, wrong = sorted(self.item.choices, key=lambda choice: -choice.fraction)
        told = f"#{self._said(wrong.feedback)}" if wrong.feedback or right.feedback else ""
        return right.text.upper() + told + self._with(right.feedback)


def plainly(number: Decimal) -> str:
    """`number` with a point and without an exponent."""
    return f"{number.normalize() + 0:f}"
