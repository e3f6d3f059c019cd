from datetime import date
from decimal import Decimal

import pytest

from certificates.rules import Verdict, day_in_words, hours_in_words, months_later, verdict_on

LAST_DAY = date(2029, 11, 20)


@pytest.mark.parametrize(
    ("day", "state", "valid_until", "verdict"),
    [
        (date(2029, 11, 20), "valid", LAST_DAY, Verdict.VALID),
        (date(2029, 11, 21), "valid", LAST_DAY, Verdict.EXPIRED),
        (date(2099, 1, 1), "valid", None, Verdict.VALID),
        (date(2026, 11, 20), "revoked", LAST_DAY, Verdict.REVOKED),
        (date(2029, 11, 21), "revoked", LAST_DAY, Verdict.REVOKED),
        (date(2029, 11, 21), "superseded", LAST_DAY, Verdict.SUPERSEDED),
    ],
)
def test_what_a_certificate_is_worth_on_a_day(
    day: date, state: str, valid_until: date | None, verdict: Verdict
) -> None:
    assert verdict_on(day, state=state, valid_until=valid_until) == verdict


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 20), 36, date(2029, 11, 20)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_later_keeps_the_day_where_there_is_one(day: date, months: int, later: date) -> None:
    assert months_later(day, months=months) == later


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (date(2026, 11, 1), "fr", "1er novembre 2026"),
        (date(2026, 11, 21), "fr", "21 novembre 2026"),
        (date(2026, 11, 1), "ar", "1 نونبر 2026"),
        (date(2026, 8, 9), "ar", "9 غشت 2026"),
    ],
)
def test_a_day_is_told_as_moroccans_write_it(day: date, language: str, words: str) -> None:
    assert day_in_words(day, language=language) == words


@pytest.mark.parametrize(
    ("hours", "french", "arabic"),
    [
        ("3.25", "3 heures 15 minutes", "3 ساعات و15 دقيقة"),
        ("1", "1 heure", "ساعة واحدة"),
        ("2.50", "2 heures 30 minutes", "ساعتان و30 دقيقة"),
        ("12", "12 heures", "12 ساعة"),
        ("0.75", "45 minutes", "45 دقيقة"),
        ("3.33", "3 heures 20 minutes", "3 ساعات و20 دقيقة"),
    ],
)
def test_hours_are_told_in_words(hours: str, french: str, arabic: str) -> None:
    assert hours_in_words(Decimal(hours), language="fr") == french
    assert hours_in_words(Decimal(hours), language="ar") == arabic
