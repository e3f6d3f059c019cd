"""Which scenarios somebody may play, and how well they did."""

from decimal import Decimal

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from accounts.models import User
from assessments.models.scenarios import Scenario, ScenarioRun
from courses.models import Module
from enrolments.models import Enrolment


def scenarios_open_to(viewer: User) -> QuerySet[Scenario]:
    """The published scenarios that `viewer` may play, in the order of their titles.

    They are those whose module a live enrolment holds; all of them for tutors, coordinators and authors. Each carries
    `best`, the viewer's best mark, `is_open`, whether a run is under way, and its modules: two queries.
    """
    runs = ScenarioRun.objects.filter(scenario=OuterRef("pk"), learner=viewer, is_preview=False)
    best = runs.order_by().values("scenario").annotate(best=Max("percent")).values("best")
    rows = Scenario.objects.filter(current__isnull=False).defer("draft").prefetch_related("modules")
    if not viewer.animates:
        held = Enrolment.objects.filter(learner=viewer, left_at=None, edition__modules__scenarios=OuterRef("pk"))
        rows = rows.filter(Exists(held))
    return rows.annotate(  # type: ignore[no-redef]  # see the model
        best=Subquery(best), is_open=Exists(runs.filter(state=ScenarioRun.State.OPEN))
    ).order_by("title_fr", "pk")


def scenarios_listed(viewer: User, *, module: Module | None = None, form: str = "") -> QuerySet[Scenario]:
    """Those of `scenarios_open_to` that belong to a module and tell of a form of exploitation."""
    rows = scenarios_open_to(viewer)
    if module:
        rows = rows.filter(modules=module)
    if form:
        rows = rows.alias(spaced=Concat(Value(" "), F("forms"), Value(" "))).filter(spaced__contains=f" {form} ")
    return rows


def modules_with_scenarios(viewer: User) -> QuerySet[Module]:
    """The modules of the scenarios that `viewer` may play."""
    return Module.objects.filter(scenarios__in=scenarios_open_to(viewer).values("pk")).distinct().order_by("code")


def runs_of(viewer: User) -> QuerySet[ScenarioRun]:
    """The runs of `viewer` and of nobody else, newest first, with scenario and version."""
    return ScenarioRun.objects.filter(learner=viewer).select_related("scenario", "version").defer("scenario__draft")


def finished_runs(viewer: User, *, scenario: Scenario) -> QuerySet[ScenarioRun]:
    """The runs that count, newest first, without their graphs."""
    rows = ScenarioRun.objects.filter(learner=viewer, scenario=scenario, is_preview=False)
    return rows.filter(state=ScenarioRun.State.FINISHED)


def best_percent(learner: User, *, scenario: Scenario) -> Decimal | None:
    """The best mark of `learner`, previews left out; `None` before a run is finished. One query.

    This is what a module or a course asks once a scenario is a requirement of it.
    """
    marked = Q(learner=learner, scenario=scenario, is_preview=False, state=ScenarioRun.State.FINISHED)
    best: Decimal | None = ScenarioRun.objects.filter(marked).aggregate(best=Max("percent"))["best"]
    return best
