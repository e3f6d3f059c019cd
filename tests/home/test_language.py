from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def test_a_followed_switch_is_remembered_in_cookie_and_account(amina: User, signed_in: SignIn) -> None:
    response = signed_in(amina).get("/ar/dashboard/?langue=ar&page=2")

    amina.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, "/ar/dashboard/?page=2")
    assert (response.cookies["django_language"].value, amina.language) == ("ar", "ar")
    assert response.cookies["django_language"]["httponly"]


def test_a_followed_switch_is_remembered_for_a_stranger_in_the_cookie(client: Client) -> None:
    followed = client.get("/ar/accounts/login/?langue=ar")

    assert followed["Location"] == "/ar/accounts/login/"
    assert client.get("/", headers={"accept-language": "fr"})["Location"] == "/ar/"


@pytest.mark.parametrize(
    "query", ["langue=de", "langue=", "langue=ar-MA", "langue=%00", "lang=ar", "langue=ar&langue=xx"]
)
def test_an_unknown_language_is_left_alone(amina: User, signed_in: SignIn, query: str) -> None:
    response = signed_in(amina).get(f"/fr/dashboard/?{query}")

    amina.refresh_from_db()
    assert (response.status_code, "django_language" in response.cookies, amina.language) == (200, False, "")


def test_a_form_is_not_redirected_by_the_mark(client: Client) -> None:
    assert client.post("/fr/accounts/login/?langue=ar", {"login": "x"}).status_code == 200


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("//evil.example/", "/evil.example/"),
        ("///evil.example/", "/evil.example/"),
        ("/\\evil.example/", "/%5Cevil.example/"),
        ("/\t/evil.example/", "/%09/evil.example/"),
        ("/fr/a?b/", "/fr/a%3Fb/"),
        ("/fr/a\r\nSet-Cookie: x/", "/fr/a%0D%0ASet-Cookie:%20x/"),
    ],
)
def test_a_followed_switch_never_leads_elsewhere(client: Client, path: str, address: str) -> None:
    response = client.get("/", {"langue": "fr"}, PATH_INFO=path)

    assert (response.status_code, response["Location"]) == (302, address)


def switch(client: Client, address: str, **environment: str) -> str:
    """Where the link to the other language leads, on the page at `address`."""
    page = client.get(address, **environment)  # type: ignore[arg-type]
    return str(page.context["other_language"].url)


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/fr/accounts/login/", "/ar/accounts/login/?langue=ar"),
        ("/ar/accounts/login/?next=/ar/dashboard/", "/fr/accounts/login/?next=/ar/dashboard/&langue=fr"),
        ("/verify/", "/verify/?langue=ar"),
    ],
)
def test_the_switch_is_a_link_to_the_same_page(client: Client, address: str, other: str) -> None:
    assert switch(client, address) == other


def test_the_switch_of_a_page_that_is_not_there_stays_on_the_site(client: Client) -> None:
    assert switch(client, "/", PATH_INFO="//evil.example/fr/x/") == "/evil.example/fr/x/?langue=ar"
