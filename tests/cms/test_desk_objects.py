"""Courses, editions, modules, lessons, questions and quizzes at the desk: forms, lists and history."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.models import Attempt, Question, Quiz
from courses.models import Course, Edition, EditionModule, Lesson, Module
from enrolments.services import enrol_many
from tests.conftest import make_course, make_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]
LISTS = ("course", "edition", "module", "lesson", "question", "quiz")
Row = tuple[str, bool]  # the words of a choice, and whether it is right


def rows(found: list[dict[str, Any]], initial: int = 0) -> dict[str, str]:
    data = {"rows-TOTAL_FORMS": str(len(found)), "rows-INITIAL_FORMS": str(initial)}
    return data | {f"rows-{n}-{name}": str(value) for n, row in enumerate(found) for name, value in row.items()}


def choice(words: str, right: bool) -> dict[str, str]:
    return {"text_fr": words, "text_ar": f"ع {words}", "position": ""} | ({"is_correct": "on"} if right else {})


def question_form(choices: list[dict[str, Any]], *, kind: str = "single", initial: int = 0) -> dict[str, str]:
    facts = {
        "code": "N-01", "module": str(Module.objects.get(slug="premier").pk), "kind": kind, "difficulty": "easy",
        "max_marks": "1",        "text_fr": "Quoi ?", "text_ar": "ماذا؟",
    }  # fmt: skip
    return facts | rows(choices, initial)


def test_a_question_is_made_with_its_choices(leila: User, signed_in: SignedIn) -> None:
    signed_in(leila).post(reverse("question:add"), question_form([choice("A", True), choice("B", False), {}]))

    made = Question.objects.get(code="N-01")
    assert list(made.choices.values_list("position", "text_fr", "text_ar", "is_correct")) == [
        (1, "A", "ع A", True), (2, "B", "ع B", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "choices", "accepted"),
    [
        ("single", [("A", True)], False),
        ("single", [("A", False), ("B", False)], False),
        ("single", [("A", True), ("B", True)], False),
        ("multiple", [("A", False), ("B", False)], False),
        ("multiple", [("A", True), ("B", True)], True),
        ("multiple", [("A", True), ("B", False)], True),
        ("true-false", [("A", True), ("B", True)], False),
        ("ordering", [("A", False)], False),
        ("ordering", [("A", False), ("B", False)], True),
        ("essay", [], True),
    ],
)
def test_a_question_has_two_choices_and_the_right_ones(
    leila: User, signed_in: SignedIn, kind: str, choices: list[Row], accepted: bool
) -> None:
    response = signed_in(leila).post(
        reverse("question:add"), question_form([choice(*each) for each in choices], kind=kind)
    )

    assert (response.status_code, Question.objects.filter(code="N-01").exists()) == (302 if accepted else 200, accepted)
    if not accepted:
        assert 'role="alert"' in response.content.decode()


def edit_choices(client: Client, question: Question, *, delete: str = "", right: str = "A") -> Any:
    """Send the form of a question as it stands, with one choice taken away, or another one right."""
    found = [
        {"id": each.pk, **choice(each.text_fr, each.text_fr == right), "position": each.position}
        | ({"DELETE": "on"} if each.text_fr == delete else {})
        for each in question.choices.all()
    ]
    return client.post(reverse("question:edit", args=[question.pk]), question_form(found, initial=len(found)))


def made_question(client: Client) -> Question:
    client.post(reverse("question:add"), question_form([choice("A", True), choice("B", False), choice("C", False)]))
    return Question.objects.get(code="N-01")


def test_a_choice_is_taken_away_until_its_quiz_was_sat(leila: User, amina: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    question = made_question(client)
    identities = list(question.choices.values_list("uuid", flat=True))[:2]
    edit_choices(client, question, delete="C")
    assert list(question.choices.values_list("uuid", flat=True)) == identities

    quiz = Quiz.objects.get(module=question.module)
    Attempt.objects.create(learner=amina, quiz=quiz, number=1, drawn=[], opened_at=timezone.now())
    edit_choices(client, question, delete="B")
    edit_choices(client, question, right="B")

    assert list(question.choices.values_list("text_fr", "is_correct")) == [("A", True), ("B", False)]


def edition_form(edition: Edition, modules: list[dict[str, Any]], initial: int) -> dict[str, str]:
    facts = {"course": str(edition.course_id), "number": str(edition.number), "opens_on": "2023-11-01", "closes_on": ""}
    return facts | rows(modules, initial)


def test_an_edition_orders_its_modules_until_somebody_is_in_it(leila: User, amina: User, signed_in: SignedIn) -> None:
    edition, client = Edition.objects.get(course__slug="essai"), signed_in(leila)
    held = {"id": EditionModule.objects.get().pk, "module": Module.objects.get(slug="premier").pk, "position": 2}
    added = {"module": make_module("ZZ").pk, "position": 1}
    url = reverse("edition:edit", args=[edition.pk])

    client.post(url, edition_form(edition, [held, added], 1))
    assert list(edition.places.values_list("module__slug", flat=True)) == ["zz", "premier"]

    enrol_many([amina], edition=edition, by=None, at=timezone.now())
    response = client.post(url, edition_form(edition, [{**held, "DELETE": "on"}], 1))
    assert (response.status_code, edition.places.count()) == (200, 2)


@pytest.mark.parametrize("name", LISTS)
def test_each_has_a_form_and_a_history(leila: User, signed_in: SignedIn, name: str) -> None:
    models: dict[str, type[Any]] = {
        "course": Course,
        "edition": Edition,
        "module": Module,
        "lesson": Lesson,
        "question": Question,
        "quiz": Quiz,
    }
    pk, client = models[name].objects.first().pk, signed_in(leila)

    edit = client.get(reverse(f"{name}:edit", args=[pk]))
    history = client.get(reverse(f"{name}:history", args=[pk]))

    assert (edit.status_code, history.status_code) == (200, 200)
    assert reverse(f"{name}:history", args=[pk]) in edit.content.decode()


def test_the_history_tells_who_changed_an_object(leila: User, signed_in: SignedIn) -> None:
    module, client = Module.objects.get(slug="premier"), signed_in(leila)
    sent = {"code": module.code, "slug": module.slug, "title_fr": "Autre titre", "title_ar": "عنوان", "minutes": "50"}

    client.post(reverse("module:edit", args=[module.pk]), sent)

    history = client.get(reverse("module:history", args=[module.pk])).content.decode()
    assert (Module.objects.get(pk=module.pk).title_fr, leila.email in history or "Autrice" in history) == (
        "Autre titre", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/cms/course/?q=مسار", True), ("/cms/course/?q=rien", False), ("/cms/course/?regime=initial", False),
        ("/cms/edition/?q=essai", True), ("/cms/lesson/?q=التتمة", True), ("/cms/lesson/?q=zzz", False),
    ],
)  # fmt: skip
def test_lists_are_searched_and_filtered(leila: User, signed_in: SignedIn, address: str, found: bool) -> None:
    shown = signed_in(leila).get(address).content.decode()

    assert ("/edit/" in shown.split('id="listing-results"')[1]) == found


@pytest.mark.parametrize("name", LISTS)
def test_lists_cost_the_same_whatever_they_hold(
    leila: User, signed_in: SignedIn, django_assert_num_queries: Any, name: str
) -> None:
    client, url = signed_in(leila), reverse(f"{name}:index")
    client.get(url)
    cost = _cost(client, url)

    for n in range(3):
        course = make_course(f"K{n}", professions=["juge-siege"], modules=(f"KM{n}",))
        Quiz.objects.create(module=course.editions.get().modules.get())
        Question.objects.create(code=f"K{n}", module=Module.objects.get(code=f"KM{n}"), kind="single", text_fr="?")

    with django_assert_num_queries(cost):
        client.get(url)


def _cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def test_the_outsider_sees_no_list(driss: User, leila: User, signed_in: SignedIn) -> None:
    assert signed_in(leila).get(reverse("question:index")).status_code == 200

    assert {signed_in(driss).get(reverse(f"{name}:index")).status_code for name in LISTS} == {403}
