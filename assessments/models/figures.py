"""The figures of item analysis as they were last computed; docs/rules/item-analysis.md says what they mean."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.analysis.figures import FLOOR, SETTLED, ItemFigures, Option, Reliability
from assessments.models.bank import Question
from assessments.models.quizzes import Quiz

PATIENCE = timedelta(minutes=10)


class Analysis(models.Model):
    """One quiz as it was last analysed. `reliability` holds the figures of its marks by language version."""

    quiz = models.OneToOneField(Quiz, models.CASCADE, related_name="analysis", verbose_name=_("quiz"))
    asked_at = models.DateTimeField(_("asked for at"), null=True, blank=True)
    computed_at = models.DateTimeField(_("computed at"), null=True, blank=True)
    reliability = models.JSONField(_("reliability"), default=dict)

    class Meta:
        verbose_name = _("item analysis")
        verbose_name_plural = _("item analyses")

    def __str__(self) -> str:
        return str(self.quiz)

    def is_awaited(self, at: datetime) -> bool:
        """Whether the worker was asked for it lately and has not answered yet."""
        if self.asked_at is None or at > self.asked_at + PATIENCE:
            return False
        return self.computed_at is None or self.computed_at < self.asked_at

    def reliability_in(self, version: str) -> Reliability | None:
        """How far the marks of a language version are repeatable; `None` where nobody sat it."""
        told: dict[str, Any] | None = self.reliability.get(version)
        return Reliability(**told) if told else None


class QuestionFigures(models.Model):
    """The figures of one question in one language version, empty for all of them together."""

    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="rows", verbose_name=_("item analysis"))
    question = models.ForeignKey(Question, models.CASCADE, related_name="figures", verbose_name=_("question"))
    version = models.CharField(_("language version"), max_length=5, blank=True)
    n = models.PositiveIntegerField(_("answers"))
    facility = models.FloatField(_("facility"), null=True)
    deviation = models.FloatField(_("standard deviation"), null=True)
    discrimination = models.FloatField(_("discrimination"), null=True)
    efficiency = models.FloatField(_("discriminative efficiency"), null=True)
    point_biserial = models.FloatField(_("point-biserial"), null=True)
    options = models.JSONField(_("choices taken"), default=list)

    class Meta:
        verbose_name = _("figures of a question")
        verbose_name_plural = _("figures of questions")
        ordering = ["analysis", "question__code"]
        constraints = [
            models.UniqueConstraint(fields=["analysis", "question", "version"], name="figures_once_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.version}"

    @property
    def enough(self) -> bool:
        return self.n >= FLOOR

    @property
    def settled(self) -> bool:
        return self.n >= SETTLED

    @property
    def figures(self) -> ItemFigures:
        return ItemFigures(
            self.n, self.facility, self.deviation, self.discrimination, self.efficiency, self.point_biserial
        )

    @property
    def taken(self) -> list[Option]:
        """The distractor table."""
        return [Option(**each) for each in self.options]
