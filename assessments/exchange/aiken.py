"""Aiken: one question of a single choice in plain lines, without feedback, weights or pictures.

Source: Moodle's documentation of the format: the question on a line, choices "A." or "A)", then "ANSWER: A".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from string import ascii_uppercase

from django.utils.translation import gettext as _

from assessments.exchange.errors import TooManyItems
from assessments.exchange.item import (
    FULL,
    MOST_ITEMS,
    NONE,
    Choice,
    Contents,
    Item,
    Kind,
    Refused,
    Unusable,
    settled,
)  # fmt: skip
from assessments.exchange.text import SPACES, decoded, one_line, tidy

_CHOICE = re.compile(r"([A-Z])[.)][ \t]+(.+)$")
_KEY = re.compile(r"ANSWER:[ \t]*([A-Za-z])[ \t.)]*$")


@dataclass
class _Draft:
    """The lines of one question as they come."""

    line: int
    text: list[str] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)

    def item(self, key: str) -> Item:
        """The question whose right choice is `key`. Raises `Unusable`."""
        letters = [letter for letter, _text in self.choices]
        if key not in letters:
            raise Unusable(_("The answer “%(key)s” is none of the choices.") % {"key": key})
        if len(set(letters)) < len(letters):
            raise Unusable(_("Two choices have the same letter."))
        choices = tuple(Choice(tidy(text), FULL if letter == key else NONE) for letter, text in self.choices)
        return Item(Kind.SINGLE, "", tidy(" ".join(self.text)), choices=choices, place=self.line)


def read_aiken(content: bytes) -> Contents:
    """The questions of an Aiken file. Raises a `Refusal` for the whole file."""
    items: list[Item] = []
    refused: list[Refused] = []
    draft = None
    for number, line in enumerate(decoded(content).split("\n"), start=1):
        line = line.strip(SPACES)
        if not line:
            continue
        if len(items) + len(refused) >= MOST_ITEMS:
            raise TooManyItems(most=MOST_ITEMS)
        draft = draft or _Draft(number)
        if key := _KEY.match(line):
            try:
                items.append(draft.item(key[1].upper()))
            except Unusable as fault:
                refused.append(Refused(draft.line, "", str(fault)))
            draft = None
        elif choice := _CHOICE.match(line) if draft.text else None:
            draft.choices.append((choice[1], choice[2]))
        elif draft.choices:
            refused.append(Refused(draft.line, "", _("The line “ANSWER:” is missing after the choices.")))
            draft = _Draft(number, [line])
        else:
            draft.text.append(line)
    if draft:
        refused.append(Refused(draft.line, "", _("The line “ANSWER:” is missing after the choices.")))
    return settled(items, refused)


def write_aiken(items: Iterable[Item]) -> tuple[bytes, Contents]:
    """An Aiken file of `items`, and which of them were taken and which not."""
    taken, refused, blocks = [], [], []
    for item in items:
        try:
            blocks.append(_block(item))
        except Unusable as fault:
            refused.append(Refused(item.place, item.name, str(fault)))
        else:
            taken.append(item)
    return ("\n\n".join(blocks) + "\n").encode(), Contents(tuple(taken), tuple(refused))


def _block(item: Item) -> str:
    if item.kind != Kind.SINGLE or any(choice.fraction not in (FULL, NONE) for choice in item.choices):
        raise Unusable(_("Aiken knows only questions of a single choice without partial marks."))
    if item.pictures:
        raise Unusable(_("Aiken holds no pictures."))
    if len(item.choices) > len(ascii_uppercase):
        raise Unusable(_("Aiken has letters for 26 choices."))
    text = one_line(item.text)
    if _CHOICE.match(text) or _KEY.match(text):
        raise Unusable(_("The text would be read as a choice or a key."))
    choices = list(zip(ascii_uppercase, item.choices, strict=False))
    key = next(letter for letter, choice in choices if choice.fraction == FULL)
    return "\n".join([text, *(f"{letter}. {one_line(choice.text)}" for letter, choice in choices), f"ANSWER: {key}"])
