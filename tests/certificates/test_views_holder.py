from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from certificates.models import Certificate
from certificates.services.issue import issue
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
