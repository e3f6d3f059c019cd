"""Open an attempt."""

import secrets
from datetime import datetime

from django.db import transaction

from accounts.models import User
from assessments.errors import BankTooSmall, NoQuestion, NotEnrolled
from assessments.models import Attempt, Quiz
from assessments.queries.bank import laid_out, portions_of
from assessments.queries.standing import cycle_for, standing_of
from assessments.rules import Drawn, Portion, deadline_of, draw
from assessments.services.submission import end_by_clock
from enrolments.services import lock


@transaction.atomic
def open_attempt(learner: User, *, quiz: Quiz, at: datetime) -> Attempt:
    """Give `learner` the attempt to answer: the open one where there is one, else a new one freshly drawn.

    The learner's row is locked, so two devices get the same attempt. An open one whose time is over is handed in
    first. Raises `NotEnrolled`, `AlreadyPassed`, `AttemptAwaited`, `NoAttemptLeft`, `TooEarly`, `ModulesFirst`,
    `ModulesDone`, `NoQuestion` and `BankTooSmall`.
    """
    lock([learner.pk])
    cycle = cycle_for(learner, quiz=quiz)
    if cycle is None:
        raise NotEnrolled
    standing = standing_of(learner, quiz=quiz, cycle=cycle, at=at)
    if standing.open_attempt and standing.open_attempt.is_over(at):
        end_by_clock(standing.open_attempt, at=at)
        standing = standing_of(learner, quiz=quiz, cycle=cycle, at=at)
    if standing.open_attempt:
        return standing.open_attempt
    if standing.refusal:
        raise standing.refusal
    seed = secrets.token_hex(16)
    portions, drawn = drawn_for(quiz, seed=seed)
    return Attempt.objects.create(
        learner=learner,
        quiz=quiz,
        cycle=cycle,
        number=standing.next_number,
        drawn=laid_out(drawn.questions, seed=seed),
        seed=seed,
        blueprint=[{"count": each.count, "pool": each.pool} for each in portions],
        opened_at=at,
        deadline=deadline_of(at, limit=quiz.time_limit, extra_time_percent=standing.extra_time_percent),
    )


def drawn_for(quiz: Quiz, *, seed: str) -> tuple[list[Portion], Drawn]:
    """What `quiz` draws from the bank as it now is, and the questions that `seed` gives.

    Raises `NoQuestion` for an empty bank and `BankTooSmall` for one that cannot fill a rule of the blueprint.
    """
    portions = portions_of(quiz)
    drawn = draw(portions, seed=seed)
    while drawn.short is not None and quiz.blueprint is None and portions[0].count > 1:
        portions = [Portion(portions[0].count - 1, portions[0].pool)]
        drawn = draw(portions, seed=seed)
    if drawn.short is not None and quiz.blueprint is not None:
        raise BankTooSmall(rule=str(quiz.blueprint.rules.all()[drawn.short]))
    if not drawn.questions:
        raise NoQuestion
    return portions, drawn
