"""Moodle XML as Moodle writes it."""

import base64
from decimal import Decimal

import pytest

from assessments.exchange.errors import WrongRoot
from assessments.exchange.item import Choice, Contents, Item, Number, Pair, Picture
from assessments.exchange.moodle_reading import read_moodle
from assessments.exchange.moodle_writing import write_moodle
from tests.assessments.exchange.strategies import PNG


def quiz(*questions: str) -> Contents:
    return read_moodle(f"<?xml version='1.0' encoding='UTF-8'?><quiz>{''.join(questions)}</quiz>".encode())


def question(kind: str, body: str, *, text: str = "<p>Texte</p>") -> str:
    return (
        f'<question type="{kind}"><name><text>Nom</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{body}</question>'
    )


def only(*questions: str) -> Item:
    contents = quiz(*questions)
    assert contents.refused == ()
    [item] = contents.items
    return item


ANSWER = (
    '<answer fraction="{0}" format="html"><text>{1}</text><feedback format="html"><text>{2}</text></feedback></answer>'
)


def test_a_choice_keeps_weights_feedback_category_tags_marks_and_identity() -> None:
    body = (
        "<generalfeedback><text>Voir 448-1</text></generalfeedback><defaultgrade>2.5</defaultgrade>"
        "<idnumber>M1-Q7</idnumber><single>false</single><tags><tag><text>enfant</text></tag></tags>"
    )
    answers = [("33.33333", "a", "oui"), ("66.66667", "b", ""), ("-50", "c", "non")]
    category = '<question type="category"><category><text>$course$/top/Droit/Actes</text></category></question>'

    item = only(category, question("multichoice", body + "".join(ANSWER.format(*each) for each in answers)))

    assert item == Item(
        item.kind, "M1-Q7", "Texte", "Voir 448-1", tuple(Choice(b, Decimal(a), c) for a, b, c in answers),
        category="Droit/Actes", tags=("enfant",), marks=Decimal("2.5"),
    )  # fmt: skip
    assert item.kind == "multiple"


def test_a_picture_travels_with_its_question_both_ways() -> None:
    file = f'<file name="carte.png" path="/" encoding="base64">{base64.b64encode(PNG).decode()}</file>'
    text = '<p>Voir <img src="@@PLUGINFILE@@/carte.png" alt="Une carte"></p>'
    made = question("essay", "", text=text).replace("</questiontext>", f"{file}</questiontext>")

    item = only(made)
    again = read_moodle(write_moodle([item])[0]).items[0]

    assert item.pictures == again.pictures == (Picture("carte.png", PNG, "Une carte"),)
    assert (item.text, again.text, item.notes) == ("Voir", "Voir", ())


@pytest.mark.parametrize(
    ("content", "why"), [(b"<svg onload='x'/>", "PNG"), (b"\x89PNG\r\n\x1a\n" + b"0" * 2**21, "2"), (b"", "")]
)
def test_what_is_no_picture_is_left_out_with_a_note(content: bytes, why: str) -> None:
    file = f'<file name="x.png" encoding="base64">{base64.b64encode(content).decode()}</file>' if content else ""
    made = question("essay", "", text='<img src="@@PLUGINFILE@@/x.png"> a').replace(
        "</questiontext>", f"{file}</questiontext>"
    )

    item = only(made)

    assert item.pictures == ()
    assert len(item.notes) == 1
    assert why in item.notes[0]


def test_the_other_kinds_are_read() -> None:
    truth = only(question("truefalse", ANSWER.format(0, "true", "non") + ANSWER.format(100, "false", "oui")))
    number = only(question("numerical", '<answer fraction="100"><text>30</text><tolerance>0.5</tolerance></answer>'))
    short = only(question("shortanswer", ANSWER.format(100, "traite", "")))
    pairs = only(question("matching", "".join(
        f"<subquestion><text>{stem}</text><answer><text>{answer}</text></answer></subquestion>"
        for stem, answer in (("un", "1"), ("deux", "2"), ("", "3"))
    )))  # fmt: skip
    order = only(
        question("ordering", ANSWER.format("1.0", "a", "") + ANSWER.format("2.0", "b", "")).replace('"2.0"', '"1"')
    )

    assert [choice.fraction for choice in truth.choices] == [0, 100]
    assert number.numbers == (Number(Decimal(30), Decimal("0.5")),)
    assert short.choices == (Choice("traite", Decimal(100)),)
    assert pairs.pairs == (Pair("un", "1"), Pair("deux", "2"), Pair("", "3"))
    assert [choice.text for choice in order.choices] == ["a", "b"]


@pytest.mark.parametrize("kind", ["cloze", "calculated", "description", "ddwtos", ""])
def test_a_type_that_is_not_taken_is_named_and_does_not_stop_the_rest(kind: str) -> None:
    contents = quiz(question(kind, ""), question("essay", ""))

    assert [(refused.place, refused.name) for refused in contents.refused] == [(1, "Nom")]
    assert [item.place for item in contents.items] == [2]


def test_another_root_is_refused() -> None:
    with pytest.raises(WrongRoot):
        read_moodle(b"<html><body/></html>")
