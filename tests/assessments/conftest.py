"""A quiz of the module T1, whose explanations carry a canary that must not fly before submission."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import pytest

from accounts.models import User
from assessments.models import Attempt, Choice, Question, Quiz
from assessments.services.attempts import open_attempt
from assessments.services.submission import submit
from courses.models import Course, Module
from enrolments.services import enrol_many
from library.models import LegalReference
from tests.assessments.answering import right_choices, save
from tests.conftest import NOON

CANARY = "canari"


def make_question(module: Module, code: str, *, kind: str = "single", right: Iterable[int] = (0,)) -> Question:
    """A question with four choices, those at the positions `right` being the key."""
    question = Question.objects.create(
        module=module, code=code, kind=kind, lesson=module.lessons.first(),
        text_fr=f"Énoncé {code}", text_ar=f"سؤال {code}",
        feedback_fr=f"{CANARY} explication {code}", feedback_ar=f"{CANARY} شرح {code}",
    )  # fmt: skip
    for n in range(4):
        Choice.objects.create(
            question=question, position=n, is_correct=n in set(right),
            text_fr=f"Choix {n} de {code}", text_ar=f"جواب {n} من {code}",
            feedback_fr=f"{CANARY} pourquoi {n}", feedback_ar=f"{CANARY} لماذا {n}",
        )  # fmt: skip
    return question


def make_quiz(module: Module, *, questions: int) -> Quiz:
    """A quiz that draws three questions, from a bank whose every second question has two right choices."""
    for n in range(questions):
        several = n % 2 == 1
        make_question(module, f"{module.code}-Q{n}", kind="multiple" if several else "single",
                      right=(1, 3) if several else (2,))  # fmt: skip
    return Quiz.objects.create(module=module, question_count=3)


@pytest.fixture
def assert_queries(settings: Any, django_assert_num_queries: Any) -> Any:
    """Count queries with sessions in the database, so that one literal holds with Redis and without."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    return django_assert_num_queries


@pytest.fixture
def article(db: None) -> LegalReference:
    return LegalReference.objects.create(
        code="CP-448-1", article="448-1", law_fr="Code pénal", law_ar="القانون الجنائي", title_fr="Définition",
        title_ar="تعريف", summary_fr=f"{CANARY} acte, moyen, but", summary_ar=f"{CANARY} فعل ووسيلة وغرض", source="BO",
    )  # fmt: skip


@pytest.fixture
def quiz(course: Course, article: LegalReference) -> Quiz:
    quiz = make_quiz(Module.objects.get(code="T1"), questions=5)
    for question in Question.objects.filter(module=quiz.module):
        question.legal_references.add(article)
    return quiz


@pytest.fixture
def enrolled(course: Course) -> Callable[[User], User]:
    """Enrol somebody in the course that holds the quiz's module."""

    def enrol(learner: User) -> User:
        enrol_many([learner], edition=course.editions.get(), by=None, at=NOON)
        return learner

    return enrol


@pytest.fixture
def attempt(quiz: Quiz, enrolled: Callable[[User], User], amina: User) -> Attempt:
    """Amina's open attempt."""
    return open_attempt(enrolled(amina), quiz=quiz, at=NOON)


def sit(learner: User, *, quiz: Quiz, at: datetime, well: bool) -> Attempt:
    """Open an attempt, answer everything right or nothing at all, and submit it."""
    attempt = open_attempt(learner, quiz=quiz, at=at)
    if well:
        save(attempt, right_choices(attempt), at=at)
    return submit(attempt, at=at)
