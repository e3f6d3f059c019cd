"""Blueprint, draw rule and quiz."""

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assessments.models.bank import Kind, Question, Tag
from courses.models import Course, Module
from library.models import Dimension, Indicator, LegalReference
from lms.lib.languages import Bilingual


class Blueprint(models.Model):
    """What a quiz draws, rule by rule. Several quizzes may share one: a pre-test and a post-test do."""

    code = models.SlugField(_("code"), unique=True)
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_ar = models.CharField(_("name in Arabic"), max_length=200)
    name = Bilingual()

    class Meta:
        verbose_name = _("blueprint")
        verbose_name_plural = _("blueprints")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class DrawRule(models.Model):
    """So many questions out of those that meet every condition named; rules draw one after another."""

    blueprint = models.ForeignKey(Blueprint, models.CASCADE, related_name="rules", verbose_name=_("blueprint"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    count = models.PositiveSmallIntegerField(_("questions"), validators=[MinValueValidator(1)])
    module = models.ForeignKey(Module, models.PROTECT, null=True, blank=True, verbose_name=_("module"))
    tag = models.ForeignKey(Tag, models.PROTECT, null=True, blank=True, verbose_name=_("tag"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, verbose_name=_("indicator"))
    dimension = models.ForeignKey(Dimension, models.PROTECT, null=True, blank=True, verbose_name=_("dimension"))
    article = models.ForeignKey(LegalReference, models.PROTECT, null=True, blank=True, verbose_name=_("article"))
    difficulty = models.CharField(_("difficulty"), max_length=6, choices=Question.Difficulty, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, blank=True)

    class Meta:
        verbose_name = _("draw rule")
        verbose_name_plural = _("draw rules")
        ordering = ["blueprint", "position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(count__gte=1), name="draw_rule_draws_something")]

    def __str__(self) -> str:
        named = (self.module, self.tag, self.indicator, self.dimension, self.article)
        words = [str(each) for each in named if each]
        words += [self.get_difficulty_display()] if self.difficulty else []
        words += [self.get_kind_display()] if self.kind else []
        words = words or [str(_("any question"))]
        return f"{self.count} × {', '.join(words)}"


class Quiz(models.Model):
    """What closes a module or a course, or measures before and after one.

    Its pass mark stands here, since a module is learnt once for all its courses. Without a blueprint it draws
    `question_count` questions from the bank of its module.
    """

    class Kind(models.TextChoices):
        MODULE = "module", _("module quiz")
        EXAM = "final-exam", _("final exam")
        PRE_TEST = "pre-test", _("test before the course")
        POST_TEST = "post-test", _("test after the course")

    class Counts(models.TextChoices):
        BEST = "best", _("the best attempt")
        LAST = "last", _("the last attempt")

    class Review(models.TextChoices):
        AT_ONCE = "at-once", _("once an attempt is marked")
        WHEN_SETTLED = "when-settled", _("once the quiz is passed or no attempt is left")
        NEVER = "never", _("never: the mark alone is told")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MODULE)
    module = models.OneToOneField(
        Module, models.PROTECT, null=True, blank=True, related_name="quiz", verbose_name=_("module")
    )
    course = models.ForeignKey(
        Course, models.PROTECT, null=True, blank=True, related_name="quizzes", verbose_name=_("course")
    )
    blueprint = models.ForeignKey(
        Blueprint, models.PROTECT, null=True, blank=True, related_name="quizzes", verbose_name=_("blueprint")
    )
    question_count = models.PositiveSmallIntegerField(_("questions drawn"), default=10)
    pass_mark_percent = models.PositiveSmallIntegerField(
        _("pass mark, per cent"), default=70, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts allowed"), default=3)
    wait_between = models.DurationField(_("wait between attempts"), default=timedelta(0))
    wait_before_last = models.DurationField(_("wait before the last attempt"), default=timedelta(hours=24))
    time_limit = models.DurationField(_("time limit"), null=True, blank=True)
    counts = models.CharField(_("what counts"), max_length=4, choices=Counts, default=Counts.BEST)
    review = models.CharField(_("answers are explained"), max_length=12, choices=Review, default=Review.AT_ONCE)

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="module", module__isnull=False, course=None)
                | Q(~Q(kind="module"), module=None, course__isnull=False),
                name="quiz_of_module_or_course",
            ),
            models.UniqueConstraint(
                fields=["course", "kind"], condition=Q(course__isnull=False), name="quiz_once_per_course_and_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind="module") | Q(blueprint__isnull=False), name="quiz_of_course_has_blueprint"
            ),
            models.CheckConstraint(
                condition=Q(pass_mark_percent__gte=1, pass_mark_percent__lte=100), name="pass_mark_within_bounds"
            ),
        ]

    def __str__(self) -> str:
        return self.title if self.module else f"{self.title} – {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("quiz", kwargs={"slug": self.address})

    @property
    def address(self) -> str:
        """How addresses name it: the module's slug, or the course's and the kind."""
        return self.module.slug if self.module else f"{self.course.slug}.{self.kind}"  # type: ignore[union-attr]

    @property
    def holder(self) -> Module | Course:
        """The module or course it belongs to."""
        return self.module or self.course  # type: ignore[return-value]

    @property
    def title(self) -> str:
        return str(self.holder.title)

    @property
    def name(self) -> str:
        """What it is called where its module or course is named beside it."""
        return str(_("Quiz")) if self.kind == self.Kind.MODULE else capfirst(self.get_kind_display())

    @property
    def blocks(self) -> bool:
        """Whether it must be passed; tests before and after a course only measure."""
        return self.kind in {self.Kind.MODULE, self.Kind.EXAM}


EXAM_PASS_MARK_PERCENT = 75
