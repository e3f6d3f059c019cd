"""Work on many certificates that a coordinator asks for at once, done by the worker in steps."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Bundle(models.Model):
    """Certificates to issue, or documents to pack into one file; `done` of `total` are so far.

    Who belongs to it is settled when it is asked for: `members` are ids of enrolments where it issues, and of
    certificates where it packs. A worker claims it for one step at a time.
    """

    class Purpose(models.TextChoices):
        ISSUE = "issue", _("issue what is missing")
        PACK = "pack", _("documents in one file")

    class State(models.TextChoices):
        UNDER_WAY = "under-way", _("under way")
        DONE = "done", _("done")

    purpose = models.CharField(_("purpose"), max_length=5, choices=Purpose)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="bundles", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.UNDER_WAY)
    members = models.JSONField(_("members"), default=list)
    total = models.PositiveIntegerField(_("total"))
    done = models.PositiveIntegerField(_("done"), default=0)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    waits_for_key = models.BooleanField(_("waits for the signing key"), default=False)
    file = models.FileField(_("file"), upload_to="certificates/bundles/", blank=True)

    class Meta:
        verbose_name = _("bundle of certificates")
        verbose_name_plural = _("bundles of certificates")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by"], condition=Q(state="under-way"), name="bundle_under_way_once_per_person"
            ),
            models.CheckConstraint(condition=Q(done__lte=models.F("total")), name="bundle_does_no_more_than_all"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.done}/{self.total}"

    def get_absolute_url(self) -> str:
        return reverse("certificates:bundle", kwargs={"pk": self.pk})
