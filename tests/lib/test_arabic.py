import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lms.lib.arabic import fold

ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآٱىةؤئءـ\u064b\u064e\u0651\u0670"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("الإكراه", "اكراه"),
        ("الاكراه", "اكراه"),
        ("إكراه", "اكراه"),
        ("والإكراه", "اكراه"),
        ("بالإكراه", "اكراه"),
        ("الإِكْرَاهُ", "اكراه"),
        ("الإكـــراه", "اكراه"),
        ("للضحية", "ضحيه"),
        ("ضحيّة", "ضحيه"),
        ("القاضى", "قاضي"),
        ("القاضي", "قاضي"),
        ("مسؤولية", "مسووليه"),
        ("هيئة", "هييه"),
        ("ٱلاتجار بالبشر", "اتجار بشر"),
        ("ﻻ", "لا"),
    ],
)
def test_one_arabic_word_has_one_spelling(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize("word", ["ال", "الى", "لل", "باله", "ألم"])
def test_an_article_before_fewer_than_two_letters_is_part_of_the_word(word: str) -> None:
    assert len(fold(word)) == len(word)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Détection", "detection"),
        ("DETECTION", "detection"),
        ("de\u0301tection", "detection"),
        ("Béni Mellal", "beni mellal"),
        ("Laâyoune", "laayoune"),
        ("ﬁn", "fin"),
        ("main-d’œuvre", "main-d’oeuvre"),
        ("Œuvre", "oeuvre"),
    ],
)
def test_latin_words_lose_their_accents_and_capitals(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Art. 448-1 القانون الجنائي", "art. 448-1 قانون جنايي"),
        ("الإحالة (MNR) après détection", "احاله (mnr) apres detection"),
        ("(الكشف)", "(كشف)"),
        ("«الكشف»", "«كشف»"),
        ("27.14 قانون", "27.14 قانون"),
        ("", ""),
    ],
)
def test_scripts_may_be_mixed(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.lists(st.text(LETTERS, min_size=1, max_size=12) | st.text(max_size=12), max_size=4).map(" ".join))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assume(not any(article in once for article in ARTICLES))

    assert fold(once) == once


@given(st.text())
def test_no_text_breaks_folding(text: str) -> None:
    folded = fold(text)

    assert not any(unicodedata.combining(character) for character in folded)
    assert not set(folded) & set("أإآٱىةؤئـ")
