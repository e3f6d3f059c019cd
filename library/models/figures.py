"""Figure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.lib.languages import Bilingual


class Figure(models.Model):
    """A statistic: quoted with its source and caveat, never recomputed."""

    code = models.SlugField(_("code"), unique=True)
    value_fr = models.CharField(_("value in French"), max_length=60)
    value_ar = models.CharField(_("value in Arabic"), max_length=60)
    value = Bilingual()
    definition_fr = models.TextField(_("definition in French"))
    definition_ar = models.TextField(_("definition in Arabic"))
    definition = Bilingual()
    period = models.CharField(_("period"), max_length=60, blank=True)
    source_fr = models.CharField(_("source in French"), max_length=300, blank=True)
    source_ar = models.CharField(_("source in Arabic"), max_length=300, blank=True)
    source = Bilingual()
    caveat_fr = models.TextField(_("caveat in French"), blank=True)
    caveat_ar = models.TextField(_("caveat in Arabic"), blank=True)
    caveat = Bilingual()

    is_published = models.BooleanField(_("published"), default=True)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_published=False)
                | ~(models.Q(period="") | models.Q(source_fr="") | models.Q(source_ar="")),
                name="figure_published_with_source_and_date",
                violation_error_message=_("A figure without source and date cannot be published."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.definition}"
