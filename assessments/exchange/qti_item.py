"""One QTI item: what is asked, which answers are right, and what is said to each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.exchange.item import (
    FULL,
    NONE,
    Choice,
    Item,
    Kind,
    Number,
    Pair,
    Picture,
    Unusable,
    number_of,
    percent,
)
from assessments.exchange.text import Finder, is_formatted, one_line, pictures_of, plain_of
from assessments.exchange.xml import local

_TAKEN = ("choiceInteraction", "orderInteraction", "matchInteraction", "textEntryInteraction")
_SILENT = {"feedbackInline", "feedbackBlock", "rubricBlock", "infoControl", "templateBlock", "templateInline"}
_VOID = {"img", "br", "hr"}
_GAP = "_____"


@dataclass(frozen=True)
class Declaration:
    """The answers declared right, and the marks of each where they are mapped."""

    several: bool
    numeric: bool
    correct: tuple[str, ...]
    mapped: dict[str, Decimal]

    @property
    def best(self) -> Decimal:
        """The most that the mapping gives for one answer, or for all right ones where several are."""
        gains = [gain for gain in self.mapped.values() if gain > 0]
        return (sum(gains, NONE) if self.several else max(gains, default=NONE)) or Decimal(1)


def read_item(root: Element, place: int, find: Finder) -> Item:
    """The question of an `assessmentItem`; `find` gives the files that it names. Raises `Unusable`."""
    return _Reader(root, place, find).item()


class _Reader:
    def __init__(self, root: Element, place: int, find: Finder) -> None:
        self.root = root
        self.place = place
        self.find = find
        self.notes: list[str] = []
        self.pictures: list[Picture] = []

    def item(self) -> Item:
        body = next(_named(self.root, "itemBody"), None)
        if body is None:
            raise Unusable(_("The question has no text."))
        asked = [each for each in body.iter() if local(each).endswith("Interaction")]
        if len(asked) != 1 or local(asked[0]) not in _TAKEN:
            kinds = ", ".join(sorted({local(each) for each in asked})) or _("nothing to answer")
            raise Unusable(_("One choice, order, match or text entry is taken; here is: %(kinds)s.") % {"kinds": kinds})
        interaction = asked[0]
        declaration = self._declaration(interaction.get("responseIdentifier", "RESPONSE"))
        item = Item(
            Kind.ESSAY, one_line(self.root.get("identifier", "")), self._said(body, interaction),
            feedback=self._general(interaction), language=self._language(), place=self.place,
        )  # fmt: skip
        match local(interaction):
            case "choiceInteraction":
                item = self._chosen(item, interaction, declaration)
            case "orderInteraction":
                item = self._ordered(item, interaction, declaration)
            case "matchInteraction":
                item = self._matched(item, interaction, declaration)
            case _other:
                item = self._entered(item, declaration)
        return replace(item, pictures=tuple(self.pictures), notes=tuple(dict.fromkeys(self.notes)))

    def _language(self) -> str:
        told = self.root.get("{http://www.w3.org/XML/1998/namespace}lang", "")[:2].lower()
        return told if told in ("fr", "ar") else ""

    def _declaration(self, identifier: str) -> Declaration:
        for each in _named(self.root, "responseDeclaration"):
            if each.get("identifier") == identifier:
                correct = next(_named(each, "correctResponse"), None)
                values = [] if correct is None else [one_line(value.text or "") for value in _named(correct, "value")]
                mapped = {
                    one_line(entry.get("mapKey", "")): number_of(entry.get("mappedValue", "0"))
                    for entry in _named(each, "mapEntry")
                }
                return Declaration(
                    each.get("cardinality") != "single", each.get("baseType") in ("float", "integer"), tuple(values),
                    mapped,
                )  # fmt: skip
        raise Unusable(_("It declares no right answer."))

    def _chosen(self, item: Item, interaction: Element, declaration: Declaration) -> Item:
        kind = Kind.MULTIPLE if declaration.several else Kind.SINGLE
        choices = tuple(
            Choice(self._said(each), self._share(each.get("identifier", ""), declaration), self._feedback(each))
            for each in _named(interaction, "simpleChoice")
        )
        return replace(
            item, kind=kind, choices=choices, all_or_nothing=declaration.several and not declaration.mapped
        )  # fmt: skip

    @staticmethod
    def _share(identifier: str, declaration: Declaration) -> Decimal:
        if not declaration.mapped:
            return FULL if identifier in declaration.correct else NONE
        share = declaration.mapped.get(identifier, NONE) * 100 / declaration.best
        return percent(str(max(-FULL, min(FULL, share))))

    def _ordered(self, item: Item, interaction: Element, declaration: Declaration) -> Item:
        things = {each.get("identifier", ""): each for each in _named(interaction, "simpleChoice")}
        if sorted(things) != sorted(declaration.correct):
            raise Unusable(_("The right order does not name each thing once."))
        choices = tuple(Choice(self._said(things[identifier])) for identifier in declaration.correct)
        return replace(item, kind=Kind.ORDERING, choices=choices)

    def _matched(self, item: Item, interaction: Element, declaration: Declaration) -> Item:
        sets = list(_named(interaction, "simpleMatchSet"))
        if len(sets) != 2:
            raise Unusable(_("A match should have two sets."))
        stems, answers = (
            {each.get("identifier", ""): self._said(each) for each in _named(half, "simpleAssociableChoice")}
            for half in sets
        )
        joined = [pair.split() for pair in declaration.correct]
        if any(len(pair) != 2 or pair[0] not in stems or pair[1] not in answers for pair in joined):
            raise Unusable(_("The right pairs name things that are not there."))
        if sorted(pair[0] for pair in joined) != sorted(stems):
            raise Unusable(_("Each thing of the first set should have exactly one partner."))
        used = {pair[1] for pair in joined}
        partner = {pair[0]: pair[1] for pair in joined}
        pairs = [Pair(text, one_line(answers[partner[stem]])) for stem, text in stems.items()]
        pairs += [Pair("", one_line(text)) for identifier, text in answers.items() if identifier not in used]
        return replace(item, kind=Kind.MATCHING, pairs=tuple(pairs))

    def _entered(self, item: Item, declaration: Declaration) -> Item:
        given = list(
            dict.fromkeys([*declaration.correct, *(key for key, gain in declaration.mapped.items() if gain > 0)])
        )
        shares = {text: FULL if text in declaration.correct else self._share(text, declaration) for text in given}
        if declaration.numeric:
            numbers = tuple(Number(number_of(text), self._tolerance(), share) for text, share in shares.items())
            return replace(item, kind=Kind.NUMERICAL, numbers=numbers)
        return replace(
            item, kind=Kind.SHORT_ANSWER, choices=tuple(Choice(text, share) for text, share in shares.items())
        )

    def _tolerance(self) -> Decimal:
        for equal in _named(self.root, "equal"):
            if equal.get("toleranceMode") == "absolute" and equal.get("tolerance"):
                return max(number_of(part) for part in equal.get("tolerance", "").split())
            if equal.get("toleranceMode") == "relative":
                self.notes.append(_("A tolerance in per cent is left out: write it as a number."))
        return NONE

    def _general(self, interaction: Element) -> str:
        """What is said whatever the answer: the feedback that names no choice."""
        choices = {each.get("identifier", "") for each in interaction.iter() if local(each) == "simpleChoice"}
        told = [each for each in _named(self.root, "modalFeedback") if each.get("identifier", "") not in choices]
        return "\n".join(filter(None, (self._said(each) for each in told)))

    def _feedback(self, choice: Element) -> str:
        """What is said to one choice, within it or beside the question."""
        inline = [self._said(each, silent=frozenset()) for each in _named(choice, "feedbackInline")]
        identifier = choice.get("identifier", "")
        modal = [
            self._said(each) for each in _named(self.root, "modalFeedback") if each.get("identifier") == identifier
        ]
        return "\n".join(filter(None, [*inline, *modal]))

    def _said(self, element: Element, asked: Element | None = None, *, silent: frozenset[str] | None = None) -> str:
        """The words of `element` as plain text, a gap where `asked` stands within a line, its pictures gathered."""
        html = "".join(_html(element, asked, _SILENT if silent is None else silent))
        pictures, notes = pictures_of(html, self.find)
        self.pictures += [each for each in pictures if each not in self.pictures]
        self.notes += notes
        if is_formatted(html):
            self.notes.append(_("Emphasis, lists and tables are kept as plain text."))
        return plain_of(html)


def _named(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element.iter() if local(each) == name)


def _html(element: Element, asked: Element | None, silent: "frozenset[str] | set[str]") -> Iterator[str]:
    """`element` as HTML for a reader: without its choices, and without feedback that depends on the answer."""
    yield _escaped(element.text)
    for child in element:
        name = local(child)
        if child is asked:
            prompt = next(_named(child, "prompt"), None)
            yield _GAP if name == "textEntryInteraction" else ""
            if prompt is not None:
                yield "<p>" + "".join(_html(prompt, None, silent)) + "</p>"
        elif name == "img":
            yield f'<img src="{_escaped(child.get("src"))}" alt="{_escaped(child.get("alt"))}">'
        elif name in _VOID:
            yield f"<{name}>"
        elif name and name not in silent:
            yield f"<{name}>" + "".join(_html(child, asked, silent)) + f"</{name}>"
        yield _escaped(child.tail)


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
