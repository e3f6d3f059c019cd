"""Where a learner is with a quiz, and which attempts somebody may see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce, Least

from accounts.models import User
from assessments.errors import AlreadyPassed, AttemptAwaited, ModulesDone, ModulesFirst, NoAttemptLeft, TooEarly
from assessments.models import Accommodation, Attempt, DrawRule, ExtraAttempt, Kind, Quiz
from assessments.rules import Door, Next, Terms, Verdict, door_of, next_attempt
from enrolments.models import ExamPass, ModulePass
from enrolments.queries import cycle_in, cycle_of, modules_complete
from lms.lib.errors import Refusal


@dataclass(frozen=True)
class Standing:
    """A learner's attempts at a quiz, oldest first, and what comes next in the cycle being learnt."""

    quiz: Quiz
    cycle: int
    attempts: tuple[Attempt, ...]
    last_extra: ExtraAttempt | None
    verdict: Verdict
    extra_time_percent: int = 0
    door: Door = Door.OPEN

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
    def counted(self) -> Attempt | None:
        """The attempt of this cycle whose mark counts: the best one or the last one, as the quiz says."""
        marked = [attempt for attempt in self.attempts if attempt.is_marked and attempt.cycle == self.cycle]
        if self.quiz.counts == Quiz.Counts.LAST:
            return marked[-1] if marked else None
        return max(marked, key=lambda attempt: attempt.percent or 0, default=None)

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to be sat, so that answers may be explained."""
        return self.verdict.next in {Next.PASSED, Next.EXHAUSTED}

    @property
    def refusal(self) -> Refusal | None:
        """Why no new attempt opens now; `None` where one does."""
        if self.verdict.next is Next.PASSED:
            return AlreadyPassed()
        if self.verdict.next is Next.AWAITED:
            return AttemptAwaited()
        if self.verdict.next is Next.EXHAUSTED:
            return NoAttemptLeft()
        if self.door is not Door.OPEN:
            return ModulesFirst() if self.door is Door.NOT_YET else ModulesDone()
        return TooEarly(until=self.verdict.opens_at) if self.verdict.opens_at else None


def quizzes() -> QuerySet[Quiz]:
    """Quizzes with their module, course and blueprint, and `asked`, the number of questions an attempt draws."""
    put = Q(module__questions__is_retired=False) & ~Q(module__questions__kind__in=[Kind.ESSAY, Kind.CLUSTER])
    live = Count("module__questions", filter=put)
    drawn = DrawRule.objects.filter(blueprint=OuterRef("blueprint")).order_by().values("blueprint")
    asked = Case(
        When(blueprint=None, then=Least(F("question_count"), live)),
        default=Coalesce(Subquery(drawn.annotate(n=Sum("count")).values("n")), 0),
    )
    return Quiz.objects.select_related("module", "course", "blueprint").annotate(asked=asked)


def quiz_at(address: str) -> Q:
    """The condition on quizzes that one has the `address`: a module's slug, or a course's with the kind behind."""
    slug, _, kind = address.rpartition(".")
    return Q(course__slug=slug, kind=kind) if slug else Q(module__slug=address)


def attempts_of(learner: User) -> QuerySet[Attempt]:
    """The attempts of `learner` and of nobody else, with quiz, module and course.

    Each carries `answered`: how many of its questions have an answer.
    """
    attempts = Attempt.objects.filter(learner=learner).select_related("quiz__module", "quiz__course")
    answered = Count("responses", filter=Q(responses__is_answered=True))
    return attempts.annotate(answered=answered)  # type: ignore[no-redef]  # see the model


def cycle_for(learner: User, *, quiz: Quiz) -> int | None:
    """The cycle in which `learner` now learns what `quiz` belongs to; `None` without a live enrolment: one query."""
    if quiz.module:
        return cycle_of(learner, module=quiz.module)
    return cycle_in(learner, course=quiz.course) if quiz.course else None


def standing_of(learner: User, *, quiz: Quiz, cycle: int, at: datetime) -> Standing:
    """Where `learner` is with `quiz` in `cycle` at a moment: three queries, and for a course's quiz four more.

    One more where the quiz has a time limit.
    """
    attempts = tuple(attempts_of(learner).filter(quiz=quiz).order_by("opened_at", "pk"))
    extras = list(ExtraAttempt.objects.filter(learner=learner, quiz=quiz, cycle=cycle).select_related("opened_by"))
    of_cycle = [each for each in attempts if each.cycle == cycle and each.state != Attempt.State.VOIDED]
    verdict = next_attempt(
        terms_of(quiz),
        submitted=[each.submitted_at for each in of_cycle if each.submitted_at],
        passed=has_passed(learner, quiz=quiz, cycle=cycle),
        extra=len(extras),
        at=at,
        awaited=any(each.is_awaited for each in of_cycle),
    )
    return Standing(
        quiz, cycle, attempts, extras[-1] if extras else None, verdict,
        extra_time_percent=extra_time_of(learner) if quiz.time_limit else 0,
        door=_door(learner, quiz=quiz),
    )  # fmt: skip


def terms_of(quiz: Quiz) -> Terms:
    """What `quiz` grants to every learner."""
    return Terms(quiz.attempts_allowed, quiz.wait_before_last, quiz.wait_between)


def has_passed(learner: User, *, quiz: Quiz, cycle: int) -> bool:
    """Whether nothing is to be passed any more; tests before and after a course are never passed."""
    own = {"learner": learner, "cycle__gte": cycle}
    if quiz.kind == Quiz.Kind.MODULE:
        return ModulePass.objects.filter(module=quiz.module_id, **own).exists()
    return quiz.kind == Quiz.Kind.EXAM and ExamPass.objects.filter(course=quiz.course_id, **own).exists()


def _door(learner: User, *, quiz: Quiz) -> Door:
    if quiz.course is None:
        return Door.OPEN
    return door_of(quiz.kind, modules_complete=modules_complete(learner, course=quiz.course))


def extra_time_of(learner: User) -> int:
    """The extra time granted to `learner`, in per cent: one query."""
    granted = Accommodation.objects.filter(learner=learner).values_list("extra_time_percent", flat=True).first()
    return granted or 0


def attempts_over(*, at: datetime) -> QuerySet[Attempt]:
    """The open attempts whose time is over at a moment, those ended first first."""
    return Attempt.objects.filter(state=Attempt.State.OPEN, deadline__lt=at).order_by("deadline")
