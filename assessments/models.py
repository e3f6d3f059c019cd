"""Question, choice, quiz, attempt, response and permission for one more attempt."""

import uuid
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments import rules
from courses.models import Lesson, Module
from library.models import Indicator, LegalReference
from lms.lib.languages import Bilingual


class Question(models.Model):
    """One question in both languages; its choices have an identity of their own, whatever the language."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("single choice")
        MULTIPLE = "multiple", _("multiple choice")

    class Difficulty(models.TextChoices):
        EASY = "easy", _("easy")
        MEDIUM = "medium", _("medium")
        HARD = "hard", _("hard")

    code = models.CharField(_("code"), max_length=20, unique=True)
    module = models.ForeignKey(Module, models.PROTECT, related_name="questions", verbose_name=_("module"))
    lesson = models.ForeignKey(
        Lesson, models.SET_NULL, null=True, blank=True, related_name="questions", verbose_name=_("lesson to read again")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    difficulty = models.CharField(_("difficulty"), max_length=6, choices=Difficulty, default=Difficulty.MEDIUM)
    is_situation = models.BooleanField(_("a situation to judge"), default=False)
    is_retired = models.BooleanField(_("retired"), default=False)
    text_fr = models.TextField(_("text in French"))
    text_ar = models.TextField(_("text in Arabic"))
    text = Bilingual()
    feedback_fr = models.TextField(_("feedback in French"), blank=True)
    feedback_ar = models.TextField(_("feedback in Arabic"), blank=True)
    feedback = Bilingual()
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

    def __str__(self) -> str:
        return f"{self.code} {self.text[:80]}"


class Choice(models.Model):
    question = models.ForeignKey(Question, models.CASCADE, related_name="choices", verbose_name=_("question"))
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"))
    is_correct = models.BooleanField(_("correct"), default=False)
    text_fr = models.TextField(_("text in French"))
    text_ar = models.TextField(_("text in Arabic"))
    text = Bilingual()
    feedback_fr = models.TextField(_("feedback in French"), blank=True)
    feedback_ar = models.TextField(_("feedback in Arabic"), blank=True)
    feedback = Bilingual()

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["question", "position"]

    def __str__(self) -> str:
        return self.text


class Quiz(models.Model):
    """What closes a module. Its pass mark stands here, since a module is learnt once for all its courses."""

    module = models.OneToOneField(Module, models.PROTECT, related_name="quiz", verbose_name=_("module"))
    question_count = models.PositiveSmallIntegerField(_("questions drawn"), default=10)
    pass_mark_percent = models.PositiveSmallIntegerField(_("pass mark, per cent"), default=70)
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts allowed"), default=3)
    wait_before_last = models.DurationField(_("wait before the last attempt"), default=timedelta(hours=24))

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def __str__(self) -> str:
        return str(self.module)

    def get_absolute_url(self) -> str:
        return reverse("quiz", kwargs={"slug": self.module.slug})


class Attempt(models.Model):
    """One sitting of a quiz. `drawn` fixes its questions and the order of their choices:
    a list of `[question id, [choice uuid, …]]`."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SUBMITTED = "submitted", _("submitted")

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts", verbose_name=_("learner")
    )
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    drawn = models.JSONField(_("questions drawn"))
    opened_at = models.DateTimeField(_("opened at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    marks = models.DecimalField(_("marks"), max_digits=6, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(_("maximum"), max_digits=6, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)
    answered: int  # how many questions have an answer, counted by queries.standing.attempts_of

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "quiz", "cycle", "number"], name="attempt_numbered_once"),
            models.UniqueConstraint(
                fields=["learner", "quiz"], condition=Q(state="open"), name="attempt_open_once_per_quiz"
            ),
            models.CheckConstraint(
                condition=Q(state="open", submitted_at=None, marks=None, passed=None)
                | Q(state="submitted", submitted_at__isnull=False, marks__isnull=False, passed__isnull=False),
                name="attempt_marked_when_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.quiz} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("attempt", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def percent(self) -> Decimal | None:
        return rules.percent(self.marks, maximum=self.maximum) if self.marks is not None and self.maximum else None

    @property
    def choices_drawn(self) -> dict[int, list[str]]:
        """The uuids of the choices offered, in their order, by question id, in the order of the questions."""
        return dict(self.drawn)


class Response(models.Model):
    """The answer to one question of an attempt, as last saved. `chosen` lists choice uuids."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses", verbose_name=_("attempt"))
    question = models.ForeignKey(Question, models.PROTECT, related_name="responses", verbose_name=_("question"))
    chosen = models.JSONField(_("choices"), default=list)
    saved_at = models.DateTimeField(_("saved at"))
    marks = models.DecimalField(_("marks"), max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [models.UniqueConstraint(fields=["attempt", "question"], name="response_once_per_question")]

    def __str__(self) -> str:
        return f"{self.attempt}, {self.question_id}"


class ExtraAttempt(models.Model):
    """One more attempt, opened by a tutor or a coordinator with a reason."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="extra_attempts", verbose_name=_("learner")
    )
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="extra_attempts", verbose_name=_("quiz"))
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    reason = models.TextField(_("reason"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened at"))

    class Meta:
        verbose_name = _("extra attempt")
        verbose_name_plural = _("extra attempts")
        ordering = ["opened_at"]

    def __str__(self) -> str:
        return f"{self.learner}: {self.quiz}"
