"""How far each learner is, and when: three years of courses at every stage."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random

from accounts.models import User
from assessments.models import CHOOSING, Attempt, Question, Response
from courses.models import Course, Edition, Lesson, Module
from enrolments.models import Enrolment, LessonProgress, ModulePass
from enrolments.services import complete_many, enrol_many
from lms.lib.dates import CASABLANCA

FIRST_DAY = datetime(2023, 11, 6, 9, 0, tzinfo=CASABLANCA)
LAST_DAY = datetime(2026, 10, 26, 9, 0, tzinfo=CASABLANCA)
WAVES = 36


@dataclass(frozen=True)
class Stage:
    """`lessons` done of all, and how many `quizzes` passed; a `failed` learner has used every attempt of the next."""

    lessons: float
    quizzes: int
    failed: bool = False


COMPLETED = Stage(1.0, 2)
# Of twenty learners: eleven have completed, the others are on their way.
STAGES = [COMPLETED] * 11 + [
    Stage(0.75, 1), Stage(0.62, 1), Stage(0.5, 1), Stage(1.0, 1, failed=True), Stage(0.5, 0),
    Stage(0.38, 0), Stage(0.25, 0), Stage(0.0, 0), Stage(0.0, 0),
]  # fmt: skip
ALMOST_THERE = Stage(0.88, 1)  # amina: one lesson and one quiz to go
BEGINNING = Stage(0.25, 0)  # salma


class Story:
    """Rows gathered for every learner of a course and written at once."""

    def __init__(self, course: Course, random: Random) -> None:
        self.random = random
        self.edition = Edition.objects.get(course=course, number=1)
        self.modules = list(Module.objects.filter(places__edition=self.edition).order_by("places__position"))
        self.lessons = {module.pk: list(module.lessons.all()) for module in self.modules}
        self.questions = {module.pk: _questions(module) for module in self.modules}
        self.progress: list[LessonProgress] = []
        self.passes: list[ModulePass] = []
        self.attempts: list[tuple[Attempt, list[Response]]] = []
        self.completions: dict[datetime, list[Enrolment]] = defaultdict(list)

    def tell(self, learners: Sequence[User], stages: Sequence[Stage]) -> None:
        """Enrol `learners` in waves over three years and bring each to their stage."""
        by_wave: dict[int, list[tuple[User, Stage]]] = defaultdict(list)
        for n, pair in enumerate(zip(learners, stages, strict=True)):
            by_wave[_wave_of(n, pair[1])].append(pair)
        for wave, pairs in sorted(by_wave.items()):
            self._wave(wave, pairs)
        self._write()

    def _wave(self, wave: int, pairs: Sequence[tuple[User, Stage]]) -> None:
        span = (LAST_DAY - FIRST_DAY) / (WAVES - 1)
        began = datetime.combine((FIRST_DAY + wave * span).date(), time(9), tzinfo=CASABLANCA)
        stages = {user.pk: stage for user, stage in pairs}
        due = (began + timedelta(days=180)).date()
        for enrolment in enrol_many([user for user, _ in pairs], edition=self.edition, by=None, at=began, due_on=due):
            self._bring(enrolment, stages[enrolment.learner_id])

    def _bring(self, enrolment: Enrolment, stage: Stage) -> None:
        lessons = [lesson for module in self.modules for lesson in self.lessons[module.pk]]
        done = lessons[: round(stage.lessons * len(lessons))]
        at = enrolment.enrolled_at + timedelta(days=self.random.randint(0, 3), hours=self.random.randint(0, 8))
        for lesson in done:
            at += timedelta(days=self.random.randint(0, 2), minutes=self.random.randint(12, 90))
            self._read(enrolment.learner, lesson, at)
        for n, module in enumerate(self.modules[: stage.quizzes]):
            passed_at = at + timedelta(minutes=40 + n)
            percent = self._sit(enrolment.learner, module, right=self.random.randint(7, 10), number=1, at=passed_at)
            self.passes.append(
                ModulePass(learner=enrolment.learner, module=module, passed_at=passed_at, percent=percent)
            )
        if stage.failed:
            for number in (1, 2, 3):
                later = at + timedelta(days=2 * number)
                module = self.modules[stage.quizzes]
                self._sit(enrolment.learner, module, right=self.random.randint(3, 6), number=number, at=later)
        if stage is COMPLETED:
            day = datetime.combine((at + timedelta(hours=1)).date(), time(18), tzinfo=CASABLANCA)
            self.completions[min(day, LAST_DAY + timedelta(days=25))].append(enrolment)

    def _read(self, learner: User, lesson: Lesson, at: datetime) -> None:
        self.progress.append(LessonProgress(learner=learner, lesson=lesson, opened_at=at, done_at=at))

    def _sit(self, learner: User, module: Module, *, right: int, number: int, at: datetime) -> Decimal:
        """One submitted attempt with `right` right answers; return its mark in per cent."""
        questions = self.questions[module.pk]
        drawn = self.random.sample(questions, len(questions))[: module.quiz.question_count]
        attempt = Attempt(
            learner=learner,
            quiz=module.quiz,
            number=number,
            state=Attempt.State.MARKED,
            drawn=[_drawn(question) for question in drawn],
            opened_at=at - timedelta(minutes=15),
            submitted_at=at,
            marked_at=at,
            marks=Decimal(right),
            maximum=Decimal(len(drawn)),
            passed=right * 100 >= module.quiz.pass_mark_percent * len(drawn),
        )
        responses = [_response(attempt, question, right=n < right, at=at) for n, question in enumerate(drawn)]
        self.attempts.append((attempt, responses))
        return Decimal(100 * right) / len(drawn)

    def _write(self) -> None:
        LessonProgress.objects.bulk_create(self.progress, ignore_conflicts=True)
        ModulePass.objects.bulk_create(self.passes, ignore_conflicts=True)
        Attempt.objects.bulk_create(attempt for attempt, _ in self.attempts)
        Response.objects.bulk_create((response for _, rows in self.attempts for response in rows), batch_size=2000)
        for day, enrolments in sorted(self.completions.items()):
            complete_many(enrolments, at=day)


def _wave_of(n: int, stage: Stage) -> int:
    """Whoever completed began at any time; of the others, one in four is late and the rest began lately."""
    late = stage is not COMPLETED and n % 4 == 1
    return n % (WAVES - 2) if stage is COMPLETED or late else WAVES - 5 + n % 5


def _questions(module: Module) -> list[Question]:
    choosing = module.questions.filter(is_retired=False, cluster=None, kind__in=CHOOSING)
    return list(choosing.prefetch_related("choices"))


def _drawn(question: Question) -> dict[str, object]:
    """What the attempt keeps of a question, as `Attempt.drawn` says."""
    offered = [str(choice.uuid) for choice in question.choices.all()]
    return {
        "question": question.pk, "version": 1, "kind": question.kind, "marks": "1", "cluster": None, "offered": offered,
    }  # fmt: skip


def _response(attempt: Attempt, question: Question, *, right: bool, at: datetime) -> Response:
    correct = [str(choice.uuid) for choice in question.choices.all() if choice.is_correct]
    wrong = [str(choice.uuid) for choice in question.choices.all() if not choice.is_correct][:1]
    return Response(
        attempt=attempt,
        question=question,
        answer=sorted(correct if right else wrong),
        is_answered=True,
        language="fr",
        saved_at=at,
        marks=Decimal(1 if right else 0),
        marked_version=1,
    )
