"""The pages of tutors and coordinators."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models import ExtraAttempt, Quiz
from tests.assessments.conftest import sit
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
Enrol = Callable[[User], User]


@pytest.fixture
def exhaust(quiz: Quiz, enrolled: Enrol) -> Callable[[User], User]:
    """Let somebody use three attempts."""

    def use_up(learner: User) -> User:
        enrolled(learner)
        for hours in (0, 1, 25):
            sit(learner, quiz=quiz, at=NOON + timedelta(hours=hours), well=False)
        return learner

    return use_up


def extra_url(learner: User) -> str:
    return reverse("extra_attempt", args=["t1", learner.pk])


def test_the_list_links_to_those_in_reach(
    signed_in: SignIn, exhaust: Enrol, nawal: User, amina: User, karim: User
) -> None:
    exhaust(nawal), exhaust(amina)

    page = signed_in(karim).get(reverse("quiz_waiting")).content.decode()

    assert (extra_url(nawal) in page, extra_url(amina) in page) == (True, False)
    assert ("Nawal Témoin" in page, "Amina Exemple" in page) == (True, False)


def test_an_empty_list_says_so(signed_in: SignIn, youssef: User) -> None:
    response = signed_in(youssef).get(reverse("quiz_waiting"))

    assert (response.status_code, "<table" in response.content.decode()) == (200, False)


def test_outsiders_and_learners_see_neither_list_nor_form(
    client: Client, exhaust: Enrol, nawal: User, driss: User, olga: User
) -> None:
    exhaust(nawal)
    for other in (driss, olga, nawal):
        client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(reverse("quiz_waiting")).status_code == 403
        assert client.get(extra_url(nawal)).status_code == 404
        assert client.post(extra_url(nawal), {"reason": "Entretien fait."}).status_code == 404

    assert not ExtraAttempt.objects.exists()


def test_a_coordinator_finds_nobody_beyond_the_resort(
    signed_in: SignIn, exhaust: Enrol, amina: User, karim: User
) -> None:
    exhaust(amina)

    assert signed_in(karim).post(extra_url(amina), {"reason": "Entretien fait."}).status_code == 404
    assert not ExtraAttempt.objects.exists()


def test_a_passer_by_is_asked_to_sign_in(client: Client, quiz: Quiz, nawal: User) -> None:
    for url in (reverse("quiz_waiting"), extra_url(nawal)):
        assert client.get(url).headers["Location"] == f"{reverse('account_login')}?next={url}"


def test_a_reason_opens_one_more(signed_in: SignIn, exhaust: Enrol, nawal: User, karim: User) -> None:
    exhaust(nawal)

    response = signed_in(karim).post(extra_url(nawal), {"reason": "Entretien fait."})

    assert response.headers["Location"] == reverse("quiz_waiting")
    assert list(ExtraAttempt.objects.values_list("learner", "opened_by", "reason")) == [
        (nawal.pk, karim.pk, "Entretien fait.")
    ]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_bad_reason_opens_nothing(reason: str, signed_in: SignIn, exhaust: Enrol, nawal: User, karim: User) -> None:
    exhaust(nawal)

    response = signed_in(karim).post(extra_url(nawal), {"reason": reason})

    assert (response.status_code, 'aria-invalid="true"' in response.content.decode()) == (200, True)
    assert not ExtraAttempt.objects.exists()


def test_a_second_press_opens_no_second_one(signed_in: SignIn, exhaust: Enrol, nawal: User, karim: User) -> None:
    exhaust(nawal)
    client = signed_in(karim)

    for _ in range(2):
        client.post(extra_url(nawal), {"reason": "Entretien fait."})

    assert ExtraAttempt.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_rows(
    rows: int, signed_in: SignIn, exhaust: Enrol, person: Callable[..., User], nadia: User, quiz: Quiz,
    assert_queries: Any,
) -> None:  # fmt: skip
    for n in range(rows):
        exhaust(person(f"{n}@demo.example", court="TPI-MOH"))
    client = signed_in(nadia)

    with assert_queries(7):
        page = client.get(reverse("quiz_waiting")).content.decode()
    assert page.count('<th scope="row">') == rows


def test_the_form_shows_what_the_learner_did(
    signed_in: SignIn, exhaust: Enrol, nawal: User, karim: User, assert_queries: Any
) -> None:
    exhaust(nawal)
    client = signed_in(karim)

    with assert_queries(7):
        page = client.get(extra_url(nawal)).content.decode()

    assert page.count('<th scope="row">') == 3
    assert f'href="{reverse("attempt", args=[nawal.attempts.get(number=1).pk])}"' not in page
