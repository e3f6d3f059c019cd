"""Begin a run, take a choice or refer in it, note indicators, finish it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from assessments.models.scenarios import Scenario, ScenarioRun, ScenarioStep, ScenarioVersion
from assessments.queries.referral_offer import Offer, offer_to, outcome_of
from assessments.queries.scenarios import scenarios_open_to
from assessments.queries.stage import Stage, stage_of
from assessments.scenarios.errors import (
    ChoiceStands,
    NoServiceChosen,
    NotAtAnEnding,
    NotOnOffer,
    RunFinished,
    RunTooLong,
    ScenarioClosed,
)
from assessments.scenarios.graph import REFERRAL
from assessments.scenarios.marks import marks_of
from assessments.scenarios.play import is_offered
from enrolments.services import lock
from library.models import Indicator
from lms.lib.dates import day_of

MOST_STEPS = 400


@dataclass(frozen=True)
class Asked:
    """What a page posts: a choice or a referral with its services, how many moves the page knew, what is noted."""

    choice: str
    after: int
    services: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


@transaction.atomic
def begin_run(learner: User, *, scenario: Scenario, at: datetime) -> ScenarioRun:
    """Give `learner` the run to play: the open one where there is one, else a new one of the version played now.

    The learner's row is locked, so two devices get the same run. Raises `ScenarioClosed`.
    """
    lock([learner.pk])
    scenario = scenarios_open_to(learner).select_related("current").filter(pk=scenario.pk).first() or scenario
    if scenario.current is None or not hasattr(scenario, "best"):
        raise ScenarioClosed
    return _open_run(learner, scenario=scenario, version=scenario.current, is_preview=False, at=at)


@transaction.atomic
def begin_preview(author: User, *, version: ScenarioVersion, at: datetime) -> ScenarioRun:
    """Give `author` a run of `version` that counts for nothing; a preview of an earlier version is abandoned."""
    lock([author.pk])
    earlier = ScenarioRun.objects.filter(learner=author, scenario=version.scenario_id, is_preview=True)
    earlier.filter(state=ScenarioRun.State.OPEN).exclude(version=version).update(state=ScenarioRun.State.ABANDONED)
    return _open_run(author, scenario=version.scenario, version=version, is_preview=True, at=at)


def _open_run(
    learner: User, *, scenario: Scenario, version: ScenarioVersion, is_preview: bool, at: datetime
) -> ScenarioRun:
    runs = ScenarioRun.objects.filter(learner=learner, scenario=scenario, is_preview=is_preview)
    open_run = runs.filter(state=ScenarioRun.State.OPEN).first()
    if open_run:
        return open_run
    last = runs.aggregate(last=Max("number"))["last"] or 0
    return ScenarioRun.objects.create(
        learner=learner, scenario=scenario, version=version, number=last + 1, is_preview=is_preview, started_at=at
    )


@transaction.atomic
def abandon(run: ScenarioRun) -> None:
    """Leave an open run as it is, without a mark; whatever else it is stays as it is."""
    ScenarioRun.objects.filter(pk=run.pk, state=ScenarioRun.State.OPEN).update(state=ScenarioRun.State.ABANDONED)


@transaction.atomic
def go_on(run: ScenarioRun, *, asked: Asked, at: datetime) -> Stage:
    """Take what `asked` says in `run`, with what the learner noted until then, and return where that leads.

    The same request again changes nothing. Raises `ChoiceStands` where the run has gone on otherwise since the page
    was made, `NotOnOffer`, `NoServiceChosen`, `RunTooLong` and `RunFinished`.
    """
    stage = _locked_stage(run)
    if 0 <= asked.after < stage.after:
        if stage.moves[asked.after].choice == asked.choice:
            return stage
        raise ChoiceStands
    if asked.after != stage.after or not is_offered(stage.graph, stage.state, asked.choice):
        raise NotOnOffer
    details = _referred(stage, asked, at=at) if asked.choice == REFERRAL else {}
    number = _note(stage, noted=asked.noted, at=at)
    kind = ScenarioStep.Kind.REFERRAL if asked.choice == REFERRAL else ScenarioStep.Kind.CHOICE
    ScenarioStep.objects.create(
        run=stage.run,
        number=number,
        kind=kind,
        scene=stage.scene.key,
        choice=asked.choice,
        details=details,
        taken_at=at,
    )
    return stage_of(stage.run)


@transaction.atomic
def note(run: ScenarioRun, *, after: int, noted: Collection[str], at: datetime) -> Stage:
    """Keep which indicators the learner notes, as long as the page that says so is the present one.

    Raises `ChoiceStands`, `RunTooLong` and `RunFinished`.
    """
    stage = _locked_stage(run)
    if after != stage.after:
        raise ChoiceStands
    _note(stage, noted=noted, at=at)
    return stage_of(stage.run)


@transaction.atomic
def finish(run: ScenarioRun, *, after: int, noted: Collection[str], at: datetime) -> ScenarioRun:
    """Mark `run`, which has come to an ending, and close it; twice is harmless. Raises `NotAtAnEnding`."""
    locked = _locked(run)
    if locked.state == ScenarioRun.State.FINISHED:
        return locked
    stage = note(locked, after=after, noted=noted, at=at)
    if not stage.scene.ending:
        raise NotAtAnEnding
    marks = marks_of(stage.graph, stage.state, noted=stage.noted)
    locked.state, locked.finished_at = ScenarioRun.State.FINISHED, at
    locked.minutes, locked.cap, locked.percent = stage.state.minutes, marks.cap, marks.percent
    locked.save(update_fields=["state", "finished_at", "minutes", "cap", "percent"])
    return locked


def _locked(run: ScenarioRun) -> ScenarioRun:
    rows = ScenarioRun.objects.select_for_update(of=("self",)).select_related("scenario", "version", "learner")
    return rows.get(pk=run.pk)


def _locked_stage(run: ScenarioRun) -> Stage:
    locked = _locked(run)
    if not locked.is_open:
        raise RunFinished
    return stage_of(locked)


def _note(stage: Stage, *, noted: Collection[str], at: datetime) -> int:
    """Write down what is `noted` where it has changed; return the number of the next line of the log."""
    last: int = stage.run.steps.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_STEPS:
        raise RunTooLong
    listed = Indicator.objects.filter(code__in=noted, dimension__guide__code__in=stage.graph.guides)
    codes = frozenset(listed.values_list("code", flat=True)) if noted else frozenset()
    if codes == stage.noted:
        return last + 1
    ScenarioStep.objects.create(
        run=stage.run, number=last + 1, kind=ScenarioStep.Kind.NOTES, scene=stage.scene.key,
        details={"noted": sorted(codes)}, taken_at=at,
    )  # fmt: skip
    return last + 2


def _referred(stage: Stage, asked: Asked, *, at: datetime) -> Mapping[str, Any]:
    """What is kept of a referral: the services chosen among those offered, and what they earn."""
    referral = stage.scene.referral
    assert referral is not None
    offer: Offer = offer_to(stage.run.learner, on=day_of(at))
    codes = {each.code for each in offer.services}
    chosen = [code for code in dict.fromkeys(asked.services) if code in codes]
    if codes and not chosen:
        raise NoServiceChosen
    outcome = outcome_of(referral, offer=offer.services, chosen=chosen)
    return {
        "region": offer.region.code if offer.region else "",
        "offered": sorted(codes), "chosen": chosen, "wanted": list(outcome.wanted), "covered": list(outcome.covered),
        "wrong": list(outcome.wrong), "share": str(outcome.share),
    }  # fmt: skip
