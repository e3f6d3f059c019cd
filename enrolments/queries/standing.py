"""Where a learner stands in a lesson, a module and a course, and what comes next: no query."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from courses.models import Course, Edition, Lesson, Module
from enrolments.models import Enrolment


@dataclass(frozen=True)
class LessonStanding:
    """A lesson as one learner sees it; `opened_at` is when it was last opened, until it is done."""

    lesson: Lesson
    opened_at: datetime | None = None
    done: bool = False

    @property
    def step(self) -> "Step":
        return Step(self.lesson.title, self.lesson.get_absolute_url(), self.lesson.minutes)


@dataclass(frozen=True)
class ModuleStanding:
    """A module as one enrolment sees it. `percent` is the mark of its quiz, where it was passed, at `passed_at`."""

    module: Module
    lessons: tuple[LessonStanding, ...]
    percent: Decimal | None = None
    passed_at: datetime | None = None

    @property
    def passed(self) -> bool:
        return self.percent is not None

    @property
    def lessons_done(self) -> int:
        return sum(standing.done for standing in self.lessons)

    @property
    def complete(self) -> bool:
        return self.lessons_done == len(self.lessons) and (self.passed or not self.module.has_quiz)

    @property
    def quiz_minutes(self) -> int:
        return max(self.module.minutes - sum(standing.lesson.minutes for standing in self.lessons), 0)

    @property
    def minutes_left(self) -> int:
        """Minutes of the lessons not yet done, and of the quiz where it is not passed."""
        left = sum(standing.lesson.minutes for standing in self.lessons if not standing.done)
        return left + (0 if self.passed else self.quiz_minutes)

    @property
    def next(self) -> "Step | None":
        """The first lesson not done, then the quiz where it is not passed."""
        for standing in self.lessons:
            if not standing.done:
                return standing.step
        if self.complete:
            return None
        url = reverse("quiz", kwargs={"slug": self.module.slug})
        return Step(self.module.title, url, self.quiz_minutes, is_quiz=True)


@dataclass(frozen=True)
class Step:
    """What comes next: a lesson to read or a quiz to sit."""

    title: str
    url: str
    minutes: int
    is_quiz: bool = False


@dataclass(frozen=True)
class CourseStanding:
    """A course as one person sees it; `enrolment` is `None` for whoever is not in it.

    `newer` is the open edition that an enrolment under way may be moved to.
    """

    course: Course
    edition: Edition | None
    enrolment: Enrolment | None
    modules: tuple[ModuleStanding, ...]
    may_join: bool = False
    may_leave: bool = False
    newer: Edition | None = None
    exam_passed_at: datetime | None = None

    @property
    def lessons_done(self) -> int:
        return sum(module.lessons_done for module in self.modules)

    @property
    def lessons_total(self) -> int:
        return sum(len(module.lessons) for module in self.modules)

    @property
    def modules_done(self) -> int:
        return sum(module.complete for module in self.modules)

    @property
    def minutes_left(self) -> int:
        """The minutes of all that is left, rounded up to five: an estimate, told as one."""
        return -(-sum(module.minutes_left for module in self.modules) // 5) * 5

    @property
    def modules_complete(self) -> bool:
        return bool(self.modules) and all(module.complete for module in self.modules)

    @property
    def asks_exam(self) -> bool:
        """Whether the edition ends with the final exam; whoever had finished before there was one is not asked."""
        finished = self.enrolment is not None and self.enrolment.completed_at is not None
        return self.edition is not None and self.edition.ends_with_exam_of(self.course) and not finished

    @property
    def complete(self) -> bool:
        """Whether everything asked is done: each module, and the final exam where the edition ends with one."""
        return self.modules_complete and (self.exam_passed_at is not None or not self.asks_exam)

    @property
    def next(self) -> Step | None:
        """The first lesson not done or quiz not passed, in the order of the course; then its final exam."""
        if self.modules_complete and not self.complete:
            url = reverse("quiz", kwargs={"slug": f"{self.course.slug}.final-exam"})
            return Step(self.course.title, url, 0, is_quiz=True)
        return next((module.next for module in self.modules if not module.complete), None)
