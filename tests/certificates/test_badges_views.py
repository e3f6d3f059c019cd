"""The badge is its holder's alone, while her certificate stands; the page says what it is for in both languages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from certificates.badges.give import badge_of
from certificates.badges.keys import forget_keys
from certificates.models import Certificate
from certificates.services.issue import issue
from certificates.services.preserve import document_of
from enrolments.models import Enrolment
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
PLACES = ["badge/", "badge.jwt", "badge.png"]


def addresses(certificate: Certificate, *, language: str = "fr") -> list[str]:
    return [f"/{language}/certificates/{certificate.number}/{place}" for place in PLACES]


def answers(client: Client, certificate: Certificate) -> list[int]:
    return [client.get(address).status_code for address in addresses(certificate)]


def test_the_holder_downloads_it_alone_and_within_its_picture(
    badges: None, held: Certificate, amina: User, signed_in: SignedIn
) -> None:
    client = signed_in(amina)

    text, picture = (client.get(address) for address in addresses(held)[1:])

    assert text.content.decode() == badge_of(held)
    assert badge_of(held).encode() in picture.content
    names = ("Content-Type", "Content-Disposition", "Cache-Control")
    assert [[each[name] for name in names] for each in (text, picture)] == [
        ["text/plain", f'attachment; filename="badge-{held.number}.jwt"', "private, no-cache"],
        ["image/png", f'attachment; filename="badge-{held.number}.png"', "private, no-cache"],
    ]


@pytest.mark.parametrize("somebody", ["driss", "nadia", "administrator", "karim"])
def test_it_is_nobody_else_s(
    somebody: str, badges: None, held: Certificate, signed_in: SignedIn, request: pytest.FixtureRequest
) -> None:
    assert answers(signed_in(request.getfixturevalue(somebody)), held) == [404, 404, 404]


def test_it_asks_for_a_sign_in(badges: None, held: Certificate, client: Client) -> None:
    there = {client.get(address).headers["Location"].partition("?")[0] for address in addresses(held)}

    assert there == {reverse("account_login")}


@pytest.mark.parametrize(
    "change",
    [{"state": Certificate.State.REVOKED}, {"state": Certificate.State.SUPERSEDED}, {"rendered_at": None}],
    ids=["revoked", "replaced", "not issued"],
)
def test_none_is_given_of_a_certificate_that_does_not_stand(
    change: dict[str, Any], badges: None, held: Certificate, amina: User, signed_in: SignedIn
) -> None:
    Certificate.objects.filter(pk=held.pk).update(**change)
    client = signed_in(amina)

    assert answers(client, held) == [404, 404, 404]
    assert addresses(held)[0] not in client.get("/fr/certificates/").content.decode()


def test_where_no_key_is_set_nothing_is_offered(held: Certificate, amina: User, signed_in: SignedIn) -> None:
    client = signed_in(amina)

    assert answers(client, held) == [404, 404, 404]
    assert addresses(held)[0] not in client.get("/fr/certificates/").content.decode()
    assert [client.get(f"/.well-known/{name}.json").status_code for name in ("did", "jwks")] == [404, 404]


def test_where_the_key_is_refused_the_holder_is_told(
    badges: None, held: Certificate, amina: User, signed_in: SignedIn, settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    settings.BADGE_KEY = "/nowhere/badge.pem"
    forget_keys()

    page = signed_in(amina).get(addresses(held)[1], follow=True)

    assert "Le badge ne peut pas être signé pour le moment" in page.content.decode()
    assert [record.levelname for record in caplog.records if record.name.startswith("certificates")] == ["ERROR"]


@pytest.mark.parametrize(("language", "word"), [("fr", "Badge numérique"), ("ar", "الشارة الرقمية")])
def test_the_page_is_found_and_read_in_both_languages(
    language: str, word: str, badges: None, held: Certificate, amina: User, signed_in: SignedIn
) -> None:
    client = signed_in(amina)
    page, *files = addresses(held, language=language)

    content = client.get(page).content.decode()

    assert f'href="{page}"' in client.get(f"/{language}/certificates/").content.decode()
    assert [word for word in (word, *files) if word not in content] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_no_more_with_badges(
    count: int, badges: None, amina: User, completed: Callable[..., Enrolment], signed_in: SignedIn, settings: Settings,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    held = [issue(completed(amina, cycle=cycle), at=NOON) for cycle in range(1, count + 1)]
    for certificate in held:
        document_of(certificate, at=NOON)
    client = signed_in(amina)
    client.get("/fr/certificates/")

    with django_assert_max_num_queries(7):
        page = client.get("/fr/certificates/").content.decode()

    assert page.count("/badge/") == count


def test_a_badge_costs_few_queries(
    badges: None, held: Certificate, amina: User, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(amina)
    client.get(addresses(held)[1])

    with django_assert_max_num_queries(8):
        client.get(addresses(held)[1])
