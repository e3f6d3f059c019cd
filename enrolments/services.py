"""Enrol, leave, read, pass, complete, ask for an update: each one transaction with the learner's row locked first."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from courses.models import Course, Edition, Lesson, Module
from courses.queries import open_edition
from enrolments import signals
from enrolments.errors import AlreadyEnrolled, LessonClosed, NoNewerEdition, NoOpenEdition, NotAddressed, TooLateToLeave
from enrolments.models import Enrolment, ExamPass, LawChange, LessonProgress, ModulePass, UpdateAsked
from enrolments.queries import addresses, course_standings, live_enrolments, opening
from enrolments.signals import Change, EnrolmentDates
from lms.lib.dates import day_of


def lock(learners: Collection[int]) -> None:
    """Hold the rows of these person ids until the transaction ends, in one order everywhere."""
    list(User.objects.select_for_update().filter(pk__in=learners).order_by("pk").values_list("pk"))


@transaction.atomic
def enrol(learner: User, *, course: Course, by: User, at: datetime, due_on: date | None = None) -> Enrolment:
    """Enrol `learner` in the edition of `course` that is open at `at`.

    Raises `NoOpenEdition`, `AlreadyEnrolled`, and `NotAddressed` when a learner joins a course that is
    not for their profession; a coordinator may enrol them in it all the same.
    """
    lock([learner.pk])
    edition = open_edition(course, on=day_of(at))
    if edition is None:
        raise NoOpenEdition
    if live_enrolments(learner).filter(course=course).exists():
        raise AlreadyEnrolled
    if learner == by and not addresses(course, learner=learner, on=day_of(at)):
        raise NotAddressed
    enrolment = enrol_many([learner], edition=edition, by=by, at=at, due_on=due_on)[0]
    _complete_where_due(learner, at=at)
    return enrolment


@transaction.atomic
def enrol_many(
    learners: Sequence[User], *, edition: Edition, by: User | None, at: datetime, due_on: date | None = None
) -> list[Enrolment]:
    """Enrol people who are in no live enrolment of the course, and tell it once: queries do not grow with people."""
    lock([learner.pk for learner in learners])
    rows = [
        Enrolment(
            learner=learner, edition=edition, course=edition.course, enrolled_at=at, enrolled_by=by, due_on=due_on
        )
        for learner in sorted(learners, key=lambda learner: learner.pk)
    ]
    enrolments = Enrolment.objects.bulk_create(rows)
    _tell([Change(enrolment, before=None) for enrolment in enrolments], at=at)
    return enrolments


@transaction.atomic
def leave(enrolment: Enrolment, *, at: datetime) -> None:
    """Take the learner out of the course; leaving twice is harmless.

    Raises `TooLateToLeave` when a module of the course has been passed since the enrolment began.
    """
    lock([enrolment.learner_id])
    enrolment = Enrolment.objects.select_related("course").get(pk=enrolment.pk)
    if enrolment.left_at is not None:
        return
    passed = ModulePass.objects.filter(
        learner=enrolment.learner_id, module__editions=enrolment.edition_id, passed_at__gte=enrolment.enrolled_at
    )
    exams = ExamPass.objects.filter(
        learner=enrolment.learner_id, course=enrolment.course_id, passed_at__gte=enrolment.enrolled_at
    )
    if enrolment.completed_at is not None or passed.exists() or exams.exists():
        raise TooLateToLeave
    before = _dates(enrolment)
    enrolment.left_at = at
    enrolment.save(update_fields=["left_at"])
    _tell([Change(enrolment, before=before)], at=at)


@transaction.atomic
def move(enrolment: Enrolment, *, at: datetime) -> Enrolment:
    """Move an enrolment under way to the edition of its course that is open at `at`, and return it.

    Every lesson read and module passed counts there; what is already whole there is completed. Moving twice is
    harmless. Raises `NoNewerEdition` where the course is finished, left, or has no other edition open.
    """
    lock([enrolment.learner_id])
    enrolment = Enrolment.objects.select_related("course", "learner").get(pk=enrolment.pk)
    edition = open_edition(enrolment.course, on=day_of(at))
    if enrolment.completed_at or enrolment.left_at or edition is None or edition.pk == enrolment.edition_id:
        raise NoNewerEdition
    enrolment.edition = edition
    enrolment.save(update_fields=["edition"])
    _complete_where_due(enrolment.learner, at=at)
    return enrolment


def open_lesson(learner: User, *, lesson: Lesson, revision: int | None, at: datetime) -> LessonProgress:
    """Note that `learner` opened `lesson`; a lesson already marked done stays as it is. Raises `LessonClosed`.

    One row is written, or none, so this is no transaction of its own: every reading of a lesson would pay for it.
    """
    enrolment = opening(learner, lesson=lesson)
    if enrolment is None:
        raise LessonClosed
    progress, new = LessonProgress.objects.get_or_create(
        learner=learner,
        lesson=lesson,
        cycle=enrolment.cycle,
        defaults={"opened_at": at, "revision": revision},
    )
    if not new and progress.done_at is None:
        LessonProgress.objects.filter(pk=progress.pk).update(opened_at=at, revision=revision)
    return progress


@transaction.atomic
def mark_done(learner: User, *, lesson: Lesson, revision: int | None, at: datetime) -> LessonProgress:
    """Note that `learner` has read `lesson` to its end, in the page's `revision`; twice is harmless.

    Without a `revision` that of the last opening is kept. Completes every course whose last open point this was,
    and settles the updates asked about the lesson. Raises `LessonClosed`.
    """
    lock([learner.pk])
    progress = open_lesson(learner, lesson=lesson, revision=revision, at=at)
    if progress.done_at is None:
        progress.done_at = at
        progress.revision = progress.revision if revision is None else revision
        progress.save(update_fields=["done_at", "revision"])
        _complete_where_due(learner, at=at)
    asked = UpdateAsked.objects.filter(learner=learner, change__lesson=lesson, done_at=None)
    asked.update(done_at=at, revision=revision)
    return progress


@transaction.atomic
def ask_for_update(
    lesson: Lesson, *, language: str, note: str, revision: int, follows: bool, at: datetime
) -> LawChange:  # fmt: skip
    """Ask whoever has completed a course with `lesson` to read what a change of law changed in it.

    `revision` is the page's, published in `language`; `note` says the change in a sentence. With `follows` the
    page says what the other language said before: the change told last gains its words, and nobody is asked
    again. Telling one revision twice is harmless. Queries do not grow with people, one for each thousand apart.
    """
    told = LawChange.objects.filter(lesson=lesson, **{f"revision_{language}": revision}).first()
    if told:
        return told
    last = LawChange.objects.filter(lesson=lesson).first() if follows else None
    says_it_too = last is not None and getattr(last, f"revision_{language}") is None
    change = last if last and says_it_too else LawChange(lesson=lesson, told_at=at)
    setattr(change, f"note_{language}", note)
    setattr(change, f"revision_{language}", revision)
    change.save()
    if not says_it_too:
        _ask(change, at=at)
    return change


def _ask(change: LawChange, *, at: datetime) -> None:
    completed = Enrolment.objects.filter(
        edition__modules=change.lesson.module_id, completed_at__isnull=False, left_at=None
    )
    learners = completed.order_by("learner").values_list("learner", flat=True).distinct()
    rows = [UpdateAsked(learner_id=learner, change=change, asked_at=at) for learner in learners]
    UpdateAsked.objects.bulk_create(rows, batch_size=1000)


@transaction.atomic
def record_pass(learner: User, *, module: Module, percent: Decimal, cycle: int, at: datetime) -> None:
    """Note that `learner` passed the quiz of `module` with `percent`; the first pass of a cycle counts.

    Completes every course whose last open point this was.
    """
    lock([learner.pk])
    ModulePass.objects.get_or_create(
        learner=learner, module=module, cycle=cycle, defaults={"passed_at": at, "percent": percent}
    )
    _complete_where_due(learner, at=at)


@transaction.atomic
def record_exam(learner: User, *, course: Course, percent: Decimal, cycle: int, at: datetime) -> None:
    """Note that `learner` passed the final exam of `course` with `percent`; the first pass of a cycle counts.

    Completes the course where this was its last open point.
    """
    lock([learner.pk])
    ExamPass.objects.get_or_create(
        learner=learner, course=course, cycle=cycle, defaults={"passed_at": at, "percent": percent}
    )
    _complete_where_due(learner, at=at)


@transaction.atomic
def complete_many(enrolments: Sequence[Enrolment], *, at: datetime) -> None:
    """Complete enrolments whose learners have done everything, and tell it once.

    The caller has checked that; a completed enrolment is left alone. Queries do not grow with enrolments.
    """
    lock([enrolment.learner_id for enrolment in enrolments])
    due = Enrolment.objects.filter(
        pk__in=[enrolment.pk for enrolment in enrolments], completed_at=None, left_at=None
    ).select_related("course")
    changes = []
    for enrolment in due.order_by("learner", "pk"):
        changes.append(Change(enrolment, before=_dates(enrolment)))
        enrolment.completed_at = at
    if changes:
        Enrolment.objects.filter(pk__in=[change.enrolment.pk for change in changes]).update(completed_at=at)
        _tell(changes, at=at)


def _complete_where_due(learner: User, *, at: datetime) -> None:
    due = [
        standing.enrolment
        for standing in course_standings(learner)
        if standing.enrolment and standing.enrolment.completed_at is None and standing.complete
    ]
    if due:
        complete_many(due, at=at)


def _dates(enrolment: Enrolment) -> EnrolmentDates:
    return EnrolmentDates(enrolment.enrolled_at, enrolment.completed_at, enrolment.left_at)


def _tell(changes: list[Change], *, at: datetime) -> None:
    signals.changed.send(sender=Enrolment, changes=changes, at=at)
