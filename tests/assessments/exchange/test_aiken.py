"""Aiken as Moodle's documentation writes it."""

from assessments.exchange.aiken import read_aiken, write_aiken
from assessments.exchange.item import FULL, NONE, Choice, Item, Kind, Picture
from tests.assessments.exchange.strategies import PNG

DOCUMENTED = """What is the correct answer to this question?
A. Is it this one?
B. Maybe this answer?
C. Possibly this one?
D. Must be this one!
ANSWER: D

Which LMS has the most quiz import formats?
A) Moodle
B) ATutor
C) Claroline
ANSWER: A
"""


def test_aiken_is_read_as_documented() -> None:
    contents = read_aiken(DOCUMENTED.encode())

    assert contents.refused == ()
    assert [(item.place, item.text, [choice.text for choice in item.right]) for item in contents.items] == [
        (1, "What is the correct answer to this question?", ["Must be this one!"]),
        (8, "Which LMS has the most quiz import formats?", ["Moodle"]),
    ]


def test_a_broken_question_is_listed_with_its_line_and_does_not_stop_the_rest() -> None:
    contents = read_aiken(
        f"Sans clé ?\nA. un\nB. deux\n\nMauvaise ?\nA. un\nB. deux\nANSWER: C\n\n{DOCUMENTED}".encode()
    )

    assert [refused.place for refused in contents.refused] == [1, 5]
    assert len(contents.items) == 2


def test_what_aiken_cannot_say_is_not_written() -> None:
    plain = Item(Kind.SINGLE, "A", "Q", choices=(Choice("a", FULL), Choice("b", NONE)))
    essay = Item(Kind.ESSAY, "B", "Q")
    pictured = Item(Kind.SINGLE, "C", "Q", choices=plain.choices, pictures=(Picture("x.png", PNG),))

    content, told = write_aiken([plain, essay, pictured])

    assert content.decode() == "Q\nA. a\nB. b\nANSWER: A\n"
    assert [refused.name for refused in told.refused] == ["B", "C"]
