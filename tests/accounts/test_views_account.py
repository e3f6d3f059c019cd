import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services.people import invite
from tests.conftest import NOON, PASSWORD

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
LOGIN = "/fr/accounts/login/"


def test_the_account_page_shows_both_names_and_the_posting(signed_in: SignedIn, amina: User) -> None:
    page = signed_in(amina).get("/fr/accounts/").content.decode()

    assert all(text in page for text in ("Amina Exemple", "أمينة المثال", "Béni Mellal", "amina@demo.example"))


def test_somebody_downloads_what_is_kept_about_them_and_nothing_else(
    signed_in: SignedIn, nadia: User, amina: User, nawal: User
) -> None:
    invite(amina, by=nadia, at=NOON)
    invite(nawal, by=nadia, at=NOON)

    answer = signed_in(amina).get("/fr/accounts/my-data/")

    kept = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="rempart-my-data.json"'
    assert kept["person"]["email"] == "amina@demo.example"
    assert kept["postings"] == [
        {"court__code": "TPI-BML", "profession__code": "juge-siege", "starts_on": "2020-01-01", "ends_on": None}
    ]
    assert [letter["template"] for letter in kept["letters"]] == ["invitation"]
    assert "nawal" not in answer.content.decode()
    assert not {"password", "key", "secret"} & set(kept["person"])


@pytest.mark.parametrize("address", ["/fr/accounts/", "/fr/accounts/my-data/"])
def test_a_stranger_has_no_account_page(client: Client, db: None, address: str) -> None:
    assert client.get(address)["Location"] == f"{LOGIN}?next={address}"


@pytest.mark.parametrize(
    ("language", "door", "home"),
    [("ar", "/fr/", "/ar/dashboard/"), ("fr", "/ar/", "/fr/dashboard/"), ("", "/ar/", "/ar/dashboard/")],
)
def test_signing_in_leads_home_in_the_language_of_the_account(
    client: Client, amina: User, with_password: Callable[[User], User], language: str, door: str, home: str
) -> None:
    with_password(amina)
    User.objects.filter(pk=amina.pk).update(language=language)

    answer = client.post(f"{door}accounts/login/", {"login": amina.email, "password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, home)


def test_the_switch_stores_the_language_of_the_account(signed_in: SignedIn, amina: User) -> None:
    signed_in(amina).get("/ar/accounts/?langue=ar")

    amina.refresh_from_db()
    assert amina.language == "ar"


def test_a_forgotten_password_is_answered_by_the_outbox_and_not_by_the_page(
    client: Client, amina: User, with_password: Callable[[User], User], letters: list[EmailMessage]
) -> None:
    with_password(amina)

    answer = client.post("/fr/accounts/password/reset/", {"email": amina.email})

    assert answer["Location"] == "/fr/accounts/password/reset/done/"
    assert list(amina.letters.values_list("template", "state")) == [("password_reset_key", "due")]
    assert letters == []


def test_an_unknown_address_gets_the_same_answer_and_no_letter(
    client: Client, amina: User, letters: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/fr/accounts/password/reset/", {"email": "stranger@elsewhere.example"})

    assert answer["Location"] == "/fr/accounts/password/reset/done/"
    assert (letters, amina.letters.count()) == ([], 0)


def test_a_changed_password_is_told_by_a_letter(
    client: Client,
    amina: User,
    with_password: Callable[[User], User],
    letters: list[EmailMessage],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with_password(amina)
    client.post(LOGIN, {"login": amina.email, "password": PASSWORD})
    new = "quatre-mots-bien-choisis"

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/fr/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    amina.refresh_from_db()
    assert amina.check_password(new)
    assert [(letter.to, letter.subject) for letter in letters] == [([amina.email], letters[0].subject)]
    assert "/fr/accounts/password/reset/" in letters[0].body


@pytest.mark.parametrize(("address", "leads_to"), [("email", "/fr/accounts/"), ("signup", LOGIN)])
def test_nobody_changes_the_address_or_opens_an_account_alone(
    signed_in: SignedIn, amina: User, address: str, leads_to: str
) -> None:
    answer = signed_in(amina).post(f"/fr/accounts/{address}/", {"email": "other@demo.example", "action_add": "1"})

    assert (answer.status_code, answer["Location"]) == (302, leads_to)
    assert not User.objects.filter(email="other@demo.example").exists()


def test_too_many_wrong_passwords_are_answered_by_our_page(
    client: Client, amina: User, with_password: Callable[[User], User]
) -> None:
    with_password(amina)
    for _ in range(31):
        page = client.post(LOGIN, {"login": f"nobody{_}@demo.example", "password": "wrong"})

    assert page.status_code == 429
    assert "429.html" in [template.name for template in page.templates]
    assert 'class="error-page"' in page.content.decode()


def test_the_password_page_carries_no_script_of_passkeys_and_the_page_of_passkeys_does(client: Client) -> None:
    password = client.get(f"{LOGIN}?next=/fr/catalogue/").content.decode()
    passkey = client.get(f"{reverse('passkey')}?next=/fr/catalogue/").content.decode()

    assert ("webauthn" in password, "webauthn" in passkey) == (False, True)
    assert f"{reverse('passkey')}?next=/fr/catalogue/" in password
    assert '<input type="hidden" name="next" value="/fr/catalogue/">' in passkey
