"""Tag, question and its pictures; a cluster is a question that holds a file and the questions put about it."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from courses.models import Lesson, Module
from library.models import Indicator, LegalReference
from lms.lib.languages import Bilingual


class Tag(models.Model):
    """A word by which authors group questions and blueprints draw them."""

    code = models.SlugField(_("code"), unique=True)
    name_fr = models.CharField(_("name in French"), max_length=80)
    name_ar = models.CharField(_("name in Arabic"), max_length=80)
    name = Bilingual()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    """How a question is put and answered. What its key is made of stands in `assessments.models.keys`."""

    SINGLE = "single", _("single choice")
    MULTIPLE = "multiple", _("multiple choice")
    TRUE_FALSE = "true-false", _("true or false")
    MATCHING = "matching", _("matching")
    ORDERING = "ordering", _("ordering")
    NUMERICAL = "numerical", _("numerical answer")
    SHORT_ANSWER = "short-answer", _("short answer")
    ESSAY = "essay", _("case note, marked by a tutor")
    CLUSTER = "cluster", _("file with several questions")


CHOOSING = (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE)
WRITING = (Kind.NUMERICAL, Kind.SHORT_ANSWER, Kind.ESSAY)


class Question(models.Model):
    """One question in both languages; what it offers has an identity of its own, whatever the language.

    `version` grows with each correction of its key, so that an attempt says what it was marked by.
    """

    Kind = Kind

    class Difficulty(models.TextChoices):
        EASY = "easy", _("easy")
        MEDIUM = "medium", _("medium")
        HARD = "hard", _("hard")

    code = models.CharField(_("code"), max_length=20, unique=True)
    module = models.ForeignKey(Module, models.PROTECT, related_name="questions", verbose_name=_("module"))
    lesson = models.ForeignKey(
        Lesson, models.SET_NULL, null=True, blank=True, related_name="questions", verbose_name=_("lesson to read again")
    )
    cluster = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("file it belongs to")
    )
    position = models.PositiveSmallIntegerField(_("position in the file"), default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    difficulty = models.CharField(_("difficulty"), max_length=6, choices=Difficulty, default=Difficulty.MEDIUM)
    max_marks = models.DecimalField(_("marks"), max_digits=5, decimal_places=2, default=1)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    is_situation = models.BooleanField(_("a situation to judge"), default=False)
    is_retired = models.BooleanField(_("retired"), default=False)
    is_annulled = models.BooleanField(_("taken out of the marks"), default=False, editable=False)
    text_fr = models.TextField(_("text in French"))
    text_ar = models.TextField(_("text in Arabic"))
    text = Bilingual()
    feedback_fr = models.TextField(_("feedback in French"), blank=True)
    feedback_ar = models.TextField(_("feedback in Arabic"), blank=True)
    feedback = Bilingual()
    tags = models.ManyToManyField(Tag, blank=True, related_name="questions", verbose_name=_("tags"))
    legal_references = models.ManyToManyField(
        LegalReference, blank=True, related_name="questions", verbose_name=_("articles tested")
    )
    indicators = models.ManyToManyField(
        Indicator, blank=True, related_name="questions", verbose_name=_("indicators tested")
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(max_marks__gt=0), name="question_worth_something"),
            models.CheckConstraint(condition=Q(cluster=None) | ~Q(kind="cluster"), name="cluster_in_no_cluster"),
            models.CheckConstraint(
                condition=Q(cluster=None) | ~Q(cluster=F("id")), name="question_not_its_own_cluster"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {Truncator(self.text).chars(80)}"


class Illustration(models.Model):
    """A picture shown with a question, described in words for whoever does not see it."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="illustrations", verbose_name=_("question"))
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(_("file name"), max_length=100, help_text=_("As files of questions name it."))
    file = models.FileField(_("file"), upload_to="questions/")
    description_fr = models.CharField(_("description in French"), max_length=300, blank=True)
    description_ar = models.CharField(_("description in Arabic"), max_length=300, blank=True)
    description = Bilingual()

    class Meta:
        verbose_name = _("picture of a question")
        verbose_name_plural = _("pictures of questions")
        ordering = ["question", "position", "pk"]

    def __str__(self) -> str:
        return self.name
