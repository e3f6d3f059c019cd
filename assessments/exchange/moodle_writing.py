"""Moodle XML, written as question/format/xml/format.php writes it."""

import base64
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from assessments.exchange.gift_writing import plainly, shares, tags
from assessments.exchange.item import Choice, Contents, Item, Kind
from assessments.exchange.text import html_of, one_line, shown

_TYPES = {
    Kind.SINGLE: "multichoice", Kind.MULTIPLE: "multichoice", Kind.TRUE_FALSE: "truefalse",
    Kind.MATCHING: "matching", Kind.ORDERING: "ordering", Kind.NUMERICAL: "numerical",
    Kind.SHORT_ANSWER: "shortanswer", Kind.ESSAY: "essay",
}  # fmt: skip


def write_moodle(items: Iterable[Item]) -> tuple[bytes, Contents]:
    """A Moodle XML file of `items`; all of them are taken."""
    root, taken, category = Element("quiz"), list[Item](), ""
    for item in items:
        if item.language and not taken:
            root.set("lang", item.language)
        if item.category != category:
            category = item.category
            switch = SubElement(root, "question", type="category")
            _say(SubElement(switch, "category"), f"$course$/top/{one_line(category)}")
        root.append(_question(item))
        taken.append(item)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n", Contents(tuple(taken))


def _say(element: Element, text: str) -> Element:
    SubElement(element, "text").text = text
    return element


def _html(parent: Element, name: str, text: str) -> Element:
    return _say(SubElement(parent, name, format="html"), html_of(text))


def _question(item: Item) -> Element:
    question = Element("question", type=_TYPES[item.kind])
    _say(SubElement(question, "name"), one_line(item.name) or one_line(item.text)[:60])
    _shown_text(question, item)
    _html(question, "generalfeedback", item.feedback)
    SubElement(question, "defaultgrade").text = plainly(item.marks)
    SubElement(question, "penalty").text = "0"
    SubElement(question, "hidden").text = "0"
    SubElement(question, "idnumber").text = one_line(item.name)
    _answers(question, item)
    if tags(item):
        listed = SubElement(question, "tags")
        for tag in tags(item):
            _say(SubElement(listed, "tag"), one_line(tag))
    return question


def _shown_text(question: Element, item: Item) -> None:
    pictures = "".join("<br>" + shown(each, f"@@PLUGINFILE@@/{each.name}") for each in item.pictures)
    told = SubElement(question, "questiontext", format="html")
    _say(told, html_of(item.text) + pictures)
    for picture in item.pictures:
        file = SubElement(told, "file", name=picture.name, path="/", encoding="base64")
        file.text = base64.b64encode(picture.content).decode()


def _answers(question: Element, item: Item) -> None:
    match item.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            SubElement(question, "single").text = "true" if item.kind == Kind.SINGLE else "false"
            SubElement(question, "shuffleanswers").text = "true"
            SubElement(question, "answernumbering").text = "abc"
            for choice in shares(item):
                _answer(question, choice)
        case Kind.TRUE_FALSE:
            for choice in item.choices:
                _answer(question, choice, told="moodle_auto_format")
        case Kind.SHORT_ANSWER:
            SubElement(question, "usecase").text = "0"
            for choice in item.choices:
                _answer(question, choice, told="moodle_auto_format")
        case Kind.NUMERICAL:
            for number in item.numbers:
                answer = _answer(
                    question, Choice(plainly(number.value), number.fraction, number.feedback), told="plain_text"
                )
                SubElement(answer, "tolerance").text = plainly(number.tolerance)
        case Kind.MATCHING:
            SubElement(question, "shuffleanswers").text = "true"
            for pair in item.pairs:
                _say(SubElement(_html(question, "subquestion", pair.stem), "answer"), pair.answer)
        case Kind.ORDERING:
            _ordering(question, item)
        case Kind.ESSAY:
            SubElement(question, "responseformat").text = "editor"
            SubElement(question, "responserequired").text = "1"
            SubElement(question, "attachments").text = "0"
            _html(question, "graderinfo", "")


def _answer(question: Element, choice: Choice, *, told: str = "html") -> Element:
    answer = SubElement(question, "answer", fraction=plainly(choice.fraction), format=told)
    _say(answer, html_of(choice.text) if told == "html" else choice.text)
    _html(answer, "feedback", choice.feedback)
    return answer


def _ordering(question: Element, item: Item) -> None:
    told = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": "0"}
    told["gradingtype"] = "RELATIVE_NEXT_EXCLUDE_LAST"
    for name, value in told.items():
        SubElement(question, name).text = value
    for place, choice in enumerate(item.choices, start=1):
        answer = SubElement(question, "answer", fraction=f"{place}.0000000", format="html")
        _say(answer, html_of(choice.text))
