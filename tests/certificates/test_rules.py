from datetime import date
from decimal import Decimal

import pytest

from certificates.rules import (
    Verdict,
    day_in_words,
    file_name,
    hours_in_words,
    is_to_be_renewed,
    months_later,
    verdict_on,
)

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


@pytest.mark.parametrize(
    ("day", "valid_until", "told"),
    [
        (date(2029, 5, 19), LAST_DAY, False),
        (date(2029, 5, 20), LAST_DAY, True),
        (date(2029, 11, 21), LAST_DAY, True),
        (date(2028, 2, 29), date(2028, 8, 31), True),
        (date(2028, 2, 28), date(2028, 8, 31), False),
        (date(2029, 5, 20), None, False),
    ],
)
def test_renewal_is_told_of_in_the_last_six_months(day: date, valid_until: date | None, told: bool) -> None:
    assert is_to_be_renewed(valid_until, on=day) is told


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Amina Exemple", "N-Amina-Exemple.pdf"),
        ("Fatima-Zahra  Bent Lallâ d’Oulmès", "N-Fatima-Zahra-Bent-Lalla-d-Oulmes.pdf"),
        ("../../etc/passwd\x00.exe", "N-etc-passwd-exe.pdf"),
        ("أمينة المثال", "N.pdf"),
        ("", "N.pdf"),
        ("A" * 90, f"N-{'A' * 60}.pdf"),
        ("‮fdp.exe C:\\x", "N-fdp-exe-C-x.pdf"),
    ],
)
def test_a_file_name_holds_nothing_that_a_system_takes_for_a_path(name: str, called: str) -> None:
    assert file_name("N", name=name) == called
