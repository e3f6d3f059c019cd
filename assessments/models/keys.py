"""What a question offers and by what it is marked: choices, pairs, accepted answers, a rubric.

| Kind | Rows | Key |
|---|---|---|
| single, multiple, true-false | `Choice` | `is_correct`; where any has a `fraction`, the sum of those chosen |
| ordering | `Choice` | `position` is the right order |
| matching | `Pair` | each stem with its own answer; a pair without a stem is an answer too many |
| numerical, short-answer | `AcceptedAnswer` | the best of those that fit |
| essay | `Criterion` with its `Level`s | a tutor chooses one level of each |
| cluster | none | the questions it holds are marked by themselves |
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.bank import Question
from lms.lib.languages import Bilingual


class Choice(models.Model):
    """One choice, or one item to put in order. `fraction` is the share of the marks it earns, in per cent."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="choices", verbose_name=_("question"))
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"))
    is_correct = models.BooleanField(_("correct"), default=False)
    fraction = models.DecimalField(
        _("share of the marks, per cent"), max_digits=8, decimal_places=5, null=True, blank=True,
        help_text=_("Empty in all choices: the whole mark for exactly the right ones. Negative: taken away."),
    )  # fmt: skip
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
        constraints = [
            models.CheckConstraint(
                condition=Q(fraction=None) | Q(fraction__gte=-100, fraction__lte=100), name="choice_share_within_bounds"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def earns(self) -> bool:
        """Whether choosing it earns marks."""
        return self.is_correct if self.fraction is None else self.fraction > 0


class Pair(models.Model):
    """A stem and the answer that belongs to it, each with an identity of its own; without a stem, a wrong answer."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="pairs", verbose_name=_("question"))
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    answer_uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"))
    stem_fr = models.TextField(_("stem in French"), blank=True)
    stem_ar = models.TextField(_("stem in Arabic"), blank=True)
    stem = Bilingual()
    answer_fr = models.TextField(_("answer in French"))
    answer_ar = models.TextField(_("answer in Arabic"))
    answer = Bilingual()

    class Meta:
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        ordering = ["question", "position"]

    def __str__(self) -> str:
        return f"{self.stem} – {self.answer}"


class AcceptedAnswer(models.Model):
    """A number with its tolerance, or words in one language; read in any language of the page.

    `fraction` is the share of the marks that it earns; an answer with none only brings its feedback.
    """

    class Language(models.TextChoices):
        ANY = "", _("any language")
        FRENCH = "fr", _("French")
        ARABIC = "ar", _("Arabic")

    question = models.ForeignKey(Question, models.CASCADE, related_name="accepted", verbose_name=_("question"))
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True, default=Language.ANY)
    text = models.CharField(_("words"), max_length=500, blank=True, help_text=_("“*” stands for any words."))
    number = models.DecimalField(_("number"), max_digits=20, decimal_places=6, null=True, blank=True)
    tolerance = models.DecimalField(_("tolerance"), max_digits=20, decimal_places=6, default=0)
    fraction = models.DecimalField(_("share of the marks, per cent"), max_digits=8, decimal_places=5, default=100)
    feedback_fr = models.TextField(_("feedback in French"), blank=True)
    feedback_ar = models.TextField(_("feedback in Arabic"), blank=True)
    feedback = Bilingual()

    class Meta:
        verbose_name = _("accepted answer")
        verbose_name_plural = _("accepted answers")
        ordering = ["question", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="", number=None), name="accepted_answer_says_something"),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="tolerance_not_negative"),
            models.CheckConstraint(
                condition=Q(fraction__gte=0, fraction__lte=100), name="accepted_share_within_bounds"
            ),
        ]

    def __str__(self) -> str:
        return self.text if self.number is None else f"{self.number.normalize():f}"


class Criterion(models.Model):
    """One thing that a tutor looks at in a case note."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="criteria", verbose_name=_("question"))
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"))
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_ar = models.CharField(_("title in Arabic"), max_length=200)
    title = Bilingual()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["question", "position"]

    def __str__(self) -> str:
        return self.title


class Level(models.Model):
    """How far a criterion is met, and the marks for it."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="levels", verbose_name=_("criterion"))
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"))
    text_fr = models.TextField(_("text in French"))
    text_ar = models.TextField(_("text in Arabic"))
    text = Bilingual()
    marks = models.DecimalField(_("marks"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["criterion", "position"]
        constraints = [models.CheckConstraint(condition=Q(marks__gte=0), name="level_marks_not_negative")]

    def __str__(self) -> str:
        return self.text
