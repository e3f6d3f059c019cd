"""The entry to a quiz."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.models import Attempt, Quiz
from assessments.services.attempts import open_attempt
from assessments.services.extra import open_extra_attempt
from tests.assessments.conftest import sit

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
Enrol = Callable[[User], User]
HOUR = timedelta(hours=1)


def quiz_page(client: Client, quiz: Quiz) -> str:
    response = client.get(quiz.get_absolute_url())
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def start_forms(page: str, quiz: Quiz) -> int:
    return page.count(f'action="{reverse("quiz_start", args=[quiz.module.slug if quiz.module else ""])}"')


def test_a_passer_by_is_asked_to_sign_in(client: Client, quiz: Quiz) -> None:
    for url in (quiz.get_absolute_url(), reverse("quiz_start", args=["t1"])):
        assert client.get(url).headers["Location"] == f"{reverse('account_login')}?next={url}"


def test_an_outsider_is_told_why_and_where_to_go(signed_in: SignIn, driss: User, quiz: Quiz) -> None:
    response = signed_in(driss).get(quiz.get_absolute_url())

    assert response.status_code == 403
    assert reverse("catalogue") in response.content.decode()
    assert start_forms(response.content.decode(), quiz) == 0


def test_an_outsider_starts_nothing(signed_in: SignIn, driss: User, quiz: Quiz) -> None:
    response = signed_in(driss).post(reverse("quiz_start", args=["t1"]))

    assert response.headers["Location"] == quiz.get_absolute_url()
    assert not Attempt.objects.exists()


def test_coming_back_from_sign_in_starts_nothing(signed_in: SignIn, enrolled: Enrol, amina: User, quiz: Quiz) -> None:
    response = signed_in(enrolled(amina)).get(reverse("quiz_start", args=["t1"]))

    assert (response.status_code, response.headers["Location"]) == (302, quiz.get_absolute_url())
    assert not Attempt.objects.exists()


def test_a_quiz_that_is_not_there_is_not_found(signed_in: SignIn, amina: User) -> None:
    client = signed_in(amina)

    assert client.get(reverse("quiz", args=["rien"])).status_code == 404
    assert client.post(reverse("quiz_start", args=["rien"])).status_code == 404


def test_starting_leads_to_the_attempt_and_so_does_resuming(
    signed_in: SignIn, enrolled: Enrol, amina: User, quiz: Quiz
) -> None:
    client = signed_in(enrolled(amina))
    assert start_forms(quiz_page(client, quiz), quiz) == 1

    first = client.post(reverse("quiz_start", args=["t1"]))
    second = client.post(reverse("quiz_start", args=["t1"]))

    attempt = Attempt.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == attempt.get_absolute_url()
    assert start_forms(quiz_page(client, quiz), quiz) == 1


def test_two_devices_open_one_attempt(signed_in: SignIn, enrolled: Enrol, amina: User, quiz: Quiz) -> None:
    telephone, desktop = signed_in(enrolled(amina)), Client()
    desktop.force_login(amina, backend="django.contrib.auth.backends.ModelBackend")

    places = [device.post(reverse("quiz_start", args=["t1"])).headers["Location"] for device in (telephone, desktop)]

    assert places == [Attempt.objects.get().get_absolute_url()] * 2


def test_the_wait_is_told_and_nothing_starts(signed_in: SignIn, enrolled: Enrol, amina: User, quiz: Quiz) -> None:
    enrolled(amina)
    for hours in (3, 2):
        sit(amina, quiz=quiz, at=timezone.now() - hours * HOUR, well=False)
    client = signed_in(amina)

    assert start_forms(quiz_page(client, quiz), quiz) == 0
    client.post(reverse("quiz_start", args=["t1"]))
    assert Attempt.objects.count() == 2


def test_after_the_last_attempt_the_page_says_who_can_open_another(
    signed_in: SignIn, enrolled: Enrol, amina: User, youssef: User, quiz: Quiz
) -> None:
    from assessments.errors import NoAttemptLeft

    enrolled(amina)
    for hours in (60, 50, 1):
        sit(amina, quiz=quiz, at=timezone.now() - hours * HOUR, well=False)
    client = signed_in(amina)
    page = quiz_page(client, quiz)
    assert (str(NoAttemptLeft()) in page, start_forms(page, quiz)) == (True, 0)

    open_extra_attempt(amina, quiz=quiz, reason="Entretien fait.", by=youssef, at=timezone.now())
    page = quiz_page(client, quiz)
    assert (youssef.name in page, start_forms(page, quiz)) == (True, 1)


def test_after_a_pass_nothing_starts(signed_in: SignIn, enrolled: Enrol, amina: User, quiz: Quiz) -> None:
    attempt = sit(enrolled(amina), quiz=quiz, at=timezone.now(), well=True)
    client = signed_in(amina)
    page = quiz_page(client, quiz)

    assert (start_forms(page, quiz), attempt.get_absolute_url() in page) == (0, True)
    client.post(reverse("quiz_start", args=["t1"]))
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("attempts", [0, 1, 3])
def test_the_entry_costs_the_same_for_any_number_of_attempts(
    attempts: int, signed_in: SignIn, enrolled: Enrol, amina: User, quiz: Quiz, assert_queries: Any
) -> None:
    enrolled(amina)
    for n in range(attempts):
        sit(amina, quiz=quiz, at=timezone.now() - (9 - 2 * n) * 24 * HOUR, well=False)
    client = signed_in(amina)

    with assert_queries(9):
        quiz_page(client, quiz)


def test_an_open_attempt_costs_nothing_more(
    signed_in: SignIn, enrolled: Enrol, amina: User, quiz: Quiz, assert_queries: Any
) -> None:
    open_attempt(enrolled(amina), quiz=quiz, at=timezone.now())
    client = signed_in(amina)

    with assert_queries(9):
        quiz_page(client, quiz)


def test_start_resume_and_submit_carry_their_token(enrolled: Enrol, amina: User, quiz: Quiz) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(enrolled(amina), backend="django.contrib.auth.backends.ModelBackend")
    entry, start = quiz.get_absolute_url(), reverse("quiz_start", args=["t1"])

    for _ in ("start", "resume"):
        assert strict.post(start, {"csrfmiddlewaretoken": token_in(strict, entry)}).status_code == 302
    submission = reverse("attempt_submit", args=[Attempt.objects.get().pk])
    assert strict.post(submission, {"csrfmiddlewaretoken": token_in(strict, submission)}).status_code == 302

    assert Attempt.objects.get().state == "marked"


def token_in(client: Client, address: str) -> str:
    """The token of the form in the page's main part."""
    main = client.get(address).content.decode().split("<main")[1]
    return main.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
