"""Region, resort, city and court."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.lib.languages import Bilingual


class Place(models.Model):
    """Something on the map, with a name in each script."""

    name_fr = models.CharField(_("name in French"), max_length=120)
    name_ar = models.CharField(_("name in Arabic"), max_length=120)
    name = Bilingual()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Region(Place):
    code = models.CharField(_("code"), max_length=8, unique=True, help_text=_("ISO 3166-2, such as MA-05."))

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]


class Resort(Place):
    """The area of a court of appeal, named after the city where it sits."""

    code = models.CharField(_("code"), max_length=8, unique=True)

    class Meta:
        verbose_name = _("resort")
        verbose_name_plural = _("resorts")
        ordering = ["code"]


class City(Place):
    code = models.CharField(_("code"), max_length=8, unique=True)
    name_zgh = models.CharField(_("name in Tifinagh"), max_length=120, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="cities", verbose_name=_("region"))
    resort = models.ForeignKey(Resort, models.PROTECT, related_name="cities", verbose_name=_("resort"))
    latitude = models.FloatField(_("latitude"), help_text=_("Degrees north."))
    longitude = models.FloatField(_("longitude"), help_text=_("Degrees east."))

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["region__code", "code"]


class Court(Place):
    class Kind(models.TextChoices):
        FIRST_INSTANCE = "TPI", _("court of first instance")
        APPEAL = "CA", _("court of appeal")
        ADMINISTRATIVE = "TA", _("administrative court")
        ADMINISTRATIVE_APPEAL = "CAA", _("administrative court of appeal")
        COMMERCIAL = "TC", _("commercial court")
        COMMERCIAL_APPEAL = "CAC", _("commercial court of appeal")
        CASSATION = "CC", _("Court of Cassation")

    code = models.CharField(_("code"), max_length=16, unique=True, help_text=_("Kind and city, such as TPI-BML."))
    kind = models.CharField(_("kind"), max_length=3, choices=Kind)
    city = models.ForeignKey(City, models.PROTECT, related_name="courts", verbose_name=_("city"))
    resort = models.ForeignKey(
        Resort, models.PROTECT, null=True, blank=True, related_name="courts", verbose_name=_("resort")
    )

    class Meta:
        verbose_name = _("court")
        verbose_name_plural = _("courts")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="CC") ^ models.Q(resort__isnull=False),
                name="court_has_a_resort_unless_of_cassation",
            )
        ]
