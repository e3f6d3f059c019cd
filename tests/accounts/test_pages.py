"""allauth's pages in the platform's design: each answers in both languages, without anything inline."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

OPEN = ["account_login", "account_reset_password", "account_reset_password_done",
        "account_reset_password_from_key_done", "account_inactive", "account_email_verification_sent"]  # fmt: skip
OWN = ["account", "account_change_password", "account_logout", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
       "mfa_list_webauthn", "usersessions_list", "account_reauthenticate", "socialaccount_connections"]  # fmt: skip
PROTECTED = ["mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
             "mfa_reauthenticate"]  # fmt: skip

INLINE = re.compile(r"<script(?![^>]*(?:src=|application/json))|\sstyle=|\son[a-z]+=|<style")


def address_of(name: str, language: str) -> str:
    with override(language):
        return reverse(name)


def assert_in_our_design(html: str, language: str) -> None:
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
    assert 'class="site-header"' in html
    assert html.count("<h1") == 1
    assert INLINE.findall(html) == []
    assert html.count("button--primary") <= 2


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", OPEN)
def test_a_page_for_everybody(client: Client, name: str, language: str) -> None:
    page = client.get(address_of(name, language))

    assert page.status_code == 200
    assert_in_our_design(page.content.decode(), language)


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", OWN)
def test_a_page_of_one_s_own(
    client: Client, amina: User, with_password: Callable[[User], User], name: str, language: str
) -> None:
    with_password(amina)
    client.post("/fr/accounts/login/", {"login": amina.email, "password": PASSWORD})
    confirm_password(client)

    page = client.get(address_of(name, language))

    assert page.status_code == 200
    assert_in_our_design(page.content.decode(), language)


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", PROTECTED)
def test_a_page_of_somebody_with_a_second_factor(
    client: Client, amina: User, with_second_factor: Callable[[User], User], name: str, language: str
) -> None:
    sign_in_twice(client, with_second_factor(amina))
    confirm_password(client)

    page = client.get(address_of(name, language))

    assert page.status_code == 200
    assert_in_our_design(page.content.decode(), language)


def test_a_used_link_for_a_new_password_leads_to_another(client: Client) -> None:
    page = client.get("/fr/accounts/password/reset/key/1-no-such-key/")

    assert_in_our_design(page.content.decode(), "fr")
    assert 'href="/fr/accounts/password/reset/"' in page.content.decode()


def test_the_second_step_is_asked_in_our_design_and_opens_the_account(
    client: Client, amina: User, with_second_factor: Callable[[User], User]
) -> None:
    with_second_factor(amina)

    page = client.post("/ar/accounts/login/", {"login": amina.email, "password": PASSWORD}, follow=True)

    assert page.redirect_chain == [("/ar/accounts/2fa/authenticate/", 302)]
    assert_in_our_design(page.content.decode(), "ar")
    assert "_auth_user_id" not in client.session
    enter_recovery_code(client, amina)
    assert client.session["_auth_user_id"] == str(amina.pk)


def sign_in_twice(client: Client, person: User) -> None:
    client.post("/fr/accounts/login/", {"login": person.email, "password": PASSWORD})
    enter_recovery_code(client, person)


def confirm_password(client: Client) -> None:
    client.post("/fr/accounts/reauthenticate/", {"password": PASSWORD})


def enter_recovery_code(client: Client, person: User) -> None:
    from allauth.mfa.models import Authenticator

    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    client.post("/fr/accounts/2fa/authenticate/", {"code": codes[0]})
