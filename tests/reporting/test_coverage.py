"""Figures by question, by day and by day of knowledge."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from accounts.models import Headcount, User
from courses.models import Course
from jurisdictions.models import Court
from lms.lib.dates import CASABLANCA
from reporting.queries.coverage import CourtFigures, Figures, Question, coverage_of
from reporting.scope import OUTSIDE, Scope
from reporting.tables import Row, sorted_rows, table_of
from tests.conftest import NOON
from tests.reporting.conftest import Train
from tests.reporting.test_ledger import tell, transfer

TODAY = date(2026, 11, 20)
NOW = Question()


def told(question: Question = NOW, *, today: date = TODAY) -> dict[str, tuple[int, int, int, int]]:
    """By court, where there is anything: people trained, people enrolled, completions, enrolments."""
    found = {one.court.code: one.figures for one in _coverage(question, today=today)}
    return {
        code: (figures.trained, figures.enrolled, figures.completions, figures.enrolments)
        for code, figures in found.items()
        if figures
    }


def _coverage(question: Question = NOW, *, today: date = TODAY) -> list[CourtFigures]:
    courts = list(Court.objects.select_related("city__region", "resort"))
    return coverage_of(courts, question=question, today=today)


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=CASABLANCA)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(), {"TPI-BML": (1, 1, 2, 2), "TPI-TNG": (0, 1, 0, 1)}),
        (Question(course="MAG-C"), {"TPI-BML": (1, 1, 1, 1), "TPI-TNG": (0, 1, 0, 1)}),
        (Question(course="ATT-I"), {"TPI-BML": (1, 1, 1, 1)}),
        (Question(course="ATT-I", regime="initial"), {"TPI-BML": (1, 1, 1, 1)}),
        (Question(course="ATT-I", regime="continuing"), {}),
        (Question(regime="continuing"), {"TPI-BML": (1, 1, 1, 1), "TPI-TNG": (0, 1, 0, 1)}),
        (Question(corps="magistrate"), {"TPI-BML": (1, 1, 2, 2)}),
        (Question(profession="assistant-social"), {"TPI-TNG": (0, 1, 0, 1)}),
        (Question(gender="M"), {}),
        (Question(gender="F", corps="social-worker"), {"TPI-TNG": (0, 1, 0, 1)}),
    ],
)
def test_a_question_counts_people_once_and_events_each(
    question: Question, expected: object, trained: Train, enrolled: Train, initial: Course, amina: User, salma: User
) -> None:  # fmt: skip
    trained(amina)
    trained(amina, course=initial)
    enrolled(salma)

    assert told(question) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 3, 9), {}),
        (date(2026, 3, 10), {"TPI-BML": (0, 1, 0, 1)}),
        (date(2026, 3, 16), {"TPI-BML": (0, 1, 0, 1)}),
        (date(2026, 3, 17), {"TPI-BML": (1, 1, 1, 1)}),
        (date(2026, 3, 31), {"TPI-BML": (1, 1, 1, 1)}),
        (date(2026, 4, 1), {"TPI-BML": (1, 1, 1, 1)}),
        (date(2026, 6, 30), {"TPI-BML": (1, 1, 1, 1)}),
        (date(2026, 7, 1), {"TPI-BML": (0, 0, 1, 1), "TPI-TNG": (1, 1, 0, 0)}),
    ],
)
def test_how_it_was_on_a_day(on: date, expected: object, trained: Train, amina: User) -> None:
    trained(amina, at=noon(2026, 3, 17))
    tell(amina, transfer(amina, to="TPI-TNG", on=date(2026, 7, 1)))

    assert told(Question(on=on)) == expected


def test_what_is_yet_to_come_does_not_count_today(trained: Train, amina: User) -> None:
    trained(amina)
    tell(amina, transfer(amina, to="TPI-TNG", on=TODAY + timedelta(days=40)))

    assert told() == told(Question(on=TODAY)) == {"TPI-BML": (1, 1, 1, 1)}
    assert told(today=TODAY + timedelta(days=40)) == {"TPI-BML": (0, 0, 1, 1), "TPI-TNG": (1, 1, 0, 0)}


def test_a_report_as_known_on_a_day_never_changes(trained: Train, enrolled: Train, amina: User, salma: User) -> None:
    trained(amina, at=noon(2026, 3, 17))
    days = [(on, known) for on in (None, date(2026, 3, 31), date(2026, 5, 5)) for known in (1, 5, 31)]
    asked = [Question(on=on, known_on=date(2026, 5, known)) for on, known in days]
    before = [told(question) for question in asked]

    tell(amina, transfer(amina, to="TPI-TNG", on=date(2026, 2, 1)), at=noon(2026, 6, 1))
    tell(amina, lambda: User.objects.filter(pk=amina.pk).update(gender="M"), at=noon(2026, 6, 20))
    enrolled(salma, at=noon(2026, 7, 1))

    assert [told(question) for question in asked] == before == [{"TPI-BML": (1, 1, 1, 1)}] * 9
    assert told(Question(on=date(2026, 3, 31))) == {"TPI-TNG": (1, 1, 1, 1)}


def test_knowledge_falls_between_two_days_of_one_month(trained: Train, amina: User) -> None:
    trained(amina, at=noon(2026, 3, 17))
    tell(amina, transfer(amina, to="TPI-TNG", on=date(2026, 2, 1)), at=noon(2026, 6, 10))

    assert told(Question(known_on=date(2026, 6, 9))) == {"TPI-BML": (1, 1, 1, 1)}
    assert told(Question(known_on=date(2026, 6, 10))) == {"TPI-TNG": (1, 1, 1, 1)}


def test_the_latest_headcount_of_the_day_is_the_denominator(
    headcount: Callable[..., Headcount], trained: Train, amina: User
) -> None:
    trained(amina, at=noon(2026, 3, 17))
    headcount("TPI-BML", 10, on=date(2024, 1, 1))
    headcount("TPI-BML", 4, on=date(2026, 5, 1))
    headcount("TPI-BML", 6, profession="assistant-social")

    rates = [
        (total := table_of(_coverage(question), scope=Scope()).total).posts and (total.posts, total.rate)
        for question in (Question(), Question(on=date(2026, 4, 1)), Question(profession="juge-siege"))
    ]
    assert rates == [(10, Decimal("10.0")), (16, Decimal("6.2")), (4, Decimal("25.0"))]
    assert table_of(_coverage(Question(gender="F")), scope=Scope()).total.rate is None


def test_the_rate_compares_only_where_a_headcount_is_known(
    headcount: Callable[..., Headcount], trained: Train, amina: User, nawal: User, salma: User
) -> None:
    for learner in (amina, nawal, salma):
        trained(learner)
    headcount("TPI-BML", 2)

    total = table_of(_coverage(), scope=Scope()).total

    assert total == Figures(3, 3, 3, 3, posts=2, measured=1)
    assert (total.rate, total.partly_measured, total.exceeds_posts) == (Decimal("50.0"), True, False)


def test_more_trained_than_posts_is_told_as_it_is() -> None:
    figures = Figures(trained=3, measured=3, posts=2)

    assert (figures.rate, figures.exceeds_posts) == (Decimal("150.0"), True)
    assert Figures(trained=3, posts=0).rate is None


def test_both_ladders_add_up_to_the_same_total(trained: Train, person: Callable[..., User], amina: User) -> None:
    for learner in (
        amina,
        person("cassation@demo.example", court="CC-RAB"),
        person("taza@demo.example", court="CA-TAZ"),
    ):
        trained(learner)

    by_region, by_resort = (table_of(_coverage(), scope=Scope(by)) for by in ("region", "resort"))

    assert by_region.total == by_resort.total == Figures(3, 3, 3, 3)
    assert (len(by_region.rows), len(by_resort.rows)) == (12, 23)
    assert {row.code: row.figures.trained for row in by_resort.rows if row.figures} == {"BML": 1, OUTSIDE: 1, "TAZ": 1}
    assert (by_region.reached, by_region.places, len(by_region.untrained)) == (3, 57, 103)


def test_a_ladder_goes_down_to_the_courts_of_a_city(db: None) -> None:
    courts = list(Court.objects.select_related("city__region", "resort"))
    codes = []
    for query in ({}, {"region": "MA-05"}, {"region": "MA-05", "city": "BML"}, {"by": "resort", "resort": OUTSIDE}):
        scope = Scope.of(query)
        within = coverage_of(scope.within(courts), question=Question(), today=TODAY)
        codes.append(sorted(row.code for row in table_of(within, scope=scope).rows))

    assert codes[0] == [f"MA-{n:02}" for n in range(1, 13)]
    assert codes[1:] == [
        ["AZI", "BML", "FBS", "KHN", "KHO"], ["CA-BML", "TA-BML", "TC-BML", "TPI-BML"], ["RAB"]
    ]  # fmt: skip


def test_rows_are_sorted_by_any_column_with_the_unknown_last() -> None:
    rows = [
        Row("b", "Béni Mellal", Figures(trained=2, posts=4, measured=2)),
        Row("a", "Agadir", Figures(trained=9)),
        Row("t", "Tanger", Figures(trained=1, posts=1, measured=1)),
    ]

    orders = {sort: "".join(row.code for row in sorted_rows(rows, sort)) for sort in (
        "", "name", "-name", "trained", "-trained", "rate", "-rate", "nonsense", "-nonsense", "__class__"
    )}  # fmt: skip

    assert orders == {
        "": "abt", "name": "abt", "-name": "tba", "trained": "tba", "-trained": "abt", "rate": "bta", "-rate": "tba",
        "nonsense": "abt", "-nonsense": "tba", "__class__": "abt",
    }  # fmt: skip


def test_figures_are_told_in_three_queries_at_any_number_of_courts(
    trained: Train, amina: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    trained(amina)
    courts = list(Court.objects.select_related("city__region", "resort"))
    for some in (courts[:1], courts):
        for question in (Question(), Question(on=TODAY, known_on=TODAY)):
            with django_assert_num_queries(3), override("fr"):
                coverage_of(some, question=question, today=TODAY)
    assert NOON.date() == TODAY
