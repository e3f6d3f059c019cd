"""GIFT as its documentation writes it. The examples are those of Moodle's examples.txt and GIFT page."""

from decimal import Decimal

import pytest

from assessments.exchange.gift_reading import read_gift
from assessments.exchange.gift_writing import write_gift
from assessments.exchange.item import FULL, Choice, Item, Kind, Number, Pair, Refused


def only(text: str) -> Item:
    contents = read_gift(text.encode())
    assert contents.refused == ()
    [item] = contents.items
    return item


def chosen(item: Item) -> list[tuple[str, int]]:
    return [(choice.text, int(choice.fraction)) for choice in item.choices]


@pytest.mark.parametrize(
    ("written", "kind", "text", "choices"),
    [
        ("Who's buried in Grant's tomb?{~Grant ~Jefferson =no one}", "single", "Who's buried in Grant's tomb?",
         [("Grant", 0), ("Jefferson", 0), ("no one", 100)]),
        ("Grant is {~buried =entombed ~living} in Grant's tomb.", "single", "Grant is _____ in Grant's tomb.",
         [("buried", 0), ("entombed", 100), ("living", 0)]),
        ("Two plus two equals {=four =4}.", "short-answer", "Two plus two equals _____.", [("four", 100), ("4", 100)]),
        ("Grant is buried in Grant's tomb.{FALSE}", "true-false", "Grant is buried in Grant's tomb.",
         [("true", 0), ("false", 100)]),
        ("The sun rises in the east.{T}", "true-false", "The sun rises in the east.", [("true", 100), ("false", 0)]),
        ("Who are entombed? {~%-50%No one ~%50%Grant ~%50%Grant's wife ~%-50%Grant's father }", "multiple",
         "Who are entombed?", [("No one", -50), ("Grant", 50), ("Grant's wife", 50), ("Grant's father", -50)]),
        ("Difficult question.{~wrong answer ~%50%half credit answer =full credit answer}", "single",
         "Difficult question.", [("wrong answer", 0), ("half credit answer", 50), ("full credit answer", 100)]),
        (r"Which answer equals 5? {~ \= 2 + 2 = \= 2 + 3 ~ \= 2 + 4}", "single", "Which answer equals 5?",
         [("= 2 + 2", 0), ("= 2 + 3", 100), ("= 2 + 4", 0)]),
        ("Raconter {}", "essay", "Raconter", []),
        ("Order {>3 ALL VERTICAL ABSOLUTE_POSITION\nfirst\nsecond\nthird\n}", "ordering", "Order",
         [("first", 0), ("second", 0), ("third", 0)]),
        (r"[plain]Soit \\(\\frac\{1\}\{2\}\\) {=deux ~trois}", "single", r"Soit \(\frac{1}{2}\)",
         [("deux", 100), ("trois", 0)]),
        ("هل يشترط إكراه الطفل؟ {=لا ~نعم}", "single", "هل يشترط إكراه الطفل؟", [("لا", 100), ("نعم", 0)]),
    ],
)  # fmt: skip
def test_gift_is_read_as_documented(written: str, kind: str, text: str, choices: list[tuple[str, int]]) -> None:
    item = only(written)

    assert (item.kind, item.text, chosen(item)) == (kind, text, choices)


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("When was Ulysses S. Grant born? {#1822}", [("1822", "0", "100")]),
        ("What is the value of pi? {#3.1415:0.0005}.", [("3.1415", "0.0005", "100")]),
        ("What is the value of pi? {#3.141..3.142}.", [("3.1415", "0.0005", "100")]),
        ("When was Ulysses S. Grant born? {#\n=1822:0\n=%50%1822:2}", [("1822", "0", "100"), ("1822", "2", "50")]),
        ("Under zero? {#-2..-1}", [("-1.5", "0.5", "100")]),
    ],
)
def test_numbers_are_read_as_documented(written: str, numbers: list[tuple[str, str, str]]) -> None:
    found = only(written).numbers

    assert found == tuple(Number(Decimal(value), Decimal(give), Decimal(share)) for value, give, share in numbers)


def test_pairs_are_read_as_documented() -> None:
    item = only("Match the capitals.{=Canada->Ottawa =Italy  -> Rome =Japan -> Tokyo = -> Paris}")

    assert item.pairs == (Pair("Canada", "Ottawa"), Pair("Italy", "Rome"), Pair("Japan", "Tokyo"), Pair("", "Paris"))


def test_feedback_is_read_of_each_answer_and_of_the_question() -> None:
    item = only("::N::Question?{~wrong #not so\n=right# Very good! ####In general}")
    truth = only("Grant is buried.{FALSE#wrong#right}")

    assert [choice.feedback for choice in item.choices] == ["not so", "Very good!"]
    assert (item.name, item.feedback) == ("N", "In general")
    assert [choice.feedback for choice in truth.choices] == ["wrong", "right"]


def test_categories_identities_and_tags_are_read() -> None:
    contents = read_gift(
        "// language: ar\n$CATEGORY: $course$/top/Droit/Éléments\n\n// [id:M1-Q1] [tag:enfant] [tag:a\\]b]\n"
        "::Nom::Q {=a ~b}\n\n$CATEGORY: Autre\nR {=a ~b}".encode()
    )

    assert [(each.name, each.category, each.tags, each.language) for each in contents.items] == [
        ("M1-Q1", "Droit/Éléments", ("enfant", "a]b"), "ar"), ("", "Autre", (), "ar"),
    ]  # fmt: skip


def test_html_becomes_plain_text_that_says_what_was_lost() -> None:
    item = only("[html]<p>Un &amp; <b>deux</b></p><script>alert(1)</script><ul><li>a</li></ul>{\\=x ~y =<i>z</i>}")

    assert item.text == "Un & deux\n\n• a"
    assert item.choices[-1].text == "z"
    assert len(item.notes) == 1


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("Fine {=a ~b}\n\nA description without answers", 3),
        ("\n\nbroken {=a ~b", 3),
        ("one {~a ~b}", 1),
        ("one {=a}\n\n\n// comment\ntwo {~%200%a ~%50%b}", 5),
        ("one {#abc}", 1),
        ("one {=a->b}", 1),
        ("one {~a = }", 1),
        ("{=a ~b}", 1),
        ("two right {=a =b ~c}", 1),
        ("part {~%50%a ~b}", 1),
    ],
)
def test_what_cannot_be_taken_is_listed_with_its_line_and_does_not_stop_the_rest(written: str, line: int) -> None:
    contents = read_gift(f"{written}\n\nlast {{=yes ~no}}".encode())

    assert [refused.place for refused in contents.refused] == [line]
    assert all(refused.reason for refused in contents.refused)
    assert contents.items[-1].text == "last"


def test_bom_and_line_ends_of_windows_change_nothing() -> None:
    plain = "::N::Deux\nlignes {\n=a\n~b\n}\n\nSuite {T}"

    assert read_gift(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()) == read_gift(plain.encode())
    assert read_gift(plain.encode("utf-16")) == read_gift(plain.encode())


def test_a_short_answer_that_gift_would_take_for_a_pair_is_not_written() -> None:
    item = Item(Kind.SHORT_ANSWER, "X", "Flèche ?", choices=(Choice("a->b", FULL),), place=4)

    content, told = write_gift([item])

    assert content.strip() == b""
    assert told.refused == (Refused(4, "X", told.refused[0].reason),)
