"""Scenario with its versions, the runs through it step by step, and the screening exercise."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.scenarios.graph import Graph, from_document
from courses.models import Module
from library.models import Judgment
from lms.lib.languages import Bilingual


class Scenario(models.Model):
    """A branching case in both languages. `draft` is the graph as its author has it; people play `current`."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    title_fr = models.CharField(_("title in French"), max_length=120)
    title_ar = models.CharField(_("title in Arabic"), max_length=120)
    title = Bilingual()
    summary_fr = models.CharField(_("summary in French"), max_length=300)
    summary_ar = models.CharField(_("summary in Arabic"), max_length=300)
    summary = Bilingual()
    role_fr = models.TextField(_("role of the learner, in French"), blank=True)
    role_ar = models.TextField(_("role of the learner, in Arabic"), blank=True)
    role = Bilingual()
    content_note_fr = models.TextField(_("content note in French"), blank=True)
    content_note_ar = models.TextField(_("content note in Arabic"), blank=True)
    content_note = Bilingual()
    minutes = models.PositiveSmallIntegerField(_("minutes to play"))
    modules = models.ManyToManyField(Module, related_name="scenarios", verbose_name=_("modules"))
    forms = models.CharField(
        _("forms of exploitation"), max_length=80, blank=True,
        help_text=_("Codes separated by spaces, such as domestic begging."),
    )  # fmt: skip
    draft = models.JSONField(_("graph, draft"), default=dict, blank=True)
    current = models.ForeignKey(
        "assessments.ScenarioVersion", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("version played"),
    )  # fmt: skip
    best: Decimal | None  # the reader's best mark, annotated by queries.scenarios.scenarios_open_to

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scenario", kwargs={"slug": self.slug})

    @property
    def form_words(self) -> list[str]:
        """The forms of exploitation in words; a code that has none stays as it is."""
        labels = dict(Judgment.Form.choices)
        return [str(labels.get(code, code)) for code in self.forms.split()]

    @property
    def graph_drafted(self) -> Graph:
        return from_document(self.draft)


class ScenarioVersion(models.Model):
    """The graph as it was at one time, never changed: a run keeps to the version it began with."""

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="versions", verbose_name=_("scenario"))
    number = models.PositiveSmallIntegerField(_("number"))
    document = models.JSONField(_("graph"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )

    class Meta:
        verbose_name = _("version of a scenario")
        verbose_name_plural = _("versions of scenarios")
        ordering = ["scenario", "-number"]
        constraints = [models.UniqueConstraint(fields=["scenario", "number"], name="scenario_version_numbered_once")]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def graph(self) -> Graph:
        return from_document(self.document)


class ScenarioRun(models.Model):
    """One way through a scenario by one person. A preview is an author's and counts for nothing."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        FINISHED = "finished", _("finished")
        ABANDONED = "abandoned", _("abandoned")

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="scenario_runs", verbose_name=_("learner")
    )
    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="runs", verbose_name=_("scenario"))
    version = models.ForeignKey(ScenarioVersion, models.PROTECT, related_name="runs", verbose_name=_("version"))
    number = models.PositiveSmallIntegerField(_("number"))
    is_preview = models.BooleanField(_("a preview"), default=False)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes of the story"), null=True, blank=True)
    cap = models.PositiveSmallIntegerField(_("cap of the mark, per cent"), null=True, blank=True)
    percent = models.DecimalField(_("mark, per cent"), max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("run of a scenario")
        verbose_name_plural = _("runs of scenarios")
        ordering = ["-started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "scenario", "is_preview", "number"], name="scenario_run_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["learner", "scenario", "is_preview"], condition=Q(state="open"),
                name="scenario_run_open_once",
            ),
            models.CheckConstraint(
                condition=(~Q(state="finished") & Q(percent=None, cap=None))
                | Q(state="finished", finished_at__isnull=False, percent__gte=0, percent__lte=F("cap"), cap__lte=100),
                name="scenario_run_marked_under_its_cap",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.learner}: {self.scenario} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("scenario_run", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class ScenarioStep(models.Model):
    """One line of the log of a run: a choice, a referral, or the indicators noted from then on. Only ever added to."""

    class Kind(models.TextChoices):
        CHOICE = "choice", _("choice")
        REFERRAL = "referral", _("referral")
        NOTES = "notes", _("indicators noted")

    run = models.ForeignKey(ScenarioRun, models.CASCADE, related_name="steps", verbose_name=_("run"))
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    scene = models.CharField(_("scene"), max_length=40)
    choice = models.CharField(_("choice"), max_length=40, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    taken_at = models.DateTimeField(_("taken at"))

    class Meta:
        verbose_name = _("step of a run")
        verbose_name_plural = _("steps of runs")
        ordering = ["run", "number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="scenario_step_numbered_once")]

    def __str__(self) -> str:
        return f"{self.run_id}, {self.number}: {self.scene} {self.choice}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line; a line that is written does not change."""
        if self.pk:
            raise TypeError("a step of a run is never changed")
        super().save(*args, **kwargs)
