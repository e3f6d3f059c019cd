"""Judgment."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.lib.languages import Bilingual


class Judgment(models.Model):
    """A decision of a court, summarised in our own words and without anybody's name.

    It is published only once every line of the anonymisation checklist is ticked.
    """

    class Level(models.TextChoices):
        FIRST_INSTANCE = "first-instance", _("first instance")
        APPEAL = "appeal", _("appeal")
        CASSATION = "cassation", _("cassation")
        REGIONAL = "regional", _("regional court of human rights")
        INTERNATIONAL = "international", _("international court or tribunal")
        FOREIGN = "foreign", _("court of another country")

    class Form(models.TextChoices):
        SEXUAL = "sexual", _("sexual exploitation")
        LABOUR = "labour", _("forced labour")
        DOMESTIC = "domestic", _("domestic servitude")
        BEGGING = "begging", _("forced begging")
        SLAVERY = "slavery", _("slavery and similar practices")
        CRIME = "crime", _("criminal activities")
        ORGANS = "organs", _("removal of organs")
        OTHER = "other", _("other forms")

    CHECKLIST = (
        "names_removed",
        "places_generalised",
        "dates_generalised",
        "details_blurred",
        "read_by_a_second_person",
    )

    code = models.SlugField(_("address"), unique=True, max_length=80)
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_ar = models.CharField(_("title in Arabic"), max_length=200)
    title = Bilingual()
    court_fr = models.CharField(_("court, in French"), max_length=200)
    court_ar = models.CharField(_("court, in Arabic"), max_length=200)
    court = Bilingual()
    level = models.CharField(_("level of the court"), max_length=16, choices=Level)
    country_fr = models.CharField(_("country, in French"), max_length=80, blank=True)
    country_ar = models.CharField(_("country, in Arabic"), max_length=80, blank=True)
    country = Bilingual()
    decided_on = models.DateField(_("decided on"))
    citation = models.CharField(
        _("citation"), max_length=200, help_text=_("Number of the case and where it is published.")
    )
    form = models.CharField(_("form of exploitation"), max_length=10, choices=Form)
    act_fr = models.TextField(_("act, in French"), blank=True)
    act_ar = models.TextField(_("act, in Arabic"), blank=True)
    act = Bilingual()
    means_fr = models.TextField(_("means, in French"), blank=True)
    means_ar = models.TextField(_("means, in Arabic"), blank=True)
    means = Bilingual()
    purpose_fr = models.TextField(_("purpose, in French"), blank=True)
    purpose_ar = models.TextField(_("purpose, in Arabic"), blank=True)
    purpose = Bilingual()
    holding_fr = models.TextField(_("holding, in French"))
    holding_ar = models.TextField(_("holding, in Arabic"))
    holding = Bilingual()
    summary_fr = models.TextField(_("summary in French"))
    summary_ar = models.TextField(_("summary in Arabic"))
    summary = Bilingual()
    legal_references = models.ManyToManyField(
        "library.LegalReference", blank=True, related_name="judgments", verbose_name=_("articles concerned")
    )
    names_removed = models.BooleanField(_("no name, initial or nickname of a person concerned"), default=False)
    places_generalised = models.BooleanField(_("places no narrower than the country or the region"), default=False)
    dates_generalised = models.BooleanField(_("no date of the facts narrower than the year"), default=False)
    details_blurred = models.BooleanField(_("no rare detail that would make a person known"), default=False)
    read_by_a_second_person = models.BooleanField(_("read by a second person for this purpose"), default=False)
    is_published = models.BooleanField(_("published"), default=False)

    class Meta:
        verbose_name = _("judgment")
        verbose_name_plural = _("judgments")
        ordering = ["-decided_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_published=False)
                | models.Q(
                    names_removed=True, places_generalised=True, dates_generalised=True, details_blurred=True,
                    read_by_a_second_person=True,
                ),
                name="judgment_published_once_anonymised",
                violation_error_message=_("Tick the whole anonymisation checklist before publishing."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("judgment", kwargs={"code": self.code})

    @property
    def court_and_country(self) -> str:
        """The court, with the country that the decision concerns."""
        places = {"court": self.court, "country": self.country}
        return gettext("%(court)s (%(country)s)") % places if self.country else self.court
