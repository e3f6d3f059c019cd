"""Guide, dimension and indicator."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.lib.languages import Bilingual


class Guide(models.Model):
    """A list of indicators in one edition. Two guides, or two editions of one, never mix."""

    code = models.SlugField(_("code"), unique=True)
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_ar = models.CharField(_("name in Arabic"), max_length=200)
    name = Bilingual()
    edition = models.CharField(_("edition"), max_length=60, help_text=_("Year or number, as the source gives it."))
    source_fr = models.CharField(_("source in French"), max_length=300)
    source_ar = models.CharField(_("source in Arabic"), max_length=300)
    source = Bilingual()
    caveat_fr = models.TextField(_("caveat in French"), blank=True)
    caveat_ar = models.TextField(_("caveat in Arabic"), blank=True)
    caveat = Bilingual()
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("guide of indicators")
        verbose_name_plural = _("guides of indicators")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.edition})"

    def get_absolute_url(self) -> str:
        return reverse("indicator_guide", kwargs={"code": self.code})


class Dimension(models.Model):
    """A group of indicators within one guide."""

    guide = models.ForeignKey(
        Guide, models.PROTECT, to_field="code", db_column="guide", related_name="dimensions", verbose_name=_("guide")
    )
    code = models.SlugField(_("code"))
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_ar = models.CharField(_("name in Arabic"), max_length=200)
    name = Bilingual()
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        ordering = ["guide__position", "position"]
        constraints = [models.UniqueConstraint(fields=["guide", "code"], name="dimension_once_per_guide")]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """A sign that raises a presumption of trafficking and proves nothing."""

    class Weight(models.TextChoices):
        STRONG = "strong", _("strong")
        MEDIUM = "medium", _("medium")
        WEAK = "weak", _("weak")

    code = models.CharField(_("code"), max_length=20, unique=True)
    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="indicators", verbose_name=_("dimension"))
    label_fr = models.CharField(_("label in French"), max_length=300)
    label_ar = models.CharField(_("label in Arabic"), max_length=300)
    label = Bilingual()
    weight_adult = models.CharField(_("weight, adults"), max_length=6, choices=Weight, blank=True)
    weight_child = models.CharField(_("weight, children"), max_length=6, choices=Weight, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("indicator", kwargs={"code": self.code})
