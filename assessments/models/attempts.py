"""Attempt, response, a tutor's marks, and what is granted to one person: more attempts, more time.

An answer is JSON of a shape that depends on the kind of its question:

| Kind | `Response.answer` |
|---|---|
| single, multiple, true-false | a list of choice uuids, sorted |
| ordering | a list of choice uuids in the order given |
| matching | an object: stem uuid to answer uuid, the stems left open not in it |
| numerical, short-answer, essay | a string, as it was typed |

An empty list, object or string is an answer taken back (`is_answered` is then false).
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments import rules
from assessments.models.bank import Question
from assessments.models.keys import Criterion, Level
from assessments.models.quizzes import Quiz


class Attempt(models.Model):
    """One sitting of a quiz. `drawn` fixes its questions and what each offers, in order: a list of objects with

    `question` (id), `version`, `kind`, `marks` (as text), `cluster` (id or null), `offered` (choice uuids, or the
    stems of a matching question) and `answers` (the answers it offers; matching only). `blueprint` and `seed`
    say how they were drawn: `assessments.rules.draw` gives the same questions again from them.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SUBMITTED = "submitted", _("submitted, to be marked")
        EXPIRED = "expired", _("ended by the clock, to be marked")
        MARKED = "marked", _("marked")
        VOIDED = "voided", _("voided")

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts", verbose_name=_("learner")
    )
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    drawn = models.JSONField(_("questions drawn"))
    seed = models.CharField(_("seed of the draw"), max_length=32, blank=True)
    blueprint = models.JSONField(_("how they were drawn"), default=list, blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    ran_out = models.BooleanField(_("ended by the clock"), default=False)
    marked_at = models.DateTimeField(_("marked at"), null=True, blank=True)
    marks = models.DecimalField(_("marks"), max_digits=8, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(_("maximum"), max_digits=8, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)
    voided_at = models.DateTimeField(_("voided at"), null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("voided by")
    )
    void_reason = models.TextField(_("reason for voiding"), blank=True)
    answered: int  # how many questions have an answer, counted by queries.standing.attempts_of

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-opened_at", "pk"]
        indexes = [
            models.Index(fields=["deadline"], condition=Q(state="open"), name="attempt_open_by_deadline"),
            models.Index(
                fields=["submitted_at"], condition=Q(state__in=["submitted", "expired"]), name="attempt_to_be_marked"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["learner", "quiz", "cycle", "number"], name="attempt_numbered_once"),
            models.UniqueConstraint(
                fields=["learner", "quiz"], condition=Q(state="open"), name="attempt_open_once_per_quiz"
            ),
            models.CheckConstraint(
                condition=Q(state="open", submitted_at=None, marks=None, passed=None)
                | Q(state__in=["submitted", "expired"], submitted_at__isnull=False, marks=None, passed=None)
                | Q(
                    state="marked", submitted_at__isnull=False, marked_at__isnull=False, marks__isnull=False,
                    maximum__isnull=False, passed__isnull=False,
                )
                | Q(state="voided", voided_at__isnull=False, voided_by__isnull=False),
                name="attempt_says_what_its_state_says",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.learner}: {self.quiz} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("attempt", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_marked(self) -> bool:
        return self.state == self.State.MARKED

    @property
    def is_awaited(self) -> bool:
        """Whether it is handed in and waits for its marks."""
        return self.state in {self.State.SUBMITTED, self.State.EXPIRED}

    @property
    def percent(self) -> Decimal | None:
        return rules.percent(self.marks, maximum=self.maximum) if self.marks is not None and self.maximum else None

    @property
    def questions(self) -> list[int]:
        """The ids of its questions, in order, those of a cluster one after another."""
        return [each["question"] for each in self.drawn]

    def drawn_question(self, question: int) -> dict[str, Any] | None:
        return next((each for each in self.drawn if each["question"] == question), None)

    def is_over(self, at: datetime) -> bool:
        """Whether its time has run out at a moment: to the last second it has not."""
        return self.deadline is not None and at > self.deadline


class Response(models.Model):
    """The answer to one question of an attempt, as last saved; `sequence` grows with each change of it.

    Once an attempt is handed in, each of its questions has a row, answered or not.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses", verbose_name=_("attempt"))
    question = models.ForeignKey(Question, models.PROTECT, related_name="responses", verbose_name=_("question"))
    answer = models.JSONField(_("answer"), default=list)
    is_answered = models.BooleanField(_("answered"), default=False)
    language = models.CharField(_("language of the page"), max_length=2, blank=True)
    sequence = models.PositiveBigIntegerField(_("sequence number"), default=1)
    saved_at = models.DateTimeField(_("saved at"))
    marks = models.DecimalField(_("marks"), max_digits=6, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(_("maximum"), max_digits=6, decimal_places=2, default=1)
    marked_version = models.PositiveIntegerField(_("version marked by"), null=True, blank=True)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [models.UniqueConstraint(fields=["attempt", "question"], name="response_once_per_question")]

    def __str__(self) -> str:
        return f"{self.attempt}, {self.question_id}"


class Appraisal(models.Model):
    """A tutor's marks for one case note; a later one takes the place of those before, which are kept."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="appraisals", verbose_name=_("response"))
    marks = models.DecimalField(_("marks"), max_digits=6, decimal_places=2)
    comment = models.TextField(_("comment"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("marked by"))
    at = models.DateTimeField(_("marked at"))

    class Meta:
        verbose_name = _("appraisal")
        verbose_name_plural = _("appraisals")
        ordering = ["response", "-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.response}: {self.marks}"


class AppraisedLevel(models.Model):
    """The level that a tutor chose for one criterion, with the marks it had then."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="levels", verbose_name=_("appraisal"))
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("criterion"))
    level = models.ForeignKey(Level, models.PROTECT, related_name="+", verbose_name=_("level"))
    marks = models.DecimalField(_("marks"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("level chosen")
        verbose_name_plural = _("levels chosen")
        ordering = ["criterion__position"]
        constraints = [models.UniqueConstraint(fields=["appraisal", "criterion"], name="level_once_per_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"


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


class Accommodation(models.Model):
    """More time for one person in every quiz with a time limit; the last one granted counts, zero ends it."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="accommodations", verbose_name=_("learner")
    )
    extra_time_percent = models.PositiveSmallIntegerField(_("extra time, per cent"))
    reason = models.TextField(_("reason"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("granted by")
    )
    granted_at = models.DateTimeField(_("granted at"))

    class Meta:
        verbose_name = _("accommodation")
        verbose_name_plural = _("accommodations")
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(extra_time_percent__lte=300), name="extra_time_within_bounds"),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: +{self.extra_time_percent} %"
