from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from certificates.models import Certificate
from certificates.services.correct import correct
from certificates.services.issue import issue
from certificates.services.preserve import document_of
from certificates.services.revoke import revoke
from enrolments.models import Enrolment
from tests.certificates.conftest import words_of
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def pdf_of(certificate: Certificate, *, language: str = "fr") -> str:
    with override(language):
        return reverse("certificates:pdf", kwargs={"number": certificate.number})


@pytest.mark.parametrize("somebody", ["amina", "nadia", "administrator"])
def test_the_document_is_for_the_holder_and_whoever_oversees_them(
    somebody: str, aminas: Certificate, signed_in: SignedIn, request: pytest.FixtureRequest
) -> None:
    response = signed_in(request.getfixturevalue(somebody)).get(pdf_of(aminas))

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == f'attachment; filename="attestation-{aminas.number}.pdf"'
    assert {"Amina", "Exemple"} <= set(words_of(response.content))


@pytest.mark.parametrize("somebody", ["driss", "karim", "salma", "olga", "youssef"])
def test_the_document_is_nobody_else_s(
    somebody: str, aminas: Certificate, signed_in: SignedIn, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(somebody))

    assert client.get(pdf_of(aminas)).status_code == 404
    assert Certificate.objects.get().rendered_at is None


def test_the_document_asks_for_a_sign_in(aminas: Certificate, client: Client) -> None:
    response = client.get(pdf_of(aminas))

    assert (response.status_code, response.headers["Location"].partition("?")[0]) == (302, reverse("account_login"))


def test_a_document_that_no_worker_printed_is_printed_at_once(
    amina: User, aminas: Certificate, signed_in: SignedIn
) -> None:
    client = signed_in(amina)

    first = client.get(pdf_of(aminas)).content

    assert client.get(pdf_of(aminas, language="ar")).content == first
    assert Certificate.objects.get().sha256


@pytest.mark.parametrize("number", ["7K3M-0Q9X-B2TD", "x", "%00", "7K3M-0Q9X-B2TD-7K3M", "…"])
def test_a_number_that_is_nobody_s_is_not_found(number: str, amina: User, signed_in: SignedIn) -> None:
    assert signed_in(amina).get(f"/fr/certificates/{number}/pdf/").status_code == 404


@pytest.mark.parametrize("held", [1, 3])
def test_the_list_costs_the_same_whatever_is_on_it(
    held: int,
    settings: Any,
    amina: User,
    signed_in: SignedIn,
    completed: Callable[..., Enrolment],
    django_assert_max_num_queries: Any,
) -> None:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    numbers = {issue(completed(amina, cycle=cycle), at=NOON).number for cycle in range(1, held + 1)}
    client = signed_in(amina)
    client.get("/fr/certificates/")

    with django_assert_max_num_queries(7):
        page = client.get("/fr/certificates/").content.decode()

    assert {number for number in numbers if number in page} == numbers


def test_the_list_is_one_s_own(driss: User, aminas: Certificate, signed_in: SignedIn) -> None:
    page = signed_in(driss).get("/fr/certificates/").content.decode()

    assert aminas.number not in page
    assert 'class="empty"' in page


def test_the_list_turns_its_pages(amina: User, signed_in: SignedIn, completed: Callable[..., Enrolment]) -> None:
    for cycle in range(1, 23):
        issue(completed(amina, cycle=cycle), at=NOON)

    pages = [signed_in(amina).get(f"/ar/certificates/?page={page}").content.decode() for page in (1, 2, "x")]

    assert [page.count('class="entry"') for page in pages] == [20, 2, 20]


def held(client: Client, *, language: str = "fr") -> str:
    return client.get(f"/{language}/certificates/").content.decode()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_corrected_certificate_says_what_has_taken_its_place(
    language: str, issued: Certificate, amina: User, nadia: User, signed_in: SignedIn
) -> None:
    User.objects.filter(pk=amina.pk).update(last_name="Exemplé")
    new = correct(issued, by=nadia, reason="A secret reason.", at=NOON)
    document_of(new, at=NOON)

    page = held(signed_in(amina), language=language)

    assert [page.count(f'id="{each.number}"') for each in (issued, new)] == [1, 1]
    assert f'href="#{new.number}"' in page
    assert "secret" not in page


def test_a_certificate_is_renewed_by_that_of_a_later_cycle(
    amina: User, completed: Callable[..., Enrolment], signed_in: SignedIn
) -> None:
    first, second = (issue(completed(amina, cycle=cycle), at=NOON) for cycle in (1, 2))
    client = signed_in(amina)

    assert [f'href="#{each.number}"' in held(client) for each in (first, second)] == [False, True]
    Certificate.objects.filter(pk=second.pk).update(state="revoked")
    assert f'href="#{second.number}"' not in held(client)


@pytest.mark.parametrize(
    ("valid_until", "sentence"),
    [
        (date(2099, 1, 1), ""),
        (date(2027, 5, 20), "À renouveler d’ici au 20 mai 2027"),
        (date(2026, 11, 19), "Sa validité a pris fin le 19 novembre 2026"),
        (None, ""),
    ],
)
def test_the_holder_is_told_when_a_certificate_is_to_be_renewed(
    valid_until: date | None, sentence: str, issued: Certificate, amina: User, signed_in: SignedIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(timezone, "localdate", NOON.date)
    Certificate.objects.update(valid_until=valid_until)

    page = held(signed_in(amina))

    asked = [words for words in ("À renouveler d’ici", "Sa validité a pris fin") if words in page]
    assert (asked != [], sentence in page) == (sentence != "", True)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_address_of_the_check_is_there_to_be_passed_on(
    language: str, issued: Certificate, amina: User, nadia: User, signed_in: SignedIn, settings: Any
) -> None:
    address = f'value="{settings.BASE_URL}/verify/{issued.number}/"'
    before = held(signed_in(amina), language=language)
    revoke(issued, by=nadia, reason="x", at=NOON)

    assert (address in before, address in held(signed_in(amina), language=language)) == (True, False)
