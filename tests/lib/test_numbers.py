import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.lib.numbers import ALPHABET, new_number, read_number

characters = st.text(ALPHABET, min_size=12, max_size=12)
noise = st.text(" -\t\u00a0\u202f", max_size=3)


def grouped(text: str) -> str:
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def test_a_new_number_is_three_groups_of_four_and_reads_as_itself() -> None:
    numbers = {new_number() for _ in range(200)}

    assert len(numbers) == 200
    assert all(re.fullmatch(f"([{ALPHABET}]{{4}}-){{2}}[{ALPHABET}]{{4}}", number) for number in numbers)
    assert {read_number(number) for number in numbers} == numbers


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7K3M-0Q9X-B2TD", "7K3M-0Q9X-B2TD"),
        ("7k3m0q9xb2td", "7K3M-0Q9X-B2TD"),
        (" 7K3M 0Q9X B2TD\n", "7K3M-0Q9X-B2TD"),
        ("7K3M-OQ9X-B2TD", "7K3M-0Q9X-B2TD"),
        ("7K3M-oQ9X-B2TD", "7K3M-0Q9X-B2TD"),
        ("IlL1-0000-0000", "1111-0000-0000"),
        ("\u200f7K3M-0Q9X-B2TD\u200e", "7K3M-0Q9X-B2TD"),
        ("\u20687K3M\u20110Q9X\u2013B2TD\u2069", "7K3M-0Q9X-B2TD"),
    ],
)
def test_what_was_misread_is_understood(typed: str, number: str) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    ["", "-", "7K3M-0Q9X-B2T", "7K3M-0Q9X-B2TDX", "7K3M-0Q9X-B2TU", "7K3M_0Q9X_B2TD", "٧K3M-0Q9X-B2TD", "\0" * 12],
)
def test_what_cannot_be_a_number_is_none(typed: str) -> None:
    assert read_number(typed) is None


@given(characters, st.lists(noise, min_size=13, max_size=13), st.booleans())
def test_case_spaces_and_hyphens_do_not_count(number: str, between: list[str], lower: bool) -> None:
    typed = "".join(gap + character for gap, character in zip(between, f"{number} ", strict=True))

    assert read_number(typed.lower() if lower else typed) == grouped(number)


@given(st.text())
def test_nothing_typed_breaks_reading_and_what_is_read_reads_as_itself(typed: str) -> None:
    number = read_number(typed)

    assert number is None or read_number(number) == number
