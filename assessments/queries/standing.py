"""Where a learner is with a quiz, and which attempts somebody may see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Least

from accounts.models import User
from assessments.errors import AlreadyPassed, NoAttemptLeft, TooEarly
from assessments.models import Attempt, ExtraAttempt, Question, Quiz
from assessments.rules import Next, Terms, Verdict, next_attempt
from courses.models import Module
from enrolments.models import ModulePass
from lms.lib.errors import Refusal


@dataclass(frozen=True)
class Standing:
    """A learner's attempts at a quiz, oldest first, and what comes next in the cycle being learnt."""

    quiz: Quiz
    cycle: int
    attempts: tuple[Attempt, ...]
    last_extra: ExtraAttempt | None
    verdict: Verdict

    @property
    def open_attempt(self) -> Attempt | None:
        return next((attempt for attempt in self.attempts if attempt.is_open), None)

    @property
    def submitted(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if not attempt.is_open]

    @property
    def next_number(self) -> int:
        """The number that the next attempt of this cycle takes."""
        return 1 + max((attempt.number for attempt in self.attempts if attempt.cycle == self.cycle), default=0)

    @property
    def refusal(self) -> Refusal | None:
        """Why no new attempt opens now; `None` where one does."""
        if self.verdict.next is Next.PASSED:
            return AlreadyPassed()
        if self.verdict.next is Next.EXHAUSTED:
            return NoAttemptLeft()
        return TooEarly(until=self.verdict.opens_at) if self.verdict.opens_at else None


def quizzes() -> QuerySet[Quiz]:
    """Quizzes with their module and `asked`, the number of questions an attempt draws."""
    live = Count("module__questions", filter=Q(module__questions__is_retired=False))
    return Quiz.objects.select_related("module").annotate(asked=Least(F("question_count"), live))


def live_questions(module: Module) -> QuerySet[Question]:
    """The questions of `module` that an attempt may draw: not retired, and with a right choice."""
    return module.questions.filter(is_retired=False, choices__is_correct=True).distinct()


def attempts_of(learner: User, *, besides: int | None = None) -> QuerySet[Attempt]:
    """The attempts of `learner` and of nobody else, with quiz and module.

    Each carries `answered`: how many of its questions, other than `besides`, have an answer.
    """
    answered = ~Q(responses__chosen=[]) & (Q() if besides is None else ~Q(responses__question=besides))
    attempts = Attempt.objects.filter(learner=learner).select_related("quiz__module")
    return attempts.annotate(answered=Count("responses", filter=answered))  # type: ignore[no-redef]  # see the model


def standing_of(learner: User, *, quiz: Quiz, cycle: int, at: datetime) -> Standing:
    """Where `learner` is with `quiz` in `cycle` at a moment: three queries."""
    attempts = tuple(attempts_of(learner).filter(quiz=quiz).order_by("opened_at", "pk"))
    extras = list(ExtraAttempt.objects.filter(learner=learner, quiz=quiz, cycle=cycle).select_related("opened_by"))
    verdict = next_attempt(
        Terms(quiz.attempts_allowed, quiz.wait_before_last),
        submitted=[each.submitted_at for each in attempts if each.cycle == cycle and each.submitted_at],
        passed=ModulePass.objects.filter(learner=learner, module=quiz.module_id, cycle__gte=cycle).exists(),
        extra=len(extras),
        at=at,
    )
    return Standing(quiz, cycle, attempts, extras[-1] if extras else None, verdict)
