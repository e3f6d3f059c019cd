"""No key, mark or explanation leaves the server before submission."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models import Attempt
from tests.assessments.answering import offered_in, right_choices
from tests.assessments.conftest import CANARY
from tests.assessments.pages import UUID, answer_url, page_of

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
LABEL = re.compile(r'(<label class="[^"]*"><input [^>]*name="q-(\d+)" value="([^"]+)".*?</label>)')


def test_choices_are_named_by_uuid_in_the_order_drawn(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    page = page_of(signed_in(amina), attempt)

    values = re.findall(r'name="q-(\d+)" value="([^"]+)"', page)
    assert values == [(str(q), uuid) for q, choices in offered_in(attempt).items() for uuid in choices]


def test_nothing_tells_the_key_before_submission(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    client, key = signed_in(amina), right_choices(attempt)
    said = [client.get(attempt.quiz.get_absolute_url())]
    for question, choices in offered_in(attempt).items():
        for chosen in (choices[:1], choices, key[question], ["x"], []):
            said.append(client.post(answer_url(attempt, question), {f"q-{question}": chosen}))
            said.append(client.get(attempt.get_absolute_url()))
    said.append(client.post(attempt.get_absolute_url(), {"finish": "yes"}))
    said.append(client.post(reverse("quiz_start", args=["t1"])))
    said.append(client.get(reverse("attempt_submit", args=[attempt.pk])))

    for response in said:
        told = response.content.decode() + str(response.headers)
        assert CANARY not in told
        assert "correct" not in told
    client.post(reverse("attempt_submit", args=[attempt.pk]))
    assert CANARY in page_of(client, attempt)


def test_a_right_choice_looks_like_any_other(signed_in: SignIn, amina: User, attempt: Attempt) -> None:
    page, key = page_of(signed_in(amina), attempt), right_choices(attempt)

    shapes: dict[tuple[int, bool], set[str]] = {}
    for label, question, uuid in LABEL.findall(page):
        shape = re.sub(r"Choix \d de [^<]+", "", UUID.sub("", label))
        shapes.setdefault((int(question), uuid in key[int(question)]), set()).add(shape)

    assert len(shapes) == 6
    for question in key:
        assert shapes[question, True] == shapes[question, False]
        assert len(shapes[question, True]) == 1


def test_saving_the_right_answer_says_what_saving_a_wrong_one_says(
    signed_in: SignIn, amina: User, attempt: Attempt
) -> None:
    client, key = signed_in(amina), right_choices(attempt)
    question, choices = next((q, c) for q, c in offered_in(attempt).items() if len(key[q]) == 1)
    client.post(answer_url(attempt, question), {f"q-{question}": choices[0]})

    said = [client.post(answer_url(attempt, question), {f"q-{question}": choice}) for choice in choices]

    own = {"answer", "sequence", "print"}
    told = [{name: words for name, words in response.json().items() if name not in own} for response in said]
    assert [response.json()["answer"] for response in said] == [[choice] for choice in choices]
    assert len({re.sub(r"\d\d:\d\d", "", str(each)) for each in told}) == 1
