"""One certificate of somebody overseen: looked at, corrected, revoked."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.models import Reach, User
from certificates.models import Certificate
from certificates.services.preserve import document_of
from certificates.services.revoke import revoke
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
PAGES = ["detail", "correct", "revoke"]


def address(certificate: Certificate, page: str) -> str:
    return reverse(f"certificates:{page}", kwargs={"number": certificate.number})


@pytest.fixture
def misspelt(issued: Certificate, amina: User) -> Certificate:
    """Amina's certificate with its document; her record has since been corrected."""
    User.objects.filter(pk=amina.pk).update(last_name="Exemplé")
    return Certificate.objects.get()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("somebody", "status"), [("driss", 403), ("amina", 403), ("olga", 403), ("youssef", 403), ("karim", 404)]
)
def test_it_is_closed_to_whoever_does_not_oversee_the_holder(
    page: str, somebody: str, status: int, misspelt: Certificate, signed_in: SignedIn, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(somebody))

    answers = [client.get(address(misspelt, page)), client.post(address(misspelt, page), {"reason": "x"})]

    assert answers[0].status_code == status
    assert answers[1].status_code in (status, 405)
    assert list(Certificate.objects.values_list("state", flat=True)) == ["valid"]


@pytest.mark.parametrize("page", PAGES)
def test_it_asks_for_a_sign_in(page: str, misspelt: Certificate, client: Client) -> None:
    response = client.get(address(misspelt, page))

    assert (response.status_code, response.headers["Location"].partition("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_form_shows_what_is_printed_beside_what_is_recorded(
    language: str, misspelt: Certificate, nadia: User, signed_in: SignedIn
) -> None:
    page = signed_in(nadia).get(f"/{language}/certificates/{misspelt.number}/correct/")

    found = [(each.field, each.printed, each.recorded) for each in page.context["differences"] if each.is_changed]
    assert found == [("holder_name_fr", "Amina Exemple", "Amina Exemplé")]
    assert [each.field for each in page.context["differences"]] == [
        "holder_name_fr", "holder_name_ar", "profession_fr", "profession_ar", "court_fr", "court_ar",
    ]  # fmt: skip
    assert all(word in page.content.decode() for word in ("Amina Exemple", "Amina Exemplé", "أمينة المثال"))


def test_the_corrected_certificate_takes_the_place_and_is_printed(
    misspelt: Certificate, nadia: User, signed_in: SignedIn, django_capture_on_commit_callbacks: object
) -> None:
    client = signed_in(nadia)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        response = client.post(address(misspelt, "correct"), {"reason": "A letter was missing."})

    new = Certificate.objects.get(superseded_by=None)
    assert (response.status_code, response.headers["Location"]) == (302, address(new, "detail"))
    assert (new.holder_name_fr, new.supersedes, bool(new.document)) == ("Amina Exemplé", misspelt, True)
    assert [str(each) for each in get_messages(response.wsgi_request)] == [f"L’attestation {new.number} la remplace."]
    page = client.get(address(new, "detail")).content.decode()
    assert all(word in page for word in (misspelt.number, "A letter was missing.", "Nadia Nation"))
    assert new.number in client.get(address(misspelt, "detail")).content.decode()


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_issued(
    reason: str, misspelt: Certificate, nadia: User, signed_in: SignedIn
) -> None:
    response = signed_in(nadia).post(address(misspelt, "correct"), {"reason": reason})

    assert (response.status_code, list(Certificate.objects.all())) == (422, [misspelt])
    assert 'role="alert"' in response.content.decode()


def test_what_is_printed_rightly_leads_to_the_record(
    issued: Certificate, amina: User, nadia: User, signed_in: SignedIn
) -> None:
    client = signed_in(nadia)
    page = client.get(address(issued, "correct")).content.decode()
    response = client.post(address(issued, "correct"), {"reason": "x"})

    assert f"/fr/people/{amina.pk}/correct/" in page
    assert 'name="reason"' not in page
    assert (response.status_code, list(Certificate.objects.all())) == (422, [issued])


def test_correcting_twice_issues_one(misspelt: Certificate, nadia: User, signed_in: SignedIn) -> None:
    client = signed_in(nadia)

    answers = [client.post(address(misspelt, "correct"), {"reason": "x"}).status_code for _ in range(2)]

    assert (answers, Certificate.objects.count()) == ([302, 422], 2)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_revocation_keeps_its_reason_to_coordinators(
    language: str, issued: Certificate, amina: User, nadia: User, signed_in: SignedIn
) -> None:
    client = signed_in(nadia)
    assert client.get(f"/{language}/certificates/{issued.number}/revoke/").status_code == 200
    response = client.post(f"/{language}/certificates/{issued.number}/revoke/", {"reason": "Issued to a namesake."})

    assert (response.status_code, Certificate.objects.get().state) == (302, "revoked")
    assert "Issued to a namesake." in client.get(response.headers["Location"]).content.decode()
    for elsewhere in (f"/verify/{issued.number}/", f"/{language}/certificates/"):
        assert "namesake" not in signed_in(amina).get(elsewhere).content.decode()


def test_revoking_is_refused_without_a_reason_and_the_second_time(
    issued: Certificate, nadia: User, signed_in: SignedIn
) -> None:
    client = signed_in(nadia)
    assert client.post(address(issued, "revoke"), {"reason": " "}).status_code == 422
    revoke(issued, by=nadia, reason="The first.", at=NOON)

    response = client.post(address(issued, "revoke"), {"reason": "The second."})

    assert (response.status_code, Certificate.objects.get().revocation_reason) == (422, "The first.")


def test_neither_is_offered_for_what_is_no_longer_in_force(
    issued: Certificate, nadia: User, signed_in: SignedIn
) -> None:
    client = signed_in(nadia)
    offered = [address(issued, page) in client.get(address(issued, "detail")).content.decode() for page in PAGES[1:]]
    revoke(issued, by=nadia, reason="x", at=NOON)

    page = client.get(address(issued, "detail")).content.decode()

    assert offered == [True, True]
    assert [address(issued, each) in page for each in PAGES[1:]] == [False, False]


def test_a_certificate_without_document_says_so(aminas: Certificate, nadia: User, signed_in: SignedIn) -> None:
    client = signed_in(nadia)
    before = client.get(address(aminas, "detail")).content.decode()
    document_of(aminas, at=NOON)

    assert "Son document n’est pas encore délivré." in before
    assert "Son document n’est pas encore délivré." not in client.get(address(aminas, "detail")).content.decode()


@pytest.mark.parametrize("page", ["correct", "revoke"])
def test_nobody_decides_on_their_own(page: str, misspelt: Certificate, amina: User, signed_in: SignedIn) -> None:
    Reach.objects.create(person=amina, level=Reach.Level.NATION)

    response = signed_in(amina).post(address(misspelt, page), {"reason": "Faute de frappe."})

    assert (response.status_code, "c’est le vôtre" in response.content.decode()) == (422, True)
    assert Certificate.objects.values_list("state", flat=True).get() == Certificate.State.VALID
