"""Somebody who can sign in by the form, with a second factor or without."""

from collections.abc import Callable

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.core.mail import EmailMessage

from accounts.models import User
from accounts.services.people import keep_sign_in_address
from tests.conftest import PASSWORD


@pytest.fixture(autouse=True)
def _no_rate_from_the_test_before(db: None) -> None:
    cache.clear()


@pytest.fixture
def with_password() -> Callable[[User], User]:
    """Let a person of the cast sign in by the form with the password of all."""

    def give(person: User) -> User:
        person.set_password(PASSWORD)
        person.save()
        keep_sign_in_address(person)
        return person

    return give


@pytest.fixture
def with_second_factor(with_password: Callable[[User], User]) -> Callable[[User], User]:
    """Let a person sign in by the form and an authenticator app."""

    def give(person: User) -> User:
        TOTP.activate(with_password(person), generate_totp_secret())
        RecoveryCodes.activate(person)
        return person

    return give


@pytest.fixture
def letters(mailoutbox: list[EmailMessage]) -> list[EmailMessage]:
    return mailoutbox
