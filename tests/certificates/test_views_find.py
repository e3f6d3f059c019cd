import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import Posting, User
from certificates.models import Certificate
from certificates.queries import Sought, certificates_found
from certificates.rules import Verdict
from certificates.services.issue import issue
from certificates.services.preserve import document_of
from certificates.verification import standing_of, word_of
from courses.models import Course
from enrolments.models import Enrolment
from jurisdictions.models import Court
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
FIND = "/fr/certificates/find/"


@pytest.fixture
def nawals(nawal: User, completed: Callable[..., Enrolment]) -> Certificate:
    """The certificate of Nawal, a judge in Mohammedia, three weeks later than Amina's."""
    return issue(completed(nawal, at=NOON + timedelta(days=21)), at=NOON + timedelta(days=21))


def found(client: Client, **filters: object) -> list[str]:
    """The numbers on the page, in their order."""
    page = client.get(f"{FIND}?{urlencode(filters)}")
    assert page.status_code == 200
    return [standing.certificate.number for standing in page.context.get("standings", [])]


@pytest.mark.parametrize("somebody", ["driss", "amina", "olga", "youssef"])
@pytest.mark.parametrize("address", [FIND, "/fr/certificates/find/attestations.csv"])
def test_the_certificates_of_others_are_open_to_whoever_oversees_people(
    somebody: str, address: str, aminas: Certificate, signed_in: SignedIn, request: pytest.FixtureRequest
) -> None:
    response = signed_in(request.getfixturevalue(somebody)).get(address)

    assert response.status_code == 403
    assert aminas.number not in response.content.decode()


@pytest.mark.parametrize(
    ("somebody", "seen"),
    [("karim", ["nawals"]), ("nadia", ["nawals", "aminas"]), ("administrator", ["nawals", "aminas"])],
)
def test_each_sees_the_certificates_of_their_courts(
    somebody: str, seen: list[str], aminas: Certificate, nawals: Certificate, signed_in: SignedIn,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    client = signed_in(request.getfixturevalue(somebody))

    assert found(client) == [request.getfixturevalue(each).number for each in seen]


@pytest.mark.parametrize(
    "words", ["amina", "EXEMPLE Amina", "امينة", "المثال", "amina@demo", " ok3m iq9x-b2td ", "0k3m"]
)
def test_a_certificate_is_found_by_name_in_either_script_by_e_mail_and_by_number(
    words: str, aminas: Certificate, nawals: Certificate, nadia: User, signed_in: SignedIn
) -> None:
    Certificate.objects.filter(pk=aminas.pk).update(number="0K3M-1Q9X-B2TD")

    assert found(signed_in(nadia), q=words) == ["0K3M-1Q9X-B2TD"]


def test_a_name_that_could_be_a_number_is_still_a_name(
    person: Callable[..., User], completed: Callable[..., Enrolment], nadia: User, signed_in: SignedIn
) -> None:
    named = issue(completed(person("a@demo.example", name="Abderrahman Ez", court="TPI-BML")), at=NOON)

    assert found(signed_in(nadia), q="Abderrahman E") == [named.number]


def test_a_name_is_found_as_printed_and_as_recorded(
    aminas: Certificate, amina: User, nadia: User, signed_in: SignedIn
) -> None:
    User.objects.filter(pk=amina.pk).update(last_name="Mariée")

    client = signed_in(nadia)
    assert found(client, q="exemple") == found(client, q="mariee") == [aminas.number]
    assert found(client, q="nobody") == found(client, q="’’") == []


def test_court_course_and_period_narrow_the_list(
    aminas: Certificate, nawals: Certificate, nadia: User, signed_in: SignedIn, course: Course
) -> None:
    client, mohammedia = signed_in(nadia), Court.objects.get(code="TPI-MOH")

    assert found(client, court=mohammedia.pk) == [nawals.number]
    assert found(client, course=course.pk) == [nawals.number, aminas.number]
    assert found(client, since="2026-11-21") == found(client, since="2026-12-11") == [nawals.number]
    assert found(client, until="2026-12-10", since="2026-11-20") == [aminas.number]


def test_the_court_is_where_the_holder_now_serves(
    aminas: Certificate, amina: User, nadia: User, karim: User, signed_in: SignedIn
) -> None:
    mohammedia = Court.objects.get(code="TPI-MOH")
    Posting.objects.filter(person=amina).update(court=mohammedia)

    assert found(signed_in(karim), court=mohammedia.pk) == [aminas.number]
    page = signed_in(karim).get(FIND).content.decode()
    assert page.count(mohammedia.name_fr) == 2  # in the choice, and in the row


@pytest.mark.parametrize("verdict", ["valid", "expired", "superseded", "revoked", "pending"])
def test_the_state_that_is_sought_is_the_one_that_is_told(
    verdict: str, person: Callable[..., User], completed: Callable[..., Enrolment], nadia: User
) -> None:
    today = date(2029, 12, 1)
    changes: tuple[dict[str, Any], ...] = (
        {}, {"valid_until": None}, {"valid_until": today}, {"state": "superseded"}, {"state": "revoked"},
        {"rendered_at": None},
    )  # fmt: skip
    for n, change in enumerate(changes):
        each = issue(completed(person(f"v{n}@demo.example", court="TPI-BML")), at=NOON)
        Certificate.objects.filter(pk=each.pk).update(**({"rendered_at": NOON} | change))

    everything = certificates_found(nadia, Sought(), on=today)
    told = {each.pk for each in everything if standing_of(each, on=today).word == word_of(Verdict(verdict))}

    assert told == {each.pk for each in certificates_found(nadia, Sought(verdict=verdict), on=today)} != set()


@pytest.mark.parametrize("filters", ["since=x", "since=2026-11-21&until=2026-11-20", "court=99999", "verdict=x"])
def test_filters_that_cannot_be_read_show_nothing_and_say_so(
    filters: str, aminas: Certificate, nadia: User, signed_in: SignedIn
) -> None:
    client = signed_in(nadia)
    page = client.get(f"{FIND}?{filters}")

    assert (page.status_code, page.content.decode().count("field__errors")) == (200, 1)
    assert aminas.number not in page.content.decode()
    response = client.get(f"{FIND}attestations.csv?{filters}")
    assert (response.status_code, response.headers["Location"]) == (302, f"{FIND}?{urlencode(parsed(filters))}")


def parsed(filters: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (each.partition("=") for each in filters.split("&"))]


def test_an_empty_list_says_whether_filters_are_why_and_still_offers_what_is_missing(
    karim: User, aminas: Certificate, signed_in: SignedIn
) -> None:
    client = signed_in(karim)

    pages = [client.get(address).content.decode() for address in (FIND, f"{FIND}?q=amina", f"{FIND}?since=x")]

    sentences = ("Personne dans vos juridictions", "ne répond à ces filtres", "pour qu’aucune ne soit prise")
    assert [[words in page for words in sentences] for page in pages] == [
        [n == shown for n in range(3)] for shown in range(3)
    ]
    assert ['value="issue"' in page for page in pages] == [True, True, False]


def test_a_long_search_is_answered(nadia: User, aminas: Certificate, signed_in: SignedIn) -> None:
    assert found(signed_in(nadia), q="a " * 60) == [aminas.number]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_list_costs_the_same_queries_however_long_it_is(
    rows: int, language: str, person: Callable[..., User], completed: Callable[..., Enrolment], karim: User,
    signed_in: SignedIn, settings: Any, django_assert_num_queries: Any,
) -> None:  # fmt: skip
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    for n in range(rows):
        issue(completed(person(f"q{n}@demo.example", court="TPI-MOH")), at=NOON)
    client, address = signed_in(karim), f"/{language}/certificates/find/"
    client.get(address)

    with django_assert_num_queries(9):
        page = client.get(address)

    assert len(page.context["standings"]) == rows


def test_the_list_turns_its_pages_and_keeps_its_filters(
    person: Callable[..., User], completed: Callable[..., Enrolment], nadia: User, signed_in: SignedIn
) -> None:
    for n in range(27):
        issue(completed(person(f"q{n}@demo.example", court="TPI-MOH")), at=NOON)

    client = signed_in(nadia)
    assert [len(found(client, q="demo", page=page)) for page in (1, 2, "x")] == [25, 2, 25]
    assert "?q=demo&amp;page=2" in client.get(f"{FIND}?q=demo").content.decode()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_file_holds_the_same_rows_and_no_formula(
    language: str, aminas: Certificate, nawals: Certificate, nadia: User, signed_in: SignedIn
) -> None:
    document_of(aminas, at=NOON)
    Certificate.objects.filter(pk=aminas.pk).update(holder_name_fr="=cmd|calc")

    response = signed_in(nadia).get(f"/{language}/certificates/find/attestations.csv?q=amina")

    heading, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    court = Court.objects.get(code="TPI-BML")
    with override(language):
        assert row == [
            aminas.number, "'=cmd|calc", "أمينة المثال", aminas.profession, court.name, court.name,
            str(aminas.get_kind_display()), aminas.course_title, "2026-11-20", "2029-11-20", word_of(Verdict.VALID),
        ]  # fmt: skip
    assert len(heading) == len(row)
    assert response["Content-Disposition"] == 'attachment; filename="attestations.csv"'


def test_the_menu_and_the_person_s_page_lead_to_it(
    aminas: Certificate, amina: User, nadia: User, signed_in: SignedIn
) -> None:
    client = signed_in(nadia)
    page = client.get(f"/fr/people/{amina.pk}/").content.decode()

    assert f'href="{FIND}"' in page
    assert f'href="{FIND}?q=amina%40demo.example"' in page
    assert found(client, q="amina@demo.example") == [aminas.number]
    assert f'href="{FIND}"' not in signed_in(amina).get("/fr/certificates/").content.decode()
