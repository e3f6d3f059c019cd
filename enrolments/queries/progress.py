"""Read where a learner stands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from accounts.queries import posting_on
from courses.models import Course, Edition, EditionModule, Lesson, Module
from courses.queries import open_edition, open_editions
from enrolments.models import Enrolment, ExamPass, ModulePass, UpdateAsked
from enrolments.queries.standing import CourseStanding, LessonStanding, ModuleStanding, Step


def live_enrolments(learner: User) -> QuerySet[Enrolment]:
    """The enrolments `learner` has not left, newest first, with course and edition."""
    return learner.enrolments.filter(left_at=None).select_related("course", "edition")


def opening(learner: User, *, lesson: Lesson) -> Enrolment | None:
    """The live enrolment of `learner` that opens `lesson`, the newest cycle first: one query."""
    return live_enrolments(learner).filter(edition__modules=lesson.module_id).order_by("-cycle", "enrolled_at").first()


def cycle_of(learner: User, *, module: Module) -> int | None:
    """The cycle in which `learner` now learns `module`; `None` when no live enrolment holds it. One query."""
    held = live_enrolments(learner).filter(edition__modules=module)
    cycle: int | None = held.aggregate(cycle=Max("cycle"))["cycle"]
    return cycle


def cycle_in(learner: User, *, course: Course) -> int | None:
    """The cycle in which `learner` is now in `course`; `None` without a live enrolment. One query."""
    cycle: int | None = live_enrolments(learner).filter(course=course).aggregate(cycle=Max("cycle"))["cycle"]
    return cycle


def module_standings(
    editions: Sequence[Edition], *, learner: User | None, cycle: int = 1
) -> dict[int, list[ModuleStanding]]:
    """The modules of each edition id as `learner` stands in them from `cycle` on: three queries in all."""
    places = list(EditionModule.objects.filter(edition__in=editions).select_related("module").order_by("position"))
    modules = {place.module_id for place in places}
    lessons = _lesson_standings(modules, learner=learner, cycle=cycle)
    passes = _passes(learner, modules=modules, cycle=cycle) if learner else {}
    standings: dict[int, list[ModuleStanding]] = defaultdict(list)
    for place in places:
        own = tuple(lessons[place.module_id].values())
        standings[place.edition_id].append(ModuleStanding(place.module, own, *passes.get(place.module_id, ())))
    return standings


def _lesson_standings(
    modules: Iterable[int], *, learner: User | None, cycle: int
) -> dict[int, dict[int, LessonStanding]]:
    """The lessons of each module id in order, as `learner` stands in them from `cycle` on: one query.

    A lesson that was opened in several cycles comes once for each; one opened again in a later cycle stays done.
    """
    lessons = Lesson.objects.filter(module__in=modules).order_by("position", "pk")
    if learner:
        since = Q(progress__learner=learner, progress__cycle__gte=cycle)
        lessons = (
            lessons.annotate(own=FilteredRelation("progress", condition=since))
            .annotate(opened_at=F("own__opened_at"), done_at=F("own__done_at"))
            .order_by("position", "pk", F("own__done_at").asc(nulls_first=True))
        )
    found: dict[int, dict[int, LessonStanding]] = defaultdict(dict)
    for lesson in lessons:
        opened_at, done_at = getattr(lesson, "opened_at", None), getattr(lesson, "done_at", None)
        found[lesson.module_id][lesson.pk] = LessonStanding(lesson, opened_at, done_at is not None)
    return found


def _passes(learner: User, *, modules: Iterable[int], cycle: int) -> dict[int, tuple[Decimal, datetime]]:
    """The mark of each module that `learner` passed from `cycle` on, and when: one query."""
    passes = ModulePass.objects.filter(learner=learner, cycle__gte=cycle, module__in=modules).order_by("cycle")
    return {row.module_id: (row.percent, row.passed_at) for row in passes}


def course_standings(learner: User) -> list[CourseStanding]:
    """Every course `learner` is in, newest first: four queries, and three more for each later cycle."""
    enrolments = list(_with_exam(live_enrolments(learner)))
    standings: dict[tuple[int, int], list[ModuleStanding]] = {}
    for cycle in sorted({enrolment.cycle for enrolment in enrolments}):
        editions = [enrolment.edition for enrolment in enrolments if enrolment.cycle == cycle]
        for edition, modules in module_standings(editions, learner=learner, cycle=cycle).items():
            standings[edition, cycle] = modules
    return [_standing(each, standings.get((each.edition_id, each.cycle), [])) for each in enrolments]


def _with_exam(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """The `enrolments`, each with `exam_passed_at`: when the exam of its course was passed, from its cycle on."""
    own = {"learner": OuterRef("learner"), "course": OuterRef("course"), "cycle__gte": OuterRef("cycle")}
    return enrolments.annotate(
        exam_passed_at=Subquery(ExamPass.objects.filter(**own).order_by("cycle").values("passed_at")[:1])
    )


def _standing(enrolment: Enrolment, modules: Sequence[ModuleStanding]) -> CourseStanding:
    exam: datetime | None = enrolment.exam_passed_at  # type: ignore[attr-defined]  # annotated
    sat = exam is not None and exam >= enrolment.enrolled_at
    return CourseStanding(
        enrolment.course,
        enrolment.edition,
        enrolment,
        tuple(modules),
        may_leave=enrolment.completed_at is None
        and not sat
        and not any(_passed_since(enrolment, module) for module in modules),
        exam_passed_at=exam,
    )


def _passed_since(enrolment: Enrolment, module: ModuleStanding) -> bool:
    return module.passed_at is not None and module.passed_at >= enrolment.enrolled_at


def enrolment_in(course: Course, *, learner: User, on: date) -> Enrolment | None:
    """The live enrolment of `learner` in `course`, the newest cycle first: one query.

    It carries `newest`, the id of the edition that takes enrolments on a day.
    """
    newest = open_editions(on=on).filter(course=OuterRef("course")).order_by("-number").values("pk")[:1]
    live = _with_exam(live_enrolments(learner)).filter(course=course)
    return live.annotate(newest=Subquery(newest)).order_by("-cycle").first()


def course_standing(learner: User | None, *, course: Course, on: date) -> CourseStanding:
    """`course` as `learner` (or, with `None`, a passer-by) sees it on a day: six queries at most."""
    enrolment = enrolment_in(course, learner=learner, on=on) if learner else None
    if enrolment:
        return standing_with(enrolment, on=on)
    edition = open_edition(course, on=on)
    modules = module_standings([edition], learner=learner)[edition.pk] if edition else []
    may_join = learner is not None and edition is not None and addresses(course, learner=learner, on=on)
    return CourseStanding(course, edition, None, tuple(modules), may_join=may_join)


def standing_with(enrolment: Enrolment, *, on: date) -> CourseStanding:
    """The course of `enrolment`, found by `enrolment_in`, as its learner sees it on a day: three queries.

    One more where a newer edition is open.
    """
    edition = enrolment.edition
    modules = module_standings([edition], learner=enrolment.learner, cycle=enrolment.cycle)[edition.pk]
    is_newer = enrolment.completed_at is None and enrolment.newest not in {None, edition.pk}  # type: ignore[attr-defined]
    return replace(_standing(enrolment, modules), newer=open_edition(enrolment.course, on=on) if is_newer else None)


def modules_complete(learner: User, *, course: Course) -> bool:
    """Whether `learner` has completed every module of `course` in the present cycle: four queries."""
    enrolment = live_enrolments(learner).filter(course=course).order_by("-cycle").first()
    if enrolment is None:
        return False
    modules = module_standings([enrolment.edition], learner=learner, cycle=enrolment.cycle)[enrolment.edition_id]
    return bool(modules) and all(module.complete for module in modules)


def next_in_module(learner: User, *, module: Module) -> Step | None:
    """What `learner` should do next in `module`, whatever the course: three queries."""
    cycle = cycle_of(learner, module=module) or 1
    lessons = tuple(_lesson_standings([module.pk], learner=learner, cycle=cycle)[module.pk].values())
    return ModuleStanding(module, lessons, *_passes(learner, modules=[module.pk], cycle=cycle).get(module.pk, ())).next


def updates_still_asked(learner: User) -> QuerySet[UpdateAsked]:
    """What `learner` is asked to read again, newest first, each with its change of law and lesson: one query."""
    return learner.updates_asked.filter(done_at=None).select_related("change__lesson")


def addresses(course: Course, *, learner: User, on: date) -> bool:
    """Whether `course` addresses the profession that `learner` has on a day: two queries."""
    posting = posting_on(learner, day=on)
    return posting is not None and course.professions.filter(pk=posting.profession_id).exists()
