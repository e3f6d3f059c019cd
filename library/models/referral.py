"""Referral service, its assessment, and the pathway step by step."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jurisdictions.models import City, Region
from library.models.law import LegalReference
from library.rules import LANGUAGES, STEP_KINDS
from lms.lib.languages import Bilingual


class ReferralService(models.Model):
    """Whom to call or where to send somebody. A protected address never leaves the server for a learner."""

    class Kind(models.TextChoices):
        REPORTING = "reporting", _("reporting and emergency")
        JUSTICE = "justice", _("justice")
        SHELTER = "shelter", _("temporary accommodation")
        HEALTH = "health", _("health and psychological care")
        LEGAL_AID = "legal-aid", _("legal aid")
        SOCIAL = "social", _("social support")
        CHILDREN = "children", _("children’s protection")
        RETURN = "return", _("voluntary return")

    class Public(models.TextChoices):
        ALL = "all", _("everybody")
        WOMEN = "women", _("women")
        CHILDREN = "children", _("children")
        MEN = "men", _("men")
        MIGRANTS = "migrants", _("migrants")

    code = models.SlugField(_("address"), unique=True, max_length=80)
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_ar = models.CharField(_("name in Arabic"), max_length=200)
    name = Bilingual()
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="services", verbose_name=_("region"),
        help_text=_("Empty for the whole country."),
    )  # fmt: skip
    city = models.ForeignKey(
        City, models.PROTECT, null=True, blank=True, related_name="services", verbose_name=_("city")
    )
    public = models.CharField(_("public served"), max_length=10, choices=Public, default=Public.ALL)
    languages = models.CharField(
        _("languages"), max_length=60, blank=True, help_text=_("Codes separated by spaces, such as ar fr zgh en.")
    )
    description_fr = models.TextField(_("description in French"), blank=True)
    description_ar = models.TextField(_("description in Arabic"), blank=True)
    description = Bilingual()
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.CharField(_("web address"), max_length=200, blank=True)
    hours_fr = models.CharField(_("opening hours in French"), max_length=120, blank=True)
    hours_ar = models.CharField(_("opening hours in Arabic"), max_length=120, blank=True)
    hours = Bilingual()
    address = models.TextField(_("postal address"), blank=True)
    is_address_protected = models.BooleanField(_("the postal address is protected"), default=False)
    verified_on = models.DateField(_("last verified on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_example = models.BooleanField(_("an example, not a real service"), default=False)
    is_published = models.BooleanField(_("published"), default=True)

    class Meta:
        verbose_name = _("referral service")
        verbose_name_plural = _("referral services")
        ordering = ["kind", "code"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A service in a city is in the region of that city."""
        if self.city:
            self.region_id = self.city.region_id
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("service", kwargs={"code": self.code})

    @property
    def languages_spoken(self) -> list[str]:
        """The languages in words; a code that has none stays as it is."""
        return [str(LANGUAGES.get(code, code)) for code in self.languages.split()]


class CapacityAssessment(models.Model):
    """How able an organisation is on one dimension, as a coordinator saw it on a day."""

    class Dimension(models.TextChoices):
        RECEPTION = "reception", _("reception and listening")
        ACCOMMODATION = "accommodation", _("accommodation")
        CARE = "care", _("health and psychological care")
        LEGAL = "legal", _("legal support")
        CHILDREN = "children", _("work with children")
        STAFF = "staff", _("trained staff")
        DATA = "data", _("confidentiality and data")
        NETWORK = "network", _("work with justice and other services")

    class Score(models.IntegerChoices):
        NOTHING = 0, _("nothing in place")
        BEGUN = 1, _("begun")
        PARTIAL = 2, _("partial")
        SOLID = 3, _("solid")
        EXEMPLARY = 4, _("exemplary")

    HIGHEST = 4

    service = models.ForeignKey(
        ReferralService, models.CASCADE, related_name="assessments", verbose_name=_("referral service")
    )
    dimension = models.CharField(_("dimension"), max_length=14, choices=Dimension)
    score = models.PositiveSmallIntegerField(
        _("score"), validators=[MaxValueValidator(HIGHEST)], help_text=_("From 0, nothing in place, to 4, exemplary.")
    )
    assessed_on = models.DateField(_("assessed on"))
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("assessed by")
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("capacity assessment")
        verbose_name_plural = _("capacity assessments")
        ordering = ["service", "dimension", "-assessed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "dimension", "assessed_on"], name="capacity_assessed_once_a_day"
            ),
            models.CheckConstraint(condition=models.Q(score__lte=4), name="capacity_score_at_most_four"),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.get_dimension_display()}: {self.score}"

    @property
    def score_words(self) -> str:
        """Such as "3, solid"."""
        return gettext("%(score)s, %(words)s") % {"score": self.score, "words": self.Score(self.score).label}


class Step(models.Model):
    """One step of the referral pathway. A region's step overrides the national one of the same key."""

    key = models.SlugField(_("key"), help_text=_("The same for the national step and a region’s own."))
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name=_("region"),
        help_text=_("Empty for the national pathway."),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("position"))
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_ar = models.CharField(_("title in Arabic"), max_length=200)
    title = Bilingual()
    actor_fr = models.CharField(_("who acts, in French"), max_length=200)
    actor_ar = models.CharField(_("who acts, in Arabic"), max_length=200)
    actor = Bilingual()
    text_fr = models.TextField(_("text in French"))
    text_ar = models.TextField(_("text in Arabic"))
    text = Bilingual()
    legal_references = models.ManyToManyField(
        LegalReference, blank=True, related_name="steps", verbose_name=_("articles")
    )
    source = models.CharField(_("source"), max_length=200)
    is_published = models.BooleanField(_("published"), default=True)

    class Meta:
        verbose_name = _("step of the pathway")
        verbose_name_plural = _("steps of the pathway")
        ordering = ["position", "key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "region"], name="step_once_per_region"),
            models.UniqueConstraint(fields=["key"], condition=models.Q(region=None), name="step_once_nationally"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kinds_called(self) -> tuple[str, ...]:
        """The kinds of services that this step calls on."""
        return STEP_KINDS.get(self.key, ())
