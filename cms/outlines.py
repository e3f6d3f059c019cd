"""What the pages tell of courses, modules and lessons: reads over the apps below, and no page among them."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from wagtail.models import Page

from accounts.models import Posting, Profession, User
from accounts.queries import posting_on
from courses.models import Course, Lesson, Module
from courses.queries import open_editions
from enrolments.models import LessonProgress, ModulePass
from enrolments.queries import (
    CourseStanding,
    course_standing,
    cycle_of,
    enrolment_in,
    live_enrolments,
    standing_with,
)


@dataclass(frozen=True)
class LessonPlace:
    """A lesson among those of its module, and whether each is done."""

    lessons: tuple[Lesson, ...]
    current: Lesson

    @property
    def _index(self) -> int:
        return next(n for n, lesson in enumerate(self.lessons) if lesson.pk == self.current.pk)

    @property
    def number(self) -> int:
        return self._index + 1

    @property
    def previous(self) -> Lesson | None:
        return self.lessons[self._index - 1] if self._index else None

    @property
    def next(self) -> Lesson | None:
        return self.lessons[self._index + 1] if self.number < len(self.lessons) else None


@dataclass(frozen=True)
class ModuleOutline:
    """A module as a visitor sees it: its lessons with `done`, its courses, and whether its quiz is passed.

    `cycle` is `None` for whoever is in no course that holds it.
    """

    module: Module
    lessons: tuple[Lesson, ...]
    courses: tuple[Course, ...]
    cycle: int | None
    passed: bool

    @property
    def lessons_done(self) -> int:
        return sum(lesson.done for lesson in self.lessons)  # type: ignore[attr-defined]  # annotated

    @property
    def next_lesson(self) -> Lesson | None:
        return next((lesson for lesson in self.lessons if not lesson.done), None)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class CatalogueEntry:
    course: Course
    addressed: bool
    enrolled: bool


def lessons_of(module_id: int, *, learner: User | None, cycle: int | None) -> tuple[Lesson, ...]:
    """The lessons of a module in order, each with `done` for `learner` in `cycle`: one query."""
    done = LessonProgress.objects.none()
    if learner and cycle:
        done = LessonProgress.objects.filter(learner=learner, cycle=cycle, lesson=OuterRef("pk"), done_at__isnull=False)
    lessons = Lesson.objects.filter(module=module_id).annotate(done=Exists(done))
    return tuple(lessons.order_by("position"))


def courses_holding(module_id: int, *, on: date) -> tuple[Course, ...]:
    """The courses that may be joined on a day and hold a module, with their professions: two queries."""
    editions = open_editions(on=on).filter(modules=module_id)
    courses = Course.objects.filter(pk__in=editions.order_by().values("course")).prefetch_related("professions")
    return tuple(courses)


def module_outline(module: Module, *, learner: User | None, on: date) -> ModuleOutline:
    """`module` as `learner` (or, with `None`, a passer-by) sees it on a day: five queries at most."""
    cycle = cycle_of(learner, module=module) if learner else None
    passes = ModulePass.objects.filter(learner=learner, module=module, cycle=cycle) if cycle else None
    return ModuleOutline(
        module=module,
        lessons=lessons_of(module.pk, learner=learner, cycle=cycle),
        courses=courses_holding(module.pk, on=on),
        cycle=cycle,
        passed=passes is not None and passes.exists(),
    )


def course_seen(course: Course, *, learner: User | None, on: date) -> CourseStanding:
    """`course` as `learner` (or, with `None`, a passer-by) sees it on a day; its professions are prefetched.

    Five queries at most: what somebody has learnt is not told of a course they are not in.
    """
    enrolment = enrolment_in(course, learner=learner, on=on) if learner else None
    if enrolment:
        return standing_with(enrolment, on=on)
    standing = course_standing(None, course=course, on=on)
    if learner is None:
        return standing
    return replace(standing, may_join=standing.edition is not None and _addresses(course, posting_on(learner, day=on)))


def catalogue(
    *, learner: User | None, on: date, profession: Profession | None = None, regime: str = ""
) -> list[CatalogueEntry]:
    """The courses that take enrolments on a day and have a page, those for the learner's profession first.

    Two queries, and two more for a learner.
    """
    courses = _courses_shown(on=on)
    if profession:
        courses = courses.filter(professions=profession)
    if regime:
        courses = courses.filter(regime=regime)
    posting = posting_on(learner, day=on) if learner else None
    joined = set(live_enrolments(learner).values_list("course_id", flat=True)) if learner else set()
    entries = [
        CatalogueEntry(
            course,
            addressed=_addresses(course, posting),
            enrolled=course.pk in joined,
        )
        for course in courses
    ]
    return sorted(entries, key=lambda entry: not entry.addressed)


def _addresses(course: Course, posting: Posting | None) -> bool:
    return posting is not None and posting.profession_id in {each.pk for each in course.professions.all()}


def _courses_shown(*, on: date) -> QuerySet[Course]:
    live = Page.objects.filter(translation_key=OuterRef("uuid"), live=True)
    editions = open_editions(on=on).order_by().values("course")
    professions = Prefetch("professions", Profession.objects.order_by("position"))
    return Course.objects.filter(Exists(live), pk__in=editions).prefetch_related(professions)


def professions_addressed() -> QuerySet[Profession]:
    """The professions that any course addresses, in order: one query."""
    return Profession.objects.filter(~Q(courses=None)).distinct().order_by("position")
