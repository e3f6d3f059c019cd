"""What an answer earns, kind by kind. Each table quotes the example that its source gives."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import AcceptedNumber, AcceptedText, Key, marks_for, normal, read_number, rubric_marks, share_of

letters = st.sampled_from("abcdefgh")
shares = st.decimals(-100, 100, places=2)


def choosing(right: str, fractions: dict[str, Any] | None = None) -> Key:
    return Key(
        "multiple", right=frozenset(right), fractions={each: Decimal(f) for each, f in (fractions or {}).items()}
    )


@pytest.mark.parametrize(
    ("chosen", "right", "share"),
    [
        # IMS QTI 2.1, response processing template "Match Correct": 1 for exactly the correct value, else 0.
        ("b", "b", 1),
        ("a", "b", 0),
        ("", "b", 0),
        ("ab", "b", 0),
        ("bd", "bd", 1),
        ("db", "bd", 1),
        ("bbd", "bd", 1),
        ("b", "bd", 0),
        ("bcd", "bd", 0),
        ("", "bd", 0),
        ("", "", 0),
    ],
)
def test_without_fractions_exactly_the_right_choices_earn_everything(chosen: str, right: str, share: int) -> None:
    assert share_of(list(chosen), key=choosing(right)) == share


@pytest.mark.parametrize(
    ("chosen", "share"),
    [
        # IMS QTI 2.1, "Composition of water" (map response: H 1, O 1, Cl -1, lower bound 0), as per cent of 2.
        ("HO", "1"),
        ("H", "0.5"),
        ("O", "0.5"),
        ("HOC", "0.5"),
        ("HC", "0"),
        ("C", "0"),
        ("", "0"),
    ],
)
def test_with_fractions_their_sum_counts_and_never_falls_below_nothing(chosen: str, share: str) -> None:
    key = choosing("HO", {"H": 50, "O": 50, "C": -50})

    assert share_of(list(chosen), key=key) == Decimal(share)


def test_three_thirds_are_the_whole_and_more_than_the_whole_is_not_given() -> None:
    thirds = choosing("abc", dict.fromkeys("abc", "33.33333"))
    generous = choosing("ab", {"a": 100, "b": 100})

    assert share_of(list("abc"), key=thirds) == 1
    assert share_of(list("ab"), key=generous) == 1


@pytest.mark.parametrize(
    ("given", "share"),
    [
        # Moodle, ordering question, "relative to the next item (excluding last)": one part for each right follower.
        ("ABCD", "1"),
        ("ABC", "0.6667"),
        ("BCDA", "0.6667"),
        ("ABDC", "0.3333"),
        ("CDAB", "0.6667"),
        ("DCBA", "0"),
        ("A", "0"),
        ("", "0"),
        ("AABCD", "1"),
    ],
)
def test_an_order_earns_a_part_for_each_right_step(given: str, share: str) -> None:
    key = Key("ordering", order=tuple("ABCD"))

    assert share_of(list(given), key=key).quantize(Decimal("0.0001")) == Decimal(share)


@pytest.mark.parametrize(
    ("given", "share"),
    [
        # IMS QTI 2.1, "Characters and Plays" (match): three characters, one play each, one part each.
        ({"Capulet": "Romeo", "Demetrius": "Dream", "Prospero": "Tempest"}, "1"),
        ({"Capulet": "Romeo", "Demetrius": "Dream"}, "0.6667"),
        ({"Capulet": "Romeo", "Demetrius": "Romeo", "Prospero": "Romeo"}, "0.3333"),
        ({"Capulet": "Dream", "Demetrius": "Romeo"}, "0"),
        ({}, "0"),
    ],
)
def test_each_stem_with_its_own_answer_earns_a_part(given: dict[str, str], share: str) -> None:
    matches = {"Capulet": {"Romeo"}, "Demetrius": {"Dream"}, "Prospero": {"Tempest"}}
    key = Key("matching", matches={stem: frozenset(answers) for stem, answers in matches.items()})

    assert share_of(given, key=key).quantize(Decimal("0.0001")) == Decimal(share)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,14", "3.14"), ("3.14", "3.14"), (" 12 000 ", "12000"), ("12\u202f000,5", "12000.5"), ("-7", "-7"),
        ("−7", "-7"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("٣٠", "30"), ("٣٫٥", "3.5"), ("75 %", "75"),
        (",5", "0.5"), ("5.", "5"),
        ("3 ans", "3"), ("30 jours.", "30"), ("30 يوما", "30"), ("20 ans de réclusion", "20"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "trente", "1e5", "--3", "1,2,3", "3 ans et 2 mois", "ans", "NaN", "Infinity", "9" * 41, "\x00"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "share"),
    [
        # GIFT, Moodle: {#1822:5 = %50%1822:20}: 1822 with tolerance 5, half the marks within 20; ends included.
        ("1822", "1"), ("1817", "1"), ("1827", "1"), ("1828", "0.5"), ("1842", "0.5"), ("1843", "0"), ("x", "0"),
    ],
)  # fmt: skip
def test_a_number_within_a_tolerance_earns_the_best_share_it_meets(text: str, share: str) -> None:
    accepted = (
        AcceptedNumber(Decimal(1822), Decimal(5)),
        AcceptedNumber(Decimal(1822), Decimal(20), Decimal(50)),
    )

    assert share_of(text, key=Key("numerical", numbers=accepted)) == Decimal(share)


@pytest.mark.parametrize(
    ("said", "accepted", "share"),
    [
        # lms.lib.arabic.fold: accents, capitals, vowel signs, forms of alif and the article make no difference.
        ("Contrainte", "la contrainte", 0),
        ("LA CONTRAINTE.", "la contrainte", 1),
        ("la  contrainte", "la contrainte", 1),
        ("préméditée", "premeditee", 1),
        ("الإكراه", "إكراه", 1),
        ("الاكراه", "الإكراه", 1),
        ("اَلْإِكْرَاه", "الإكراه", 1),
        ("448 1", "448-1", 1),
        ("l’hébergement", "l'hebergement", 1),
        ("", "x", 0),
        ("...", "x", 0),
        # Moodle: "*" stands for any words.
        ("commission nationale", "commission*", 1),
        ("la commission nationale de lutte", "*commission*lutte*", 1),
        ("une sous-commission", "commission*", 0),
        ("*", "secret", 0),
    ],
)
def test_words_are_compared_in_one_spelling(said: str, accepted: str, share: int) -> None:
    assert share_of(said, key=Key("short-answer", texts=(AcceptedText(accepted),))) == share


def test_the_best_of_the_accepted_words_counts_in_either_language() -> None:
    key = Key("short-answer", texts=(AcceptedText("contrainte", Decimal(50)), AcceptedText("الإكراه")))

    assert [share_of(said, key=key) for said in ("contrainte", "الإكراه", "autre")] == [Decimal("0.5"), 1, 0]


RUBRIC = {
    "facts": {"none": Decimal(0), "some": Decimal(2), "all": Decimal(4)},
    "law": {"none": Decimal(0), "cited": Decimal(3), "applied": Decimal(6)},
}


@pytest.mark.parametrize(
    ("facts", "law", "worth", "marks"),
    [("all", "applied", 10, "10"), ("some", "cited", 10, "5"), ("none", "none", 10, "0"), ("some", "applied", 5, "4")],
)
def test_a_rubric_adds_the_levels_in_proportion(facts: str, law: str, worth: int, marks: str) -> None:
    chosen = {"facts": facts, "law": law}

    assert rubric_marks(chosen, rubric=RUBRIC, worth=Decimal(worth)) == Decimal(marks)


@pytest.mark.parametrize("chosen", [{}, {"facts": "all"}, {"facts": "all", "law": "some"}, {"facts": "x", "law": "y"}])
def test_a_rubric_asks_for_one_level_of_each_criterion(chosen: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="one level"):
        rubric_marks(chosen, rubric=RUBRIC, worth=Decimal(10))


keys = st.one_of(
    st.builds(choosing, st.text("abcdefgh", max_size=4), st.dictionaries(letters, shares, max_size=8)),
    st.builds(lambda order: Key("ordering", order=tuple(order)), st.permutations("abcdef")),
    st.builds(
        lambda pairs: Key("matching", matches={stem: frozenset(each) for stem, each in pairs.items()}),
        st.dictionaries(letters, st.sets(letters, min_size=1)),
    ),
    st.builds(
        lambda n, t, f: Key("numerical", numbers=(AcceptedNumber(n, t, f),)),
        st.decimals(-999, 999, places=2), st.decimals(0, 99, places=2), st.decimals(0, 100, places=2),
    ),
    st.builds(lambda t, f: Key("short-answer", texts=(AcceptedText(t, f),)), st.text(), st.decimals(0, 100, places=2)),
    st.just(Key("essay")),
)  # fmt: skip
answers = st.one_of(
    st.lists(letters), st.dictionaries(letters, letters), st.text(), st.decimals(-999, 999).map(str), st.none()
)


@given(answers, keys, st.decimals("0.01", 99, places=2))
def test_marks_lie_between_nothing_and_what_the_question_is_worth(answer: Any, key: Key, worth: Decimal) -> None:
    assert 0 <= marks_for(answer, key=key, worth=worth) <= worth


@given(st.lists(letters), st.randoms(use_true_random=False), st.dictionaries(letters, shares), st.sets(letters))
def test_the_order_in_which_choices_are_named_does_not_count(
    chosen: list[str], random: Any, fractions: dict[str, Decimal], right: set[str]
) -> None:
    shuffled = random.sample(chosen, len(chosen)) + chosen[:1]
    key = Key("multiple", right=frozenset(right), fractions=fractions)

    assert share_of(shuffled, key=key) == share_of(chosen, key=key)


@given(st.permutations("abcdef"), st.permutations("abcdef"))
def test_only_the_right_order_earns_everything(order: list[str], given: list[str]) -> None:
    assert (share_of(given, key=Key("ordering", order=tuple(order))) == 1) is (order == given)


@given(st.text(), st.text())
def test_an_answer_in_the_right_words_earns_everything_however_it_is_spaced(text: str, space: str) -> None:
    said = text.upper() if text.isascii() else text
    key = Key("short-answer", texts=(AcceptedText(text.replace("*", "")),))

    share = share_of(f" {said.replace('*', '')} . ", key=key)

    assert share == (1 if normal(text.replace("*", "")) else 0)
