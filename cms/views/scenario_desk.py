"""The graph of a scenario at the author's desk: seen whole, edited scene by scene, tried and published."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from accounts.http import PersonRequest
from assessments.models.scenarios import Scenario
from assessments.queries.lint import findings_of
from assessments.scenarios.graph import scene_from
from assessments.services.scenario_desk import (
    keep_version,
    may_publish,
    publish,
    remove_scene,
    save_scene,
    withdraw,
)
from assessments.services.scenario_runs import begin_preview
from cms.desk.scenario_graph import overview_of
from cms.desk.scene_forms import Lists, ReferralForm, SceneChoices, SceneForm
from lms.lib.errors import Refusal


@require_safe
def graph(request: PersonRequest, pk: int) -> HttpResponse:
    """Every scene with its choices and where they lead, and what the linter finds."""
    scenario = _scenario(request, pk)
    drafted = scenario.graph_drafted
    findings = findings_of(drafted)
    context = {
        "scenario": scenario,
        "overview": overview_of(drafted, findings),
        "findings": findings,
        "may_publish": may_publish(request.user),
        "is_published": bool(scenario.current and scenario.current.document == scenario.draft),
    }
    return render(request, "cms/desk/scenario_graph.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def scene(request: PersonRequest, pk: int, key: str = "") -> HttpResponse:
    """One scene with its choices and its referral; without `key` a new one."""
    scenario = _scenario(request, pk)
    drafted = scenario.graph_drafted
    there = drafted.scene(key)
    lists, posted = Lists(drafted), request.POST or None
    form = SceneForm(posted, scene=there, lists=lists)
    referral = ReferralForm(posted, scene=there, lists=lists)
    choices = SceneChoices(posted, scene=there, lists=lists)
    if posted and all([form.is_valid(), referral.is_valid(), choices.is_valid()]):
        made = scene_from({**form.document(), "referral": referral.document(), "choices": choices.documents()})
        try:
            saved = save_scene(scenario, scene=made, replaces=key)
        except Refusal as refusal:
            form.add_error("key", str(refusal))
        else:
            return _saved(request, saved)
    context = {"scenario": scenario, "scene": there, "form": form, "referral": referral, "choices": choices}
    return render(request, "cms/desk/scenario_scene.html", context)


@require_POST
def scene_remove(request: PersonRequest, pk: int, key: str) -> HttpResponse:
    return _saved(request, remove_scene(_scenario(request, pk), key=key))


@require_POST
def preview(request: PersonRequest, pk: int) -> HttpResponse:
    """Play the draft as a learner would; it counts for nothing."""
    scenario = _scenario(request, pk)
    try:
        version = keep_version(scenario, by=request.user, at=timezone.now())
        return redirect(begin_preview(request.user, version=version, at=timezone.now()))
    except Refusal as refusal:
        return _refused(request, scenario, refusal)


@require_POST
def scenario_publish(request: PersonRequest, pk: int) -> HttpResponse:
    scenario = _scenario(request, pk)
    sentence = _("“%(title)s” is published: whoever begins now plays this version.")
    return _act(request, scenario, lambda: publish(scenario, by=request.user, at=timezone.now()), sentence)


@require_POST
def scenario_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    scenario = _scenario(request, pk)
    sentence = _("“%(title)s” is withdrawn: nobody begins it any more; runs and results stay.")
    return _act(request, scenario, lambda: withdraw(scenario, by=request.user), sentence)


def _act(
    request: PersonRequest, scenario: Scenario, act: Callable[[], object], sentence: str
) -> HttpResponseRedirect:  # fmt: skip
    try:
        act()
    except Refusal as refusal:
        return _refused(request, scenario, refusal)
    log(instance=scenario, action="wagtail.edit", user=request.user)
    messages.success(request, sentence % {"title": scenario.title})
    return redirect("scenario_graph", pk=scenario.pk)


def _saved(request: PersonRequest, scenario: Scenario) -> HttpResponseRedirect:
    log(instance=scenario, action="wagtail.edit", user=request.user, content_changed=True)
    count = len(findings_of(scenario.graph_drafted))
    if count:
        told = ngettext("%(count)s thing to mend", "%(count)s things to mend", count) % {"count": count}
        messages.warning(request, _("The draft is saved. Before it can be published: %(count)s.") % {"count": told})
    else:
        messages.success(request, _("The draft is saved, and nothing is to be mended."))
    return redirect("scenario_graph", pk=scenario.pk)


def _refused(request: PersonRequest, scenario: Scenario, refusal: Refusal) -> HttpResponseRedirect:
    messages.error(request, str(refusal))
    return redirect("scenario_graph", pk=scenario.pk)


def _scenario(request: PersonRequest, pk: int) -> Scenario:
    """The scenario, for those who write scenarios."""
    if not request.user.has_perm("assessments.change_scenario"):
        raise PermissionDenied
    return get_object_or_404(Scenario.objects.select_related("current"), pk=pk)
