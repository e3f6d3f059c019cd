"""Enrolment, progress through lessons, passes of modules, and updates asked after a change of law."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models import Course, Edition, Lesson, Module
from lms.lib.languages import Bilingual


class Enrolment(models.Model):
    """A person's way through one edition of a course, once per cycle.

    Leaving keeps the row (`left_at`), so that a figure once told can be told again.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments", verbose_name=_("learner")
    )
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="enrolments", verbose_name=_("edition"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments", verbose_name=_("course"))
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    enrolled_at = models.DateTimeField(_("enrolled at"))
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("enrolled by"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["-enrolled_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course", "cycle"],
                condition=Q(left_at__isnull=True),
                name="enrolment_once_per_course_and_cycle",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(completed_at__isnull=True), name="enrolment_left_or_completed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.course}"


class LessonProgress(models.Model):
    """A lesson that a learner opened, and perhaps marked done, with the revision of the page that was read."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="lesson_progress")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="progress")
    cycle = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "lesson", "cycle"], name="lesson_progress_once_per_cycle")
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.lesson}"


class ModulePass(models.Model):
    """A module's quiz, passed once in a cycle; the first pass counts."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="module_passes")
    module = models.ForeignKey(Module, models.PROTECT, related_name="passes")
    cycle = models.PositiveSmallIntegerField(default=1)
    passed_at = models.DateTimeField()
    percent = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["passed_at"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "module", "cycle"], name="module_passed_once_per_cycle")
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.module}"


class ExamPass(models.Model):
    """A course's final exam, passed once in a cycle; the first pass counts."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exam_passes")
    course = models.ForeignKey(Course, models.PROTECT, related_name="exam_passes")
    cycle = models.PositiveSmallIntegerField(default=1)
    passed_at = models.DateTimeField()
    percent = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["passed_at"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "course", "cycle"], name="exam_passed_once_per_cycle")
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.course}"


class LawChange(models.Model):
    """A change of law that a lesson took in, told in a sentence, with the revision of the page that says it.

    The second language says the same change when it follows: it fills its own columns, and nobody is asked twice.
    """

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="law_changes", verbose_name=_("lesson"))
    note_fr = models.CharField(_("what changes, in French"), max_length=300, blank=True)
    note_ar = models.CharField(_("what changes, in Arabic"), max_length=300, blank=True)
    note = Bilingual()
    revision_fr = models.PositiveBigIntegerField(_("revision in French"), null=True, unique=True)
    revision_ar = models.PositiveBigIntegerField(_("revision in Arabic"), null=True, unique=True)
    told_at = models.DateTimeField(_("told at"))

    class Meta:
        verbose_name = _("change of law")
        verbose_name_plural = _("changes of law")
        ordering = ["-told_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.lesson}: {self.note}"


class UpdateAsked(models.Model):
    """Somebody who had completed a course with the lesson is asked to read what changed; `revision` is what they read.

    It asks, and takes nothing back: completions and certificates stay as they are.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="updates_asked")
    change = models.ForeignKey(LawChange, models.PROTECT, related_name="asked")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["learner", "change"], name="update_asked_once_per_change")]
        indexes = [models.Index(fields=["learner"], condition=Q(done_at=None), name="update_still_asked")]

    def __str__(self) -> str:
        return f"{self.learner}: {self.change}"
