"""What a file of questions would make: new questions, missing languages filled, and what is refused."""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from assessments.exchange.formats import contents_of
from assessments.exchange.item import Item, Kind, Refused
from assessments.exchange.text import language_of, tidy
from assessments.models import Kind as BankKind
from assessments.models import Question
from assessments.queries.exchange import item_of, questions_exported
from courses.models import Module

_CODE = re.compile(r"[\w][\w.-]{0,19}")
_LONGEST_ANSWER = 500


@dataclass(frozen=True)
class Planned:
    """An item that can be written, the code it takes, and the question whose missing language it fills, if any."""

    item: Item
    code: str
    module: Module | None = None
    question: Question | None = None

    @property
    def kind_label(self) -> str:
        return str(BankKind(self.item.kind).label)

    @property
    def placed(self) -> str:
        """Where it belongs: the title of a module."""
        owner = self.question.module if self.question else self.module
        return owner.title if owner else str(_("Imported questions"))


@dataclass
class Plan:
    """What a file does; `language` is the one that its texts are taken to be in."""

    language: str
    new: list[Planned] = field(default_factory=list)
    filled: list[Planned] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)

    @property
    def writes(self) -> int:
        return len(self.new) + len(self.filled)

    @property
    def notes(self) -> list[Refused]:
        """What is left out of questions that are taken otherwise, in the order of the file."""
        taken = sorted([*self.new, *self.filled], key=lambda each: each.item.place)
        return [Refused(each.item.place, each.code, note) for each in taken for note in each.item.notes]


def plan_import(content: bytes, *, format_key: str, language: str = "", module: Module | None = None) -> Plan:
    """What the file `content` would write: nine queries whatever its length.

    Its texts are in `language`, else in the one that the file names, else in the one that most of its letters are
    of. New questions belong to `module`, else to the one that their category begins with. A question is known by its
    code. What is there already is never changed: a language that is missing is filled, the same text is left, another
    text is refused. Raises a `Refusal` for the whole file.
    """
    contents = contents_of(content, format_key=format_key)
    told = next((item.language for item in contents.items if item.language), "")
    language = language or told or language_of("".join(item.text for item in contents.items))
    plan = Plan(language, refused=list(contents.refused))
    modules = {each.slug: each for each in Module.objects.all()}
    codes = {item.place: code_of(item) for item in contents.items}
    there = {each.code: each for each in questions_exported().filter(code__in=codes.values())}
    seen: dict[str, int] = {}
    for item in contents.items:
        code = codes[item.place]
        reason = _("It stands in the file twice, first at %(place)s.") % {"place": seen[code]} if code in seen else ""
        seen.setdefault(code, item.place)
        own, rest = _placed(item.category, modules)
        planned = Planned(replace(item, category=rest), code, module or own, there.get(code))
        _sort(plan, planned, reason or _fault(item))
    plan.refused.sort(key=lambda each: each.place)
    return plan


def code_of(item: Item) -> str:
    """The code by which the bank knows `item`: its name where that may be one, else a digest of what it asks."""
    if _CODE.fullmatch(item.name):
        return item.name
    digest = hashlib.sha256(f"{item.kind}\n{item.name}\n{item.text}".encode()).digest()
    return f"F-{base64.b32encode(digest)[:10].decode()}"


def _placed(category: str, modules: dict[str, Module]) -> tuple[Module | None, str]:
    first, _slash, rest = category.partition("/")
    return (modules[first], rest) if first in modules else (None, category)


def _fault(item: Item) -> str:
    """Why the bank has no room for `item`, which holds together by itself."""
    longest = max((len(choice.text) for choice in item.choices), default=0)
    if item.kind == Kind.SHORT_ANSWER and longest > _LONGEST_ANSWER:
        return _("An answer is longer than %(most)s characters.") % {"most": _LONGEST_ANSWER}
    return ""


def _sort(plan: Plan, planned: Planned, reason: str) -> None:
    """Put one item where it belongs."""
    item, question = planned.item, planned.question
    if not reason and question:
        reason = _mismatch(item, question, plan.language)
    if reason:
        plan.refused.append(Refused(item.place, planned.code, reason))
    elif question is None:
        plan.new.append(planned)
    elif _says_something(question, plan.language):
        plan.unchanged += 1
    else:
        plan.filled.append(planned)


def _says_something(question: Question, language: str) -> bool:
    return bool(getattr(question, f"text_{language}"))


def _mismatch(item: Item, question: Question, language: str) -> str:
    """Why `item` is not the same question as the one that is there; empty where it is."""
    if question.kind != item.kind:
        return _("A question with this code is there and is of another kind.")
    standing = item_of(question, language=language)
    if _says_something(question, language):
        same = _words(item) == _words(standing) and _shape(item) == _shape(standing)
        return "" if same else _("A question with this code is there and says something else. Change it at the desk.")
    if _shape(item) != _shape(standing):
        return _("Its other language has other answers, or another key: both should be the same, in the same order.")
    return ""


def _words(item: Item) -> tuple[object, ...]:
    texts: Iterable[str] = () if item.kind == Kind.TRUE_FALSE else (choice.text for choice in item.choices)
    return tidy(item.text), tuple(map(tidy, texts)), tuple((tidy(pair.stem), tidy(pair.answer)) for pair in item.pairs)


def _shape(item: Item) -> tuple[object, ...]:
    """What is the same in both languages: the key, without words."""
    if item.kind == Kind.SHORT_ANSWER:
        return ()
    shares = tuple(choice.fraction for choice in item.choices)
    numbers = tuple((number.value, number.tolerance, number.fraction) for number in item.numbers)
    return shares, numbers, tuple(bool(pair.stem) for pair in item.pairs), item.all_or_nothing
