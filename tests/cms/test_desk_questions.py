"""The questions of every kind at the desk: what each is made of, what is refused, and what stays once it was asked."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.models import User
from assessments.models import Attempt, Question, Quiz
from courses.models import Module
from tests.cms.test_desk_objects import question_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]
Rows = list[dict[str, Any]]


def pair(stem: str, answer: str) -> dict[str, str]:
    return {"stem_fr": stem, "stem_ar": stem and f"ع {stem}", "answer_fr": answer, "answer_ar": f"ع {answer}"}


def number(value: str, *, fraction: str = "100", tolerance: str = "0") -> dict[str, str]:
    return {"number": value, "fraction": fraction, "tolerance": tolerance}


def words(text: str, language: str, *, fraction: str = "100") -> dict[str, str]:
    return {"text": text, "language": language, "fraction": fraction}


def criterion(title: str, *marks: str) -> dict[str, str]:
    levels = {
        f"level{n}_{part}": each
        for n, mark in enumerate(marks)
        for part, each in (("marks", mark), ("text_fr", f"Niveau {mark}"), ("text_ar", f"مستوى {mark}"))
    }
    return {"title_fr": title, "title_ar": f"ع {title}"} | levels


def item(text: str, position: str = "") -> dict[str, str]:
    return {"text_fr": text, "text_ar": f"ع {text}", "position": position}


SHAPES = {
    "matching": "pairs", "ordering": "order", "numerical": "numbers", "short-answer": "words", "essay": "rubric",
    "single": "choices",
}  # fmt: skip


def sent(kind: str, rows: Rows, *, initial: int = 0, shown: str = "") -> dict[str, str]:
    return question_form(rows, kind=kind, initial=initial) | {"rows_of": shown or SHAPES[kind]}


def add(client: Client, kind: str, rows: Rows, *, shown: str = "") -> Any:
    return client.post(reverse("question:add"), sent(kind, rows, shown=shown))


def key_of(question: Question) -> list[tuple[object, ...]]:
    """What a question is marked by, as plain values."""
    match question.kind:
        case "matching":
            return list(question.pairs.values_list("position", "stem_fr", "stem_ar", "answer_fr"))
        case "ordering":
            return list(question.choices.values_list("position", "text_fr", "is_correct"))
        case "numerical":
            return list(question.accepted.values_list("number", "tolerance", "fraction", "text"))
        case "short-answer":
            return list(question.accepted.values_list("text", "language", "fraction", "number"))
    return [
        (each.title_fr, [(level.marks, level.text_fr, level.text_ar) for level in each.levels.all()])
        for each in question.criteria.all()
    ]


@pytest.mark.parametrize(
    ("kind", "rows", "key"),
    [
        ("matching", [pair("acte", "recruter"), pair("moyen", "menacer"), pair("", "vendre")],
         [(1, "acte", "ع acte", "recruter"), (2, "moyen", "ع moyen", "menacer"), (3, "", "", "vendre")]),
        ("ordering", [item("B", "2"), item("A", "1")], [(1, "A", False), (2, "B", False)]),
        ("numerical", [number("4.5", tolerance="0.5"), number("5", fraction="50")],
         [(Decimal("4.5"), Decimal("0.5"), 100, ""), (5, 0, 50, "")]),
        ("short-answer", [words("contrainte*", "fr"), words("الإكراه", "ar")],
         [("contrainte*", "fr", 100, None), ("الإكراه", "ar", 100, None)]),
        ("essay", [criterion("Faits", "0", "2"), criterion("Droit", "0", "1", "3")],
         [("Faits", [(0, "Niveau 0", "مستوى 0"), (2, "Niveau 2", "مستوى 2")]),
          ("Droit", [(0, "Niveau 0", "مستوى 0"), (1, "Niveau 1", "مستوى 1"), (3, "Niveau 3", "مستوى 3")])]),
    ],
)  # fmt: skip
def test_a_question_of_each_kind_is_made_at_the_desk(
    leila: User, signed_in: SignedIn, kind: str, rows: Rows, key: list[tuple[object, ...]]
) -> None:
    client = signed_in(leila)

    assert add(client, kind, rows).status_code == 302

    made = Question.objects.get(code="N-01")
    assert (made.kind, key_of(made)) == (kind, key)
    history = client.get(reverse("question:history", args=[made.pk])).content.decode()
    assert leila.name in history


@pytest.mark.parametrize(
    ("kind", "rows", "why"),
    [
        ("matching", [pair("acte", "recruter"), pair("", "vendre")], "au moins deux paires"),
        ("matching", [pair("acte", "x") | {"stem_ar": ""}, pair("b", "y")], "dans les deux langues"),
        ("numerical", [number("4", fraction="50")], "la totalité de la note"),
        ("numerical", [number("quatre")], "Saisissez un nombre"),
        ("numerical", [], "la totalité de la note"),
        ("short-answer", [words("", "fr")], "error-message"),
        ("short-answer", [words("a", "fr", fraction="120")], "error-message"),
        ("essay", [criterion("Faits", "2")], "au moins deux niveaux"),
        ("essay", [criterion("Faits", "0", "0")], "un niveau qui rapporte"),
        ("essay", [criterion("Faits", "0", "2") | {"level1_text_ar": ""}], "les deux textes du niveau"),
    ],
)  # fmt: skip
def test_what_makes_no_key_is_refused_in_words(
    leila: User, signed_in: SignedIn, kind: str, rows: Rows, why: str
) -> None:
    response = add(signed_in(leila), kind, rows)

    page = response.content.decode()
    assert (response.status_code, Question.objects.filter(code="N-01").exists()) == (200, False)
    assert why in page


def test_another_kind_offers_its_rows_before_anything_is_kept(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)

    response = add(client, "essay", [item("A"), item("B")], shown="choices")

    page = response.content.decode()
    assert (response.status_code, Question.objects.filter(code="N-01").exists()) == (200, False)
    assert ('name="rows_of" value="rubric"' in page, 'name="rows-0-level0_marks"' in page) == (True, True)
    assert "Quoi ?" in page


def made(client: Client, kind: str, rows: Rows) -> Question:
    add(client, kind, rows)
    return Question.objects.get(code="N-01")


def edited(client: Client, question: Question, rows: Rows, kind: str = "") -> int:
    """Send the form of a question with other rows; those that were there come first, in their order."""
    relation = {"matching": "pairs", "essay": "criteria", "ordering": "choices"}.get(question.kind, "accepted")
    known = [{"id": pk} for pk in getattr(question, relation).values_list("pk", flat=True)]
    together = [old | new for old, new in zip(known, rows, strict=False)] + rows[len(known) :]
    data = sent(kind or question.kind, together, initial=len(known), shown=SHAPES[question.kind])
    status: int = client.post(reverse("question:edit", args=[question.pk]), data).status_code
    return status


def marks_of(question: Question) -> list[Decimal]:
    return [level.marks for level in question.criteria.get().levels.all()]


def test_a_level_added_or_left_empty_comes_and_goes(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    question = made(client, "essay", [criterion("Faits", "0", "2")])
    best = question.criteria.get().levels.get(marks=2)

    assert edited(client, question, [criterion("Faits", "0", "2", "4")]) == 302
    assert marks_of(question) == [0, 2, 4]
    assert edited(client, question, [criterion("Faits", "0", "2") | {"level2_marks": ""}]) == 302

    assert marks_of(question) == [0, 2]
    assert question.criteria.get().levels.get(marks=2).uuid == best.uuid


def ask(question: Question, learner: User) -> None:
    quiz = Quiz.objects.get(module=question.module)
    Attempt.objects.create(learner=learner, quiz=quiz, number=1, drawn=[], opened_at=timezone.now())


@pytest.mark.parametrize(
    ("kind", "before", "words_only", "key_too"),
    [
        ("numerical", [number("4")], [number("4") | {"feedback_fr": "Oui."}], [number("5")]),
        ("essay", [criterion("Faits", "0", "2")], [criterion("Les faits", "0", "2")], [criterion("Faits", "0", "3")]),
        ("ordering", [item("A", "1"), item("B", "2")], [item("C", "1"), item("B", "2")],
         [item("A", "2"), item("B", "1")]),
        ("matching", [pair("a", "x"), pair("b", "y")], [pair("c", "x"), pair("b", "y")],
         [pair("a", "x") | {"DELETE": "on"}, pair("b", "y"), pair("c", "z")]),
    ],
)  # fmt: skip
def test_once_it_was_asked_words_change_and_the_key_stays(
    leila: User, amina: User, signed_in: SignedIn, kind: str, before: Rows, words_only: Rows, key_too: Rows
) -> None:
    client = signed_in(leila)
    question = made(client, kind, before)
    ask(question, amina)

    assert edited(client, question, words_only) == 302
    told = key_of(question)
    assert edited(client, question, key_too) == 200
    assert key_of(question) == told


def test_the_kind_changes_until_it_was_asked(leila: User, amina: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    question = made(client, "numerical", [number("4")])
    url = reverse("question:edit", args=[question.pk])

    assert client.post(url, sent("matching", [pair("a", "x"), pair("b", "y")])).status_code == 302
    question.refresh_from_db()
    assert (question.kind, question.accepted.count(), question.pairs.count()) == ("matching", 0, 2)
    ask(question, amina)

    assert client.post(url, sent("numerical", [number("4")])).status_code == 200
    assert Question.objects.get(code="N-01").kind == "matching"


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("kind", ["matching", "ordering", "numerical", "short-answer", "essay"])
def test_the_form_of_each_kind_is_shown_in_both_languages(
    leila: User, signed_in: SignedIn, kind: str, language: str
) -> None:
    question = Question.objects.create(
        code="N-02", module=Module.objects.get(slug="premier"), kind=kind, text_fr="?", text_ar="؟"
    )
    client = signed_in(leila)
    UserProfile.objects.update_or_create(user=leila, defaults={"preferred_language": language})

    page = client.get(reverse("question:edit", args=[question.pk])).content.decode()

    assert (f'name="rows_of" value="{SHAPES[kind]}"' in page, 'name="rows-1-position"' in page) == (True, True)
