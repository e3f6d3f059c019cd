"""Each kind of question on the sheet: asked, answered without script, kept across languages, marked, explained."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.models import AcceptedAnswer, Attempt, Kind, Question, Quiz
from assessments.queries.reviewed import reviewed
from assessments.services.attempts import open_attempt
from assessments.services.submission import submit
from courses.models import Course, Module
from tests.assessments.answering import answers_in
from tests.assessments.bank import CANARY, offer, one_of_each, put, right_answer
from tests.assessments.pages import answer_url, page_of
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
Enrol = Callable[[User], User]


@pytest.fixture
def bank(course: Course) -> dict[str, Question]:
    return one_of_each(Module.objects.get(code="T1"), essay=False)


@pytest.fixture
def sheet(bank: dict[str, Question], enrolled: Enrol, amina: User) -> Attempt:
    """Amina's attempt, a question of each kind but the note."""
    module = Module.objects.get(code="T1")
    quiz = Quiz.objects.create(module=module, question_count=len(bank), pass_mark_percent=70)
    return open_attempt(enrolled(amina), quiz=quiz, at=NOON)


def fields_of(question: Question, answer: Any) -> dict[str, Any]:
    """What a form posts to say `answer`."""
    name = f"q-{question.pk}"
    if isinstance(answer, dict):
        return {f"{name}-{stem}": value for stem, value in answer.items()}
    if question.kind == Kind.ORDERING:
        return {f"{name}-{item}": str(place) for place, item in enumerate(answer, start=1)}
    return {name: answer}


def test_without_script_every_kind_is_answered_and_earns_its_marks(
    signed_in: SignIn, amina: User, sheet: Attempt, bank: dict[str, Question]
) -> None:
    client = signed_in(amina)
    posted: dict[str, Any] = {}
    for question in bank.values():
        posted |= fields_of(question, right_answer(question))

    client.post(sheet.get_absolute_url(), posted)
    client.post(reverse("attempt_submit", args=[sheet.pk]))

    sheet.refresh_from_db()
    assert answers_in(sheet) == {question.pk: right_answer(question) for question in bank.values()}
    assert (sheet.marks, sheet.maximum, sheet.passed) == (Decimal(7), Decimal(7), True)
    assert page_of(client, sheet).count("question--correct") == 7


@pytest.mark.parametrize("kind", [kind for kind in Kind.values if kind not in {"essay", "cluster"}])
def test_a_script_saves_every_kind_and_the_other_language_shows_it(
    kind: str, signed_in: SignIn, amina: User, sheet: Attempt, bank: dict[str, Question]
) -> None:
    client, question = signed_in(amina), bank[kind]
    answer = right_answer(question)

    told = client.post(answer_url(sheet, question.pk), {**fields_of(question, answer), "sequence": "1"}).json()

    shown = [chosen_on(client.get(sheet.get_absolute_url().replace("/fr/", f"/{code}/"))) for code in ("fr", "ar")]
    assert (told["answer"], told["sequence"]) == (answer, 1)
    assert shown[0] == shown[1] != []


def chosen_on(response: Any) -> list[str]:
    page = response.content.decode()
    assert response.status_code == 200
    return re.findall(r'value="([^"]+)" (?:checked|selected)', page) + re.findall(
        r'name="q-\d+" value="([^"]+)" a', page
    )


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("numerical", {"q": "9" * 501}),
        ("short-answer", {"q": "x" * 501}),
        ("single", {"q": ["x"]}),
        ("true-false", {"q": "both"}),
        ("matching", {"stem": "x"}),
    ],
)
def test_an_answer_of_no_shape_that_was_offered_is_refused(
    kind: str, fields: dict[str, Any], signed_in: SignIn, amina: User, sheet: Attempt, bank: dict[str, Question]
) -> None:
    question = bank[kind]
    stem = next((str(pair.uuid) for pair in question.pairs.all()), "")
    posted = {f"q-{question.pk}-{stem}" if name == "stem" else f"q-{question.pk}": v for name, v in fields.items()}
    if fields.get("q") == "both":
        posted = {f"q-{question.pk}": [str(each.uuid) for each in question.choices.all()]}

    response = signed_in(amina).post(answer_url(sheet, question.pk), posted)

    assert (response.status_code, answers_in(sheet)) == (409, {})


@pytest.mark.parametrize(
    ("accepted", "told"),
    [(["*civile*", "partie civile", "*مدني"], ("partie civile",)), (["*civile*", "*مدني"], ("*civile*", "*مدني"))],
)
def test_a_pattern_is_told_as_the_right_answer_only_where_nothing_else_is(
    accepted: list[str], told: tuple[str, ...], amina: User, sheet: Attempt, bank: dict[str, Question]
) -> None:
    bank["short-answer"].accepted.all().delete()
    for n, text in enumerate(accepted):
        AcceptedAnswer.objects.create(question=bank["short-answer"], text=text, position=n)

    explained = reviewed(submit(sheet, at=NOON))

    assert [each.accepted for each in explained if each.kind == "short-answer"] == [told]


def test_an_order_half_given_is_kept_as_far_as_it_goes(
    signed_in: SignIn, amina: User, sheet: Attempt, bank: dict[str, Question]
) -> None:
    items = [str(each.uuid) for each in bank["ordering"].choices.all()]
    name = f"q-{bank['ordering'].pk}"
    fields = {f"{name}-{items[2]}": "1", f"{name}-{items[0]}": "3", f"{name}-{items[1]}": "", "sequence": "1"}

    told = signed_in(amina).post(answer_url(sheet, bank["ordering"].pk), fields).json()

    assert told["answer"] == [items[2], items[0]]


def test_a_file_stands_above_its_questions(signed_in: SignIn, enrolled: Enrol, course: Course, amina: User) -> None:
    module = Module.objects.get(code="T1")
    case = put(module, Kind.CLUSTER, code="DOSSIER")
    for n in range(2):
        offer(put(module, Kind.TRUE_FALSE, code=f"D-{n}", cluster=case), "ab", right="a")
    quiz = Quiz.objects.create(module=module, question_count=2)
    attempt = open_attempt(enrolled(amina), quiz=quiz, at=timezone.now())

    page = page_of(signed_in(amina), attempt)

    order = re.findall(r"Énoncé (DOSSIER|D-\d)", page)
    assert order == ["DOSSIER", "D-0", "D-1"]
    assert CANARY not in page


def test_the_right_words_in_the_other_language_are_right(
    signed_in: SignIn, amina: User, sheet: Attempt, bank: dict[str, Question]
) -> None:
    client, question = signed_in(amina), bank["short-answer"]
    client.post(answer_url(sheet, question.pk), {f"q-{question.pk}": "الاكراه"})

    client.post(reverse("attempt_submit", args=[sheet.pk]))

    assert sheet.responses.get(question=question).marks == 1
    assert sheet.responses.get(question=question).language == "fr"
