"""Answers as the services take them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assessments.models import Attempt, Choice, Response
from assessments.rules.answers import Answer
from assessments.services.answers import Given, Saved, save_answers


def save(attempt: Attempt, answers: Mapping[int, Answer], *, at: datetime, sequence: int | None = None) -> Saved:
    """Save `answers`, by question id, in `attempt` as its learner does."""
    orders = {each["question"] for each in attempt.drawn if each["kind"] == "ordering"}
    given = {q: Given(answer if q in orders else _settled(answer), sequence) for q, answer in answers.items()}
    return save_answers(attempt.pk, learner=attempt.learner, given=given, at=at)


def _settled(answer: Any) -> Answer:
    return sorted(set(answer)) if isinstance(answer, list | tuple | set) else answer


def offered_in(attempt: Attempt) -> dict[int, list[str]]:
    """What each question of `attempt` offers, in order, by question id."""
    return {each["question"]: list(each["offered"]) for each in attempt.drawn}


def answers_in(attempt: Attempt) -> dict[int, Any]:
    """What is saved in `attempt`, by question id."""
    return dict(Response.objects.filter(attempt=attempt).values_list("question", "answer"))


def right_choices(attempt: Attempt) -> dict[int, list[str]]:
    """The right choices of an attempt, by question id."""
    key: dict[int, list[str]] = {question: [] for question in attempt.questions}
    for choice in Choice.objects.filter(question__in=attempt.questions, is_correct=True):
        key[choice.question_id].append(str(choice.uuid))
    return {question: sorted(right) for question, right in key.items()}
