"""Legal reference and penalty."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.lib.languages import Bilingual


class LegalReference(models.Model):
    """One article of one law, in our own words; only the published text is authoritative."""

    class Confidence(models.TextChoices):
        HIGH = "high", _("checked against the official text")
        MEDIUM = "medium", _("from a secondary source")
        LOW = "low", _("to be checked")

    code = models.CharField(_("code"), max_length=20, unique=True, help_text=_("Such as CP-448-1."))
    article = models.CharField(_("article"), max_length=20)
    law_fr = models.CharField(_("law, in French"), max_length=160)
    law_ar = models.CharField(_("law, in Arabic"), max_length=160)
    law = Bilingual()
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_ar = models.CharField(_("title in Arabic"), max_length=200)
    title = Bilingual()
    summary_fr = models.TextField(_("summary in French"))
    summary_ar = models.TextField(_("summary in Arabic"))
    summary = Bilingual()
    source = models.CharField(_("source"), max_length=200)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence, default=Confidence.HIGH)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("legal reference")
        verbose_name_plural = _("legal references")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("legal_reference", kwargs={"code": self.code})


class Penalty(models.Model):
    """What an article threatens: the one place where years and dirhams are written."""

    class Kind(models.TextChoices):
        CRIMINAL = "reclusion", _("criminal imprisonment")
        CORRECTIONAL = "emprisonnement", _("correctional imprisonment")
        DISSOLUTION = "dissolution", _("dissolution")

    article = models.CharField(_("article"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    years_min = models.PositiveSmallIntegerField(_("years, at least"), null=True, blank=True)
    years_max = models.PositiveSmallIntegerField(_("years, at most"), null=True, blank=True)
    life = models.BooleanField(_("may be for life"), default=False)
    fine_min = models.PositiveIntegerField(_("fine in dirhams, at least"), null=True, blank=True)
    fine_max = models.PositiveIntegerField(_("fine in dirhams, at most"), null=True, blank=True)
    phrase_fr = models.TextField(_("in a sentence, in French"))
    phrase_ar = models.TextField(_("in a sentence, in Arabic"))
    phrase = Bilingual()

    class Meta:
        verbose_name = _("penalty")
        verbose_name_plural = _("penalties")
        ordering = ["article"]

    def __str__(self) -> str:
        return self.article
