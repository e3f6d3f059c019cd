"""The page and the file: who is told what."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Headcount, User
from lms.lib.sheets import csv_of
from reporting.errors import CoverageNotTold
from tests.reporting.conftest import Train

PAGE = "/fr/reporting/"
FILE = "/fr/reporting/coverage.csv"
SESSION = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1
LAST_WEEK = timezone.now() - timedelta(days=7)
SignIn = Callable[[User], Client]


def rows(client: Client, query: str = "") -> list[list[str]]:
    response = client.get(f"{FILE}{query}")
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def told(client: Client, query: str = "") -> dict[str, str]:
    """By code of the row, people trained, where there are any."""
    return {row[1]: row[2] for row in rows(client, query)[1:] if row[2] != "0" and row[1]}


@pytest.fixture
def two_trained(trained: Train, amina: User, nawal: User) -> None:
    trained(amina, at=LAST_WEEK)
    trained(nawal, at=LAST_WEEK)


def test_the_addresses_are_those_promised() -> None:
    assert (reverse("reporting:coverage"), reverse("reporting:coverage_csv")) == (PAGE, FILE)


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_an_outsider_is_told_why_not(address: str, signed_in: SignIn, driss: User, two_trained: None) -> None:
    response = signed_in(driss).get(address)

    assert response.status_code == 403
    assert str(CoverageNotTold()) in unescape(response.content.decode())
    assert "Béni Mellal" not in response.content.decode()


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_a_learner_is_refused_too(address: str, signed_in: SignIn, amina: User, two_trained: None) -> None:
    assert signed_in(amina).get(address).status_code == 403


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_a_passer_by_signs_in_first(address: str, client: Client, db: None) -> None:
    response = client.get(address)

    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/fr/accounts/login/")


def test_a_coordinator_is_told_the_courts_in_reach_alone(signed_in: SignIn, karim: User, two_trained: None) -> None:
    client = signed_in(karim)

    assert told(client) == {"MA-06": "1"}
    assert told(client, "?by=resort") == {"CAS": "1"}
    assert {row[1] for row in rows(client, "?by=resort&resort=CAS")[1:]} == {"BSL", "CAS", "MOH", ""}


@pytest.mark.parametrize("address", [PAGE, FILE])
@pytest.mark.parametrize(
    "query",
    [
        "by=region&region=MA-05",
        "by=region&region=MA-05&city=BML",
        "by=resort&resort=BML&city=BML",
        "region=MA-06&city=SET",
    ],
)
def test_a_coordinator_cannot_open_what_is_out_of_reach(
    address: str, query: str, signed_in: SignIn, karim: User, two_trained: None
) -> None:
    response = signed_in(karim).get(f"{address}?{query}")

    assert response.status_code == 404
    assert "Béni Mellal" not in response.content.decode()


@pytest.mark.parametrize("who", ["nadia", "olga", "administrator"])
def test_those_who_see_the_nation_are_told_all(
    who: str, request: pytest.FixtureRequest, signed_in: SignIn, two_trained: None
) -> None:
    client = signed_in(request.getfixturevalue(who))

    assert told(client) == {"MA-05": "1", "MA-06": "1"}
    assert told(client, "?by=region&region=MA-05&city=BML") == {"TPI-BML": "1"}


def test_no_name_of_a_person_is_on_the_page(
    signed_in: SignIn, olga: User, amina: User, two_trained: None
) -> None:  # fmt: skip
    page = signed_in(olga).get(f"{PAGE}?by=region&region=MA-05&city=BML").content.decode()

    assert "Tribunal de première instance de Béni Mellal" in page
    assert not [text for text in (amina.first_name, amina.last_name, amina.email, amina.last_name_ar) if text in page]


@pytest.mark.parametrize(
    "query",
    [
        "?on=yesterday", "?on=2999-01-01", "?known=32/01/2026", "?course=none", "?profession=corps.judge", "?gender=X",
        "?regime=%00", "?on=0000-00-00",
    ],
)  # fmt: skip
def test_a_filter_that_is_none_shows_no_figure(query: str, signed_in: SignIn, nadia: User, two_trained: None) -> None:
    client = signed_in(nadia)
    response, file = client.get(f"{PAGE}{query}"), client.get(f"{FILE}{query}")

    assert response.status_code == 200
    assert "field__errors" in response.content.decode()
    assert "<table" not in response.content.decode()
    assert (file.status_code, file["Location"].startswith(f"{PAGE}?")) == (302, True)


@pytest.mark.parametrize(
    "query", ["?by=nation", "?sort=-nonsense", "?city=BML", "?region=", "?by=resort&region=MA-05", "?page=x&by=%00"]
)
def test_an_address_written_by_hand_still_answers(
    query: str, signed_in: SignIn, nadia: User, two_trained: None
) -> None:
    assert told(signed_in(nadia), query).keys() <= {"MA-05", "MA-06", "BML", "CAS"}


@pytest.mark.parametrize("query", ["?region=%00", "?region=MA-05&city=%27", "?by=resort&resort=MA-05"])
def test_a_place_that_is_none_is_not_found(query: str, signed_in: SignIn, nadia: User) -> None:
    assert signed_in(nadia).get(f"{PAGE}{query}").status_code == 404


@pytest.mark.parametrize("query", ["", "?on=2026-01-01&known=2026-02-01&profession=corps.magistrate"])
@pytest.mark.parametrize("who", ["karim", "nadia"])
def test_the_page_takes_as_many_queries_for_all_courts_as_for_few(
    who: str, query: str, request: pytest.FixtureRequest, signed_in: SignIn, two_trained: None,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    client = signed_in(request.getfixturevalue(who))
    client.get(PAGE)

    with django_assert_num_queries(9 + SESSION):
        assert client.get(f"{PAGE}{query}").status_code == 200


def test_the_file_holds_the_table_of_its_address(
    signed_in: SignIn, nadia: User, headcount: Callable[..., Headcount], two_trained: None
) -> None:
    headcount("TPI-BML", 4)

    found = rows(signed_in(nadia), "?by=region&region=MA-05&sort=-trained&profession=corps.magistrate")

    assert [row[1:] for row in found[1:]] == [
        ["BML", "1", "1", "1", "1", "4", "25.0"],
        ["AZI", "0", "0", "0", "0", "", ""],
        ["FBS", "0", "0", "0", "0", "", ""],
        ["KHN", "0", "0", "0", "0", "", ""],
        ["KHO", "0", "0", "0", "0", "", ""],
        ["", "1", "1", "1", "1", "4", "25.0"],
    ]
    assert [row[0] for row in found[1:-1]] == ["Béni Mellal", "Azilal", "Fquih Ben Salah", "Khénifra", "Khouribga"]
    assert len(found[0]) == 8
    assert all(found[0])


def test_the_file_honours_its_filters_and_says_what_it_is(signed_in: SignIn, nadia: User, two_trained: None) -> None:
    client = signed_in(nadia)
    response = client.get(f"{FILE}?profession=assistant-social")

    assert told(client, "?profession=assistant-social") == {}
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="coverage.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")


def test_a_spreadsheet_obeys_no_cell() -> None:
    hostile = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "a=1", "", None, -3, 2.5]

    text = csv_of([hostile])

    assert next(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) == [
        "'=1+1", "'+1", "'-1", "'@a", "'\t=1", "'\r=1", "a=1", "", "", "-3", "2.5"
    ]  # fmt: skip


def test_the_map_shows_each_city_once_with_a_link(signed_in: SignIn, nadia: User, two_trained: None) -> None:
    page = signed_in(nadia).get(PAGE).content.decode()

    circles = re.findall(r'<circle class="map__place map__place--([\w-]+)"', page)
    assert circles == ["missing"] * 57
    assert "?by=region&amp;region=MA-05&amp;city=BML" in page
    assert " style=" not in page
