"""The screening exercise: a file to read, the experts' key, and what people saw in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.screening.rule import Reading
from courses.models import Module
from library.models import Indicator
from lms.lib.languages import Bilingual

READINGS = {
    Reading.NOTHING: _("No sign of trafficking"),
    Reading.LABOUR_LAW: _("Exploitation at work: labour law"),
    Reading.DECEPTION_AND_EXPLOITATION: _("Deception followed by exploitation, to be looked into"),
    Reading.PRESUMED_VICTIM: _("Presumed victim of trafficking"),
    Reading.SUSPICIOUS_RECRUITMENT: _(
        "Suspicious recruitment without exploitation seen: trafficking is possible if exploitation was the purpose; "
        "to be looked into"
    ),
    Reading.HOLD_WITHOUT_EXPLOITATION: _(
        "A hold over the person without exploitation seen: protect and look into it, the purpose suffices"
    ),
    Reading.COERCION_WITHOUT_EXPLOITATION: _("Coercion without exploitation seen: protect and look into it"),
    Reading.FORCED_LABOUR: _(
        "Forced labour; trafficking is possible: harbouring or receiving under coercion is an act of article 448-1"
    ),
    Reading.PROBABLE_TRAFFICKING: _("Probable trafficking, to be looked into"),
    Reading.PRESUMED_CHILD: _("Child presumed a victim of trafficking: the act and the purpose suffice"),
    Reading.UNDECIDED: _("A combination that the method does not settle: to be looked into"),
}


class ScreeningFile(models.Model):
    """A fictional file on an adult or a child. `act` and `purpose` are what a child's file shows by itself."""

    class Audience(models.TextChoices):
        ADULT = "adult", _("adult")
        CHILD = "child", _("child")

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    title_fr = models.CharField(_("title in French"), max_length=120)
    title_ar = models.CharField(_("title in Arabic"), max_length=120)
    title = Bilingual()
    summary_fr = models.CharField(_("summary in French"), max_length=300)
    summary_ar = models.CharField(_("summary in Arabic"), max_length=300)
    summary = Bilingual()
    content_note_fr = models.TextField(_("content note in French"), blank=True)
    content_note_ar = models.TextField(_("content note in Arabic"), blank=True)
    content_note = Bilingual()
    narrative_fr = models.TextField(_("file in French"))
    narrative_ar = models.TextField(_("file in Arabic"))
    narrative = Bilingual()
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    audience = models.CharField(_("who the file is about"), max_length=5, choices=Audience)
    modules = models.ManyToManyField(Module, related_name="screenings", verbose_name=_("modules"))
    act = models.BooleanField(_("for a child: an act is shown"), default=False)
    purpose = models.BooleanField(_("for a child: a purpose of exploitation is shown"), default=False)
    is_published = models.BooleanField(_("published"), default=True)

    class Meta:
        verbose_name = _("file to screen")
        verbose_name_plural = _("files to screen")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("screening", kwargs={"slug": self.slug})


class ExpertMark(models.Model):
    """An indicator that the experts see in a file, and why."""

    file = models.ForeignKey(ScreeningFile, models.CASCADE, related_name="marks", verbose_name=_("file"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("indicator"))
    comment_fr = models.TextField(_("comment in French"))
    comment_ar = models.TextField(_("comment in Arabic"))
    comment = Bilingual()

    class Meta:
        verbose_name = _("indicator of the key")
        verbose_name_plural = _("experts’ key")
        ordering = ["indicator__code"]
        constraints = [models.UniqueConstraint(fields=["file", "indicator"], name="expert_mark_once_per_indicator")]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.indicator_id}"


class ScreeningAnswer(models.Model):
    """What one person saw in a file. The first one submitted was given without knowing the key."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="screening_answers", verbose_name=_("learner")
    )
    file = models.ForeignKey(ScreeningFile, models.PROTECT, related_name="answers", verbose_name=_("file"))
    number = models.PositiveSmallIntegerField(_("number"))
    ticked = models.ManyToManyField(Indicator, blank=True, related_name="+", verbose_name=_("indicators seen"))
    act = models.BooleanField(_("an act is seen"), default=False)
    purpose = models.BooleanField(_("a purpose of exploitation is seen"), default=False)
    saved_at = models.DateTimeField(_("saved at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    positive = models.CharField(_("positive dimensions"), max_length=30, blank=True)
    reading = models.CharField(_("reading"), max_length=30, blank=True, choices=list(READINGS.items()))

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        ordering = ["-saved_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "file", "number"], name="screening_numbered_once"),
            models.UniqueConstraint(
                fields=["learner", "file"], condition=Q(submitted_at=None), name="screening_open_once_per_file"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, reading="") | (Q(submitted_at__isnull=False) & ~Q(reading="")),
                name="screening_read_when_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.file_id} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("screening_result", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None

    @property
    def reading_words(self) -> str:
        return str(READINGS[Reading(self.reading)]) if self.reading else ""
