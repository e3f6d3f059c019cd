"""A correction of a question's key, and what it changed in the attempts marked before."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.attempts import Attempt
from assessments.models.bank import Question


class Correction(models.Model):
    """Who changed by what a question is marked, when and why; `before` and `after` are the keys in full."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="corrections", verbose_name=_("question"))
    version = models.PositiveIntegerField(_("version it made"))
    reason = models.TextField(_("reason"))
    before = models.JSONField(_("key before"))
    after = models.JSONField(_("key after"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("corrected by"))
    at = models.DateTimeField(_("corrected at"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["question", "version"], name="correction_makes_one_version")]

    def __str__(self) -> str:
        return f"{self.question.code}: {self.reason[:80]}"


class Remark(models.Model):
    """The marks of an attempt before and after a correction."""

    correction = models.ForeignKey(Correction, models.PROTECT, related_name="remarks", verbose_name=_("correction"))
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="remarks", verbose_name=_("attempt"))
    marks_before = models.DecimalField(_("marks before"), max_digits=8, decimal_places=2)
    marks_after = models.DecimalField(_("marks after"), max_digits=8, decimal_places=2)
    passed_before = models.BooleanField(_("passed before"))
    passed_after = models.BooleanField(_("passed after"))

    class Meta:
        verbose_name = _("mark corrected")
        verbose_name_plural = _("marks corrected")
        ordering = ["correction", "attempt"]
        constraints = [models.UniqueConstraint(fields=["correction", "attempt"], name="remark_once_per_correction")]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.marks_before} → {self.marks_after}"
