"""The sheet of an attempt, its answers and its result."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.models import Attempt, Choice, Quiz, Response
from assessments.rules.answers import print_of
from assessments.services.attempts import open_attempt
from assessments.services.submission import submit
from enrolments.models import ModulePass
from tests.assessments.answering import offered_in, right_choices, save
from tests.assessments.conftest import CANARY, sit
from tests.assessments.pages import UUID, answer_url, page_of
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
Enrol = Callable[[User], User]


def checked_in(page: str) -> set[str]:
    return set(re.findall(r'value="([^"]+)" checked', page))


def test_others_find_no_attempt(
    signed_in: SignIn, attempt: Attempt, driss: User, youssef: User, nadia: User, administrator: User
) -> None:
    question, choices = next(iter(offered_in(attempt).items()))
    for other in (driss, youssef, nadia, administrator):
        client = signed_in(other)
        responses = [
            client.get(attempt.get_absolute_url()),
            client.post(attempt.get_absolute_url(), {f"q-{question}": choices[0]}),
            client.post(answer_url(attempt, question), {f"q-{question}": choices[0]}),
            client.get(reverse("attempt_submit", args=[attempt.pk])),
            client.post(reverse("attempt_submit", args=[attempt.pk])),
        ]
        assert [response.status_code for response in responses] == [404] * 5

    attempt.refresh_from_db()
    assert (attempt.state, Response.objects.exists()) == ("open", False)


def test_a_passer_by_is_asked_to_sign_in(client: Client, attempt: Attempt) -> None:
    for url in (attempt.get_absolute_url(), reverse("attempt_submit", args=[attempt.pk])):
        assert client.get(url).headers["Location"] == f"{reverse('account_login')}?next={url}"


def test_a_script_without_a_session_is_told_so_and_not_led_away(client: Client, attempt: Attempt) -> None:
    assert client.post(answer_url(attempt, 1)).status_code == 401


def test_an_answer_is_saved_and_its_time_comes_back(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    question, choices = next(iter(offered_in(attempt).items()))

    response = signed_in(amina).post(answer_url(attempt, question), {f"q-{question}": choices[0]})

    saved = Response.objects.get()
    assert (response.status_code, saved.answer) == (200, [choices[0]])
    assert timezone.localtime(saved.saved_at).strftime("%H:%M") in response.content.decode()


@pytest.mark.parametrize(
    "chosen", [["x"], ["00000000-0000-0000-0000-000000000000"], ["\x00"], ["é" * 5000], ["1", "2"]]
)
def test_an_answer_that_was_not_offered_is_refused(
    chosen: list[str], signed_in: SignIn, amina: User, attempt: Attempt
) -> None:
    question = next(iter(offered_in(attempt)))

    response = signed_in(amina).post(answer_url(attempt, question), {f"q-{question}": chosen})

    assert (response.status_code, Response.objects.exists()) == (409, False)


@pytest.mark.parametrize(
    ("number", "status"), [("0", 409), ("123456", 409), ("9" * 18, 409), ("9" * 19, 404), ("9" * 400, 404)]
)
def test_numbers_that_name_nothing_are_refused(
    number: str, status: int, signed_in: SignIn, amina: User, attempt: Attempt
) -> None:
    client, address = signed_in(amina), attempt.get_absolute_url()
    elsewhere = address.replace(str(attempt.pk), number)

    assert client.post(f"{address}answers/{number}/").status_code == status
    assert client.post(f"{elsewhere}answers/1/").status_code == 404
    assert client.get(elsewhere).status_code == 404


def test_a_submitted_attempt_takes_no_answer(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    question, choices = next(iter(offered_in(attempt).items()))
    submit(attempt, at=NOON)
    client = signed_in(amina)

    assert client.post(answer_url(attempt, question), {f"q-{question}": choices[0]}).status_code == 409
    page = client.post(attempt.get_absolute_url(), {f"q-{question}": choices[0]})

    assert page.headers["Location"] == attempt.get_absolute_url()
    assert not Response.objects.filter(is_answered=True).exists()


def test_without_script_the_sheet_saves_all_its_answers(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    (first, choices), (second, others), _ = offered_in(attempt).items()
    client = signed_in(amina)

    response = client.post(attempt.get_absolute_url(), {f"q-{first}": choices[0], f"q-{second}": others[0]})

    assert response.headers["Location"] == attempt.get_absolute_url()
    assert checked_in(page_of(client, attempt)) == {choices[0], others[0]}


def test_finishing_saves_and_asks_before_submitting(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    (first, choices), (second, _), (third, _) = offered_in(attempt).items()
    client = signed_in(amina)

    response = client.post(attempt.get_absolute_url(), {f"q-{first}": choices[0], "finish": "yes"}, follow=True)

    page = response.content.decode()
    assert response.redirect_chain == [(reverse("attempt_submit", args=[attempt.pk]), 302)]
    assert [f"#q-{question}" in page for question in (first, second, third)] == [False, True, True]
    attempt.refresh_from_db()
    assert (attempt.state, Response.objects.get().answer) == ("open", [choices[0]])


def test_an_older_sheet_does_not_undo_what_another_device_answered(
    signed_in: SignIn, amina: User, attempt: Attempt
) -> None:
    (first, choices), (second, others), _ = offered_in(attempt).items()
    save(attempt, {first: choices[:1]}, at=NOON)
    save(attempt, {first: choices[1:2]}, at=NOON)
    older = {f"q-{first}": choices[0], f"before-{first}": print_of(choices[:1]), f"q-{second}": others[0]}

    signed_in(amina).post(attempt.get_absolute_url(), older)

    saved = dict(Response.objects.values_list("question", "answer"))
    assert saved == {first: choices[1:2], second: others[:1]}


def test_unticking_everything_takes_the_answer_back(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    question, choices = next(iter(offered_in(attempt).items()))
    save(attempt, {question: choices[:1]}, at=NOON)

    signed_in(amina).post(attempt.get_absolute_url(), {f"before-{question}": print_of(choices[:1])})

    assert Response.objects.get().answer == []


def test_switching_the_language_keeps_answers_questions_and_order(
    signed_in: SignIn, amina: User, attempt: Attempt
) -> None:
    question, choices = next(iter(offered_in(attempt).items()))
    save(attempt, {question: choices[:1]}, at=NOON)
    client = signed_in(amina)
    french = page_of(client, attempt)
    arabic = " ".join(client.get(attempt.get_absolute_url().replace("/fr/", "/ar/")).content.decode().split())

    assert checked_in(french) == checked_in(arabic) == set(choices[:1])
    assert UUID.findall(french) == UUID.findall(arabic)
    assert ("Énoncé" in french, "سؤال" in french) == (True, False)
    assert ("Énoncé" in arabic, "سؤال" in arabic) == (False, True)


def test_double_submission_gives_one_mark_and_one_pass(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    save(attempt, right_choices(attempt), at=NOON)
    client, url = signed_in(amina), reverse("attempt_submit", args=[attempt.pk])

    first, second = client.post(url), client.post(url)

    assert first.headers["Location"] == second.headers["Location"] == attempt.get_absolute_url()
    attempt.refresh_from_db()
    assert (attempt.marks, attempt.passed, ModulePass.objects.count()) == (Decimal(3), True, 1)


def test_the_result_explains_each_question(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    key = right_choices(attempt)
    right, wrong, skipped = key
    one_wrong = next(uuid for uuid in offered_in(attempt)[wrong] if uuid not in key[wrong])
    save(attempt, {right: key[right], wrong: [one_wrong]}, at=NOON)
    submit(attempt, at=NOON)

    page = page_of(signed_in(amina), attempt)

    assert re.findall(r"question question--(\w+)", page) == ["correct", "incorrect", "incorrect"]
    assert page.count("choice--key") == sum(len(choices) for choices in key.values())
    assert page.count("choice--chosen") == len(key[right]) + 1
    assert page.count(f"{CANARY} pourquoi") == 12
    assert page.count(f"{CANARY} acte, moyen, but") == 3
    assert page.count(reverse("lesson", args=["t1-0"])) == 3
    assert skipped in offered_in(attempt)


def test_the_result_shows_penalties_in_words(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    from library.models import Penalty

    Penalty.objects.create(article="448-2", kind="reclusion", phrase_fr="cinq ans", phrase_ar="خمس سنوات")
    Choice.objects.update(feedback_fr="La peine est de {peine:448-2}.")
    submit(attempt, at=NOON)

    page = page_of(signed_in(amina), attempt)

    assert page.count("La peine est de cinq ans.") == 12


def test_a_submitted_attempt_has_nothing_to_confirm(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    submit(attempt, at=NOON)

    response = signed_in(amina).get(reverse("attempt_submit", args=[attempt.pk]))

    assert response.headers["Location"] == attempt.get_absolute_url()


def test_pages_of_an_attempt_are_not_kept_by_the_browser(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    response = signed_in(amina).get(attempt.get_absolute_url())

    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("questions", [1, 3])
def test_a_sheet_and_its_result_cost_the_same_for_any_number_of_questions(
    questions: int, signed_in: SignIn, enrolled: Enrol, amina: User, quiz: Quiz, assert_queries: Any
) -> None:
    quiz.question_count = questions
    quiz.save()
    attempt = open_attempt(enrolled(amina), quiz=quiz, at=NOON)
    save(attempt, {question: choices[:1] for question, choices in offered_in(attempt).items()}, at=NOON)
    client = signed_in(amina)

    with assert_queries(9):
        page_of(client, attempt)
    with assert_queries(9):
        client.get(reverse("attempt_submit", args=[attempt.pk]))
    submit(attempt, at=NOON)
    with assert_queries(12):
        page_of(client, attempt)


def test_saving_an_answer_costs_four_queries_with_the_session_in_the_cache(
    settings: Any, signed_in: SignIn, amina: User, attempt: Attempt, django_assert_num_queries: Any
) -> None:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    client = signed_in(amina)
    for question, choices in offered_in(attempt).items():
        with django_assert_num_queries(4):
            client.post(answer_url(attempt, question), {f"q-{question}": choices[0]})


def test_the_progress_counts_questions_with_an_answer(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    client, told = signed_in(amina), []
    (first, choices), (second, others), _ = offered_in(attempt).items()
    for question, chosen in ((first, choices[0]), (first, choices[1]), (second, others[0]), (first, [])):
        response = client.post(answer_url(attempt, question), {f"q-{question}": chosen})
        told.append(response.json()["progress"])

    assert [re.findall(r"\d+", words) for words in told] == [["1", "3"], ["1", "3"], ["2", "3"], ["1", "3"]]


def test_a_failed_attempt_says_when_the_next_one_opens(
    signed_in: SignIn, enrolled: Enrol, amina: User, quiz: Quiz
) -> None:
    enrolled(amina)
    now = timezone.now()
    first, second = (sit(amina, quiz=quiz, at=now - timedelta(hours=hours), well=False) for hours in (3, 2))
    client = signed_in(amina)
    opens = timezone.localtime(now + timedelta(hours=22)).strftime("%H:%M")

    assert opens in page_of(client, second)
    assert opens in page_of(client, first)
