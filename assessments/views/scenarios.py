"""Scenarios: the list, the page of one, and a run through it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PersonRequest
from assessments.forms.practice import ScenarioFilter, asked_in
from assessments.models.scenarios import Scenario, ScenarioRun
from assessments.queries.debrief import debrief_of
from assessments.queries.referral_offer import offer_to
from assessments.queries.scenarios import finished_runs, modules_with_scenarios, runs_of, scenarios_listed
from assessments.queries.stage import notebook, stage_of
from assessments.scenarios.errors import ScenarioClosed
from assessments.services.scenario_runs import abandon, begin_run, finish, go_on, note
from library.queries import penalty_phrases
from lms.lib.dates import day_of
from lms.lib.errors import Refusal
from lms.lib.paging import page_of


@login_required
@require_safe
def scenarios(request: PersonRequest) -> HttpResponse:
    """The scenarios that one may play, with one's best mark."""
    form = ScenarioFilter(request.GET, modules=modules_with_scenarios(request.user))
    page = page_of(scenarios_listed(request.user, **form.chosen), request.GET.get("page"))  # type: ignore[arg-type]
    context = {"form": form, "page": page, "narrowed": bool(form.chosen)}
    return render(request, "scenarios/list.html", context)


@login_required
@require_safe
def scenario(request: PersonRequest, slug: str) -> HttpResponse:
    """What a scenario is about, one's runs so far, and the way in."""
    found = _playable(request).filter(slug=slug).first()
    if found is None:
        return _locked(request, get_object_or_404(Scenario, slug=slug, current__isnull=False))
    runs = page_of(finished_runs(request.user, scenario=found), request.GET.get("page"))
    context = {"scenario": found, "runs": runs, "breadcrumb": _breadcrumb((found.title, None))}
    return render(request, "scenarios/scenario.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scenario_begin(request: PersonRequest, slug: str) -> HttpResponseRedirect:
    """Begin a run or go on with the open one; with "again", leave that one and begin anew."""
    found = get_object_or_404(Scenario, slug=slug, current__isnull=False)
    if request.method != "POST":  # somebody comes back from sign-in
        return redirect(found)
    try:
        if request.POST.get("again", "").isdigit():
            open_run = runs_of(request.user).filter(scenario=found, number=request.POST["again"][:6]).first()
            if open_run and not open_run.is_preview:
                abandon(open_run)
        run = begin_run(request.user, scenario=found, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(found)
    return redirect(run)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scenario_run(request: PersonRequest, pk: int) -> HttpResponse:
    """The scene that a run has come to; by POST a step further; the debrief of a finished run."""
    run = get_object_or_404(runs_of(request.user).exclude(state=ScenarioRun.State.ABANDONED), pk=pk)
    if request.method == "POST":
        return _go_on(request, run)
    return _scene(request, run) if run.is_open else _debrief(request, run)


def _go_on(request: PersonRequest, run: ScenarioRun) -> HttpResponseRedirect:
    asked, now = asked_in(request.POST), timezone.now()
    try:
        if "finish" in request.POST:
            finish(run, after=asked.after, noted=asked.noted, at=now)
        elif asked.choice:
            go_on(run, asked=asked, at=now)
        else:
            note(run, after=asked.after, noted=asked.noted, at=now)
            messages.success(request, _("Your notes are saved."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect(run)


def _scene(request: PersonRequest, run: ScenarioRun) -> HttpResponse:
    stage = stage_of(run)
    offer = offer_to(request.user, on=day_of(timezone.now())) if stage.scene.referral else None
    context = {
        "run": run,
        "stage": stage,
        "notebook": notebook(stage.graph.guides, noted=stage.noted),
        "offer": offer,
        "penalties": penalty_phrases(),
        "breadcrumb": _breadcrumb((run.scenario.title, _page_of(run)), (str(stage.scene.title), None)),
    }
    return render(request, "scenarios/scene.html", context)


def _debrief(request: PersonRequest, run: ScenarioRun) -> HttpResponse:
    context = {
        "run": run,
        "debrief": debrief_of(run),
        "penalties": penalty_phrases(),
        "breadcrumb": _breadcrumb((run.scenario.title, _page_of(run)), (_("Debrief"), None)),
    }
    return render(request, "scenarios/debrief.html", context)


def _playable(request: PersonRequest) -> QuerySet[Scenario]:
    return scenarios_listed(request.user)


def _page_of(run: ScenarioRun) -> str | None:
    """The page of a run's scenario; a preview may have none yet."""
    return None if run.is_preview else run.scenario.get_absolute_url()


def _locked(request: PersonRequest, found: Scenario) -> HttpResponse:
    context = {"title": found.title, "why": str(ScenarioClosed()), "breadcrumb": _breadcrumb((found.title, None))}
    return render(request, "scenarios/locked.html", context, status=403)


def _breadcrumb(*items: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Scenarios"), reverse("scenarios")), *items]
