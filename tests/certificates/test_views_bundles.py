from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import default_storage
from django.test import Client

from accounts.models import Posting, User
from certificates.models import Bundle, Certificate
from certificates.services.bundle import ask_for_bundle
from certificates.services.issue import issue
from enrolments.models import Enrolment
from jurisdictions.models import Court
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
ASK, FIND = "/fr/certificates/bundles/", "/fr/certificates/find/"


@pytest.fixture
def nawals(nawal: User, completed: Callable[..., Enrolment]) -> Certificate:
    return issue(completed(nawal), at=NOON)


@pytest.fixture
def karims(karim: User, nawals: Certificate, django_capture_on_commit_callbacks: Any) -> Bundle:
    """The file that Karim asked for, with Nawal's certificate."""
    with django_capture_on_commit_callbacks(execute=True):
        return ask_for_bundle(karim, purpose=Bundle.Purpose.PACK, members=[nawals.pk], at=NOON)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_documents_of_the_filter_come_in_one_file(
    aminas: Certificate, nawals: Certificate, nadia: User, signed_in: SignedIn,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    client = signed_in(nadia)
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(f"{ASK}?q=amina", {"purpose": "pack"})

    bundle = Bundle.objects.get()
    response = client.get(f"{ASK}{bundle.pk}/attestations.zip")
    aminas.refresh_from_db()
    assert (asked.headers["Location"], response["Content-Type"]) == (f"{ASK}{bundle.pk}/", "application/zip")
    with ZipFile(BytesIO(body(response))) as archive, default_storage.open(str(aminas.document.name)) as kept:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            f"{aminas.number}-Amina-Exemple.pdf": kept.read()
        }


def test_what_is_missing_in_the_filter_is_issued(
    amina: User, nawal: User, completed: Callable[..., Enrolment], nadia: User, signed_in: SignedIn,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    aminas, nawals = completed(amina), completed(nawal)
    mohammedia = Court.objects.get(code="TPI-MOH")
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(nadia).post(f"{ASK}?court={mohammedia.pk}", {"purpose": "issue"})

    assert [each.enrolment for each in Certificate.objects.exclude(rendered_at=None)] == [nawals]
    assert not Certificate.objects.filter(enrolment=aminas).exists()
    assert Bundle.objects.get().members == [nawals.pk]


@pytest.mark.parametrize("purpose", ["pack", "issue"])
def test_only_the_courts_of_whoever_asks_are_seen_to(
    purpose: str, aminas: Certificate, karim: User, signed_in: SignedIn
) -> None:
    response = signed_in(karim).post(ASK, {"purpose": purpose})

    assert not Bundle.objects.exists()
    assert [str(each) for each in get_messages(response.wsgi_request)] == [
        "Avec ces filtres, il n’y a rien à faire. Rien n’a été lancé."
    ]


@pytest.mark.parametrize("somebody", ["driss", "amina", "olga", "youssef"])
def test_nobody_else_asks_watches_or_fetches(
    somebody: str, karims: Bundle, signed_in: SignedIn, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(somebody))

    answers = [client.post(ASK, {"purpose": "pack"}), client.get(f"{ASK}{karims.pk}/")]
    answers.append(client.get(f"{ASK}{karims.pk}/attestations.zip"))

    assert [each.status_code for each in answers] == [403, 403, 403]
    assert Bundle.objects.count() == 1


@pytest.mark.parametrize("somebody", ["nadia", "administrator"])
def test_a_file_is_its_maker_s_alone(
    somebody: str, karims: Bundle, signed_in: SignedIn, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(somebody))

    assert client.get(f"{ASK}{karims.pk}/").status_code == 404
    assert client.get(f"{ASK}{karims.pk}/attestations.zip").status_code == 404


def test_a_file_is_at_no_other_address(karims: Bundle, karim: User, signed_in: SignedIn) -> None:
    karims.refresh_from_db()

    assert default_storage.exists(str(karims.file.name))
    assert signed_in(karim).get(f"/media/{karims.file.name}").status_code == 404


def test_a_file_closes_when_somebody_in_it_leaves_the_courts(
    karims: Bundle, karim: User, nawal: User, signed_in: SignedIn
) -> None:
    client, place = signed_in(karim), f"{ASK}{karims.pk}/attestations.zip"
    opened = client.get(place)
    assert body(opened)
    Posting.objects.filter(person=nawal).update(court=Court.objects.get(code="TPI-TNG"))

    closed = client.get(place)

    assert (opened.status_code, closed.status_code, closed.headers["Location"]) == (200, 302, f"{ASK}{karims.pk}/")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_says_how_far_it_is_and_asks_again_until_it_is_done(
    language: str, aminas: Certificate, nadia: User, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    bundle = ask_for_bundle(nadia, purpose=Bundle.Purpose.PACK, members=[aminas.pk], at=NOON)
    client, address = signed_in(nadia), f"/{language}/certificates/bundles/{bundle.pk}/"
    with django_assert_max_num_queries(12):
        under_way = client.get(address).content.decode()
    Bundle.objects.update(done=1)
    packing = client.get(address).content.decode()
    Bundle.objects.update(state="done", file="certificates/bundles/x.zip")
    done = client.get(address).content.decode()

    assert [f'data-live="{address}"' in page for page in (under_way, packing, done)] == [True, True, False]
    assert ['value="0" max="1"' in under_way, 'value="1" max="1"' in packing] == [True, True]
    assert [f"{address}attestations.zip" in page for page in (under_way, packing, done)] == [False, False, True]


def test_a_second_wish_waits_for_the_first(aminas: Certificate, nadia: User, signed_in: SignedIn) -> None:
    ask_for_bundle(nadia, purpose=Bundle.Purpose.PACK, members=[aminas.pk], at=NOON)

    response = signed_in(nadia).post(f"{ASK}?q=amina", {"purpose": "pack"})

    assert (response.status_code, response.headers["Location"]) == (302, f"{FIND}?q=amina")
    assert Bundle.objects.count() == 1


@pytest.mark.parametrize(("query", "purpose"), [("", "x"), ("", ""), ("?since=x", "pack"), ("?court=9999", "issue")])
def test_a_wish_that_cannot_be_read_starts_nothing(
    query: str, purpose: str, aminas: Certificate, nadia: User, signed_in: SignedIn
) -> None:
    assert signed_in(nadia).post(f"{ASK}{query}", {"purpose": purpose}).status_code == 302
    assert not Bundle.objects.exists()


def test_the_list_leads_to_what_was_asked_for_lately(
    aminas: Certificate, nadia: User, karims: Bundle, signed_in: SignedIn
) -> None:
    mine = ask_for_bundle(nadia, purpose=Bundle.Purpose.PACK, members=[aminas.pk], at=NOON)

    page = signed_in(nadia).get(FIND).content.decode()

    assert [f'href="{ASK}{each.pk}/"' in page for each in (mine, karims)] == [True, False]
