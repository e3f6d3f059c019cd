"""Wagtail's pages about users: no password there, and sign-in follows what they write."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def test_an_administrator_adds_somebody_in_wagtail_who_is_then_invited(
    signed_in: SignedIn, administrator: User
) -> None:
    client = signed_in(administrator)
    form = client.get("/cms/users/new/").content.decode()

    client.post("/cms/users/new/", {"email": "new@demo.example", "first_name": "Nour", "last_name": "Neuve"})

    nour = User.objects.get(email="new@demo.example")
    assert 'type="password"' not in form
    assert not nour.has_usable_password()
    assert list(EmailAddress.objects.filter(user=nour).values_list("email", "verified", "primary")) == [
        ("new@demo.example", True, True)
    ]
    assert list(nour.letters.values_list("template", "written_by")) == [("invitation", administrator.pk)]


def test_an_address_changed_in_wagtail_is_the_one_that_signs_in(
    signed_in: SignedIn, administrator: User, amina: User, with_password: Callable[[User], User]
) -> None:
    with_password(amina)

    signed_in(administrator).post(
        f"/cms/users/edit/{amina.pk}/",
        {"email": "moved@demo.example", "first_name": "Amina", "last_name": "Exemple", "is_active": "on"},
    )

    assert list(EmailAddress.objects.filter(user=amina).values_list("email", "verified", "primary")) == [
        ("moved@demo.example", True, True)
    ]


@pytest.mark.parametrize("address", ["/cms/users/", "/cms/users/new/"])
def test_an_outsider_manages_nobody_in_wagtail(signed_in: SignedIn, driss: User, address: str) -> None:
    answer = signed_in(driss).get(address)

    assert answer.status_code in {302, 403}
    assert driss.email not in answer.content.decode()
