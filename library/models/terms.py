"""Term of the glossary."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.lib.languages import Bilingual


class Term(models.Model):
    """A term of the field in French, Arabic and English, with its meaning."""

    class Domain(models.TextChoices):
        LAW = "droit", _("law")
        PROCEDURE = "procedure", _("procedure")
        PROTECTION = "protection", _("protection")
        INSTITUTION = "institution", _("institutions")
        JUSTICE = "justice", _("justice")
        TRAINING = "formation", _("training")
        PLATFORM = "plateforme", _("the platform")

    code = models.SlugField(_("code"), unique=True, max_length=80)
    domain = models.CharField(_("domain"), max_length=12, choices=Domain)
    term_fr = models.CharField(_("term in French"), max_length=120)
    term_ar = models.CharField(_("term in Arabic"), max_length=120)
    term = Bilingual()
    english = models.CharField(_("term in English"), max_length=120)
    definition_fr = models.TextField(_("definition in French"))
    definition_ar = models.TextField(_("definition in Arabic"))
    definition = Bilingual()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return reverse("term", kwargs={"code": self.code})
