import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.middleware import SETTLED_UNTIL
from accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SET_UP = "/fr/accounts/2fa/"


@pytest.fixture
def enter(client: Client) -> Callable[[User], Client]:
    """Sign somebody in without anything remembered of a second factor."""

    def sign_in(person: User) -> Client:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.mark.parametrize("who", ["karim", "nadia", "youssef", "administrator"])
@pytest.mark.parametrize("address", ["/fr/accounts/", "/fr/people/", "/fr/dashboard/", "/cms/"])
def test_who_holds_power_is_led_to_set_up_a_second_factor(
    enter: Callable[[User], Client], who: str, address: str, request: pytest.FixtureRequest
) -> None:
    answer = enter(request.getfixturevalue(who)).get(address)

    assert (answer.status_code, answer["Location"]) == (302, SET_UP)


@pytest.mark.parametrize("group", ["authors", "validators"])
def test_who_publishes_is_led_to_set_one_up_too(enter: Callable[[User], Client], driss: User, group: str) -> None:
    driss.groups.add(Group.objects.get(name=group))

    assert enter(driss).get("/fr/accounts/")["Location"] == SET_UP


@pytest.mark.parametrize("who", ["amina", "olga", "driss"])
def test_who_holds_none_is_left_alone(
    enter: Callable[[User], Client], who: str, request: pytest.FixtureRequest
) -> None:
    assert enter(request.getfixturevalue(who)).get("/fr/accounts/").status_code == 200


def test_the_set_up_page_says_why_and_the_way_out_is_open(
    enter: Callable[[User], Client], karim: User, with_password: Callable[[User], User]
) -> None:
    client = enter(with_password(karim))

    page = client.get("/fr/people/", follow=True)

    assert 'class="notice notice--warning"' in page.content.decode()
    assert client.get("/fr/accounts/2fa/?langue=ar")["Location"] == SET_UP
    assert client.get("/fr/accounts/reauthenticate/").status_code == 200
    assert client.get("/health/live/").content == b"ok"
    assert client.post("/fr/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_pages_open_once_an_app_is_set_up_and_close_when_it_is_removed(
    client: Client, karim: User, with_password: Callable[[User], User]
) -> None:
    with_password(karim)
    client.post("/fr/accounts/login/", {"login": karim.email, "password": PASSWORD})
    client.post("/fr/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/fr/accounts/2fa/totp/activate/").context["form"].secret

    client.post("/fr/accounts/2fa/totp/activate/", {"code": code_of(secret)})

    assert client.get("/fr/people/").status_code == 200
    client.post("/fr/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=karim, type="totp").exists()
    assert client.get("/fr/people/")["Location"] == SET_UP


def test_recovery_codes_alone_are_no_second_factor(enter: Callable[[User], Client], karim: User) -> None:
    Authenticator.objects.create(user=karim, type=Authenticator.Type.RECOVERY_CODES, data={})

    assert enter(karim).get("/fr/people/")["Location"] == SET_UP


def test_what_was_found_is_remembered_for_ten_minutes(enter: Callable[[User], Client], karim: User) -> None:
    TOTP.activate(karim, generate_totp_secret())
    client = enter(karim)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/fr/people/")
        return sum("mfa_authenticator" in query["sql"] for query in queries)

    assert [asked(), asked()] == [1, 0]
    session = client.session
    assert 590 < session[SETTLED_UNTIL] - time.time() <= 600
    session[SETTLED_UNTIL] = time.time() - 1
    session.save()
    assert asked() == 1


def test_a_trial_installation_offers_it_and_does_not_enforce_it(
    enter: Callable[[User], Client], karim: User, settings: Any
) -> None:
    settings.SECOND_FACTOR_ENFORCED = False

    page = enter(karim).get("/fr/accounts/")

    assert page.status_code == 200
    assert f'<a href="{SET_UP}">' in page.content.decode()


def code_of(secret: str) -> str:
    """The six figures that an authenticator app shows now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))
