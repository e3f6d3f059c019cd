"""Legal reference, penalty, indicator, figure and term."""

from django.db import models
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


class Dimension(models.Model):
    """A group of indicators within one guide."""

    guide = models.SlugField(_("guide"))
    code = models.SlugField(_("code"))
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_ar = models.CharField(_("name in Arabic"), max_length=200)
    name = Bilingual()
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        ordering = ["guide", "position"]
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


class Figure(models.Model):
    """A statistic: quoted with its source and caveat, never recomputed."""

    code = models.SlugField(_("code"), unique=True)
    value_fr = models.CharField(_("value in French"), max_length=60)
    value_ar = models.CharField(_("value in Arabic"), max_length=60)
    value = Bilingual()
    definition_fr = models.TextField(_("definition in French"))
    definition_ar = models.TextField(_("definition in Arabic"))
    definition = Bilingual()
    period = models.CharField(_("period"), max_length=60)
    source_fr = models.CharField(_("source in French"), max_length=300)
    source_ar = models.CharField(_("source in Arabic"), max_length=300)
    source = Bilingual()
    caveat_fr = models.TextField(_("caveat in French"), blank=True)
    caveat_ar = models.TextField(_("caveat in Arabic"), blank=True)
    caveat = Bilingual()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.value} {self.definition}"
