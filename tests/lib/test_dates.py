from datetime import UTC, date, datetime

import pytest
from django.template.defaultfilters import date as date_filter
from django.utils.formats import date_format
from django.utils.translation import override

from lms.lib.dates import ALTERNATIVE_MONTHS, MONTHS, day_of

ARABIC_MONTHS = [
    "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
]  # fmt: skip
FRENCH_MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
]  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 20, 22, 59, 59, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 23, 0, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 0, 30, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        # In Ramadan the clock goes back to Greenwich (in 2026 from 15 February to 22 March).
        (datetime(2026, 3, 1, 23, 30, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 2, 0, 0, tzinfo=UTC), date(2026, 3, 2)),
    ],
)
def test_a_day_begins_at_midnight_in_casablanca(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


@pytest.mark.parametrize(("language", "names"), [("ar", ARABIC_MONTHS), ("fr", FRENCH_MONTHS)])
@pytest.mark.parametrize("letter", ["F", "E"])
def test_months_are_named_as_in_morocco(language: str, names: list[str], letter: str) -> None:
    with override(language):
        assert [date_filter(date(2026, month, 1), letter) for month in range(1, 13)] == names


def test_the_months_kept_for_the_catalogue_are_those_of_django() -> None:
    with override("en"):
        assert [str(name) for name in ALTERNATIVE_MONTHS] == MONTHS == [
            date_filter(date(2026, month, 1), "F") for month in range(1, 13)
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "written"),
    [("fr", ("21 novembre 2026", "21/11/2026")), ("ar", ("21 نونبر 2026", "21/11/2026"))],
)
def test_a_date_is_written_in_full_and_in_short(language: str, written: tuple[str, str]) -> None:
    day = date(2026, 11, 21)

    with override(language):
        assert (date_format(day), date_format(day, "SHORT_DATE_FORMAT")) == written
