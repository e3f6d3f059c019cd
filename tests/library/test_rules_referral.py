from dataclasses import dataclass
from datetime import date

import pytest

from library.rules import is_overdue, merged

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("verified_on", "months", "overdue"),
    [
        (None, 12, True),
        (date(2025, 11, 22), 12, False),
        (date(2025, 11, 21), 12, True),
        (date(2026, 11, 22), 12, False),
        (date(2026, 10, 31), 1, False),
        (date(2026, 10, 21), 1, True),
        (date(2024, 12, 31), 24, False),
        (date(2027, 1, 1), 12, False),
    ],
)
def test_an_entry_is_verified_again_after_so_many_months(verified_on: date | None, months: int, overdue: bool) -> None:
    assert is_overdue(verified_on, on=TODAY, months=months) is overdue


@dataclass(frozen=True)
class Said:
    key: str
    where: str


def said(keys: str, where: str) -> list[Said]:
    return [Said(key, where) for key in keys]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("", "a-b-c-"),
        ("b", "a-b+c-"),
        ("cb", "a-b+c+"),
        ("bx", "a-b+x+c-"),
        ("x", "x+a-b-c-"),
        ("cxy", "a-b-c+x+y+"),
    ],
)
def test_a_region_overrides_steps_in_their_places_and_adds_its_own(own: str, expected: str) -> None:
    steps = merged(said("abc", "-"), said(own, "+"))

    assert "".join(step.key + step.where for step in steps) == expected
