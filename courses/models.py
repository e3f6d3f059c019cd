"""Module, lesson, course and edition."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Profession
from accounts.roles import Role
from lms.lib.languages import Bilingual


class Titled(models.Model):
    """Something with a title in each language and an address of its own."""

    slug = models.SlugField(_("address"), unique=True, help_text=_("Latin letters, digits and hyphens."))
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_ar = models.CharField(_("title in Arabic"), max_length=200, blank=True)
    title = Bilingual()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(self._meta.model_name or "", kwargs={"slug": self.slug})


class Module(Titled):
    code = models.CharField(_("code"), max_length=10, unique=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), help_text=_("Time to learn it, its quiz included."))
    has_quiz = models.BooleanField(_("closed by a quiz"), default=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["code"]


class Lesson(Titled):
    module = models.ForeignKey(Module, models.PROTECT, related_name="lessons", verbose_name=_("module"))
    position = models.PositiveSmallIntegerField(_("position"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["module", "position"]


class Course(Titled):
    class Regime(models.TextChoices):
        INITIAL = "initial", _("initial training")
        CONTINUING = "continuing", _("continuing training")

    code = models.CharField(_("code"), max_length=10, unique=True)
    regime = models.CharField(_("regime"), max_length=10, choices=Regime)
    professions = models.ManyToManyField(Profession, related_name="courses", verbose_name=_("professions addressed"))
    summary_fr = models.TextField(_("summary in French"), blank=True)
    summary_ar = models.TextField(_("summary in Arabic"), blank=True)
    summary = Bilingual()
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2)
    months_valid = models.PositiveSmallIntegerField(
        _("months of validity"), default=36, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    has_exam = models.BooleanField(
        _("closed by a final exam"),
        default=False,
        help_text=_("The course is then completed by passing its exam as well."),
    )
    exam_from = models.PositiveSmallIntegerField(
        _("first edition with the exam"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("Earlier editions are completed without it: they do not teach all that it asks."),
    )
    tutors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="courses_tutored", verbose_name=_("tutors"),
        limit_choices_to={"groups__name": Role.TUTOR},
    )  # fmt: skip
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["code"]


class Edition(models.Model):
    """A dated version of a course: which modules, in which order. An enrolment belongs to one."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="editions", verbose_name=_("course"))
    number = models.PositiveSmallIntegerField(_("number"))
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closed from"), null=True, blank=True)
    hours = models.DecimalField(
        _("hours"), max_digits=5, decimal_places=2, null=True, blank=True,
        help_text=_("Where they are not those of the course."),
    )  # fmt: skip
    modules = models.ManyToManyField(Module, through="EditionModule", related_name="editions")

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["course", "number"]
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="edition_numbered_once_per_course")]

    def __str__(self) -> str:
        return f"{self.course}{gettext(', ')}{self.number}"

    def ends_with_exam_of(self, course: Course) -> bool:
        """Whether the final exam of `course`, whose edition this is, has to be passed."""
        return course.has_exam and self.number >= course.exam_from

    @property
    def hours_counted(self) -> Decimal:
        """The hours that a certificate of this edition says."""
        return self.hours if self.hours is not None else self.course.hours


class EditionModule(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="places", verbose_name=_("edition"))
    module = models.ForeignKey(Module, models.PROTECT, related_name="places", verbose_name=_("module"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "module"], name="module_once_per_edition")]

    def __str__(self) -> str:
        return f"{self.position}. {self.module}"
