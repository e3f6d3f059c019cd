"""Runs: begun once, every choice logged, doubled and stale requests harmless, marked once."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from assessments.models.scenarios import Scenario, ScenarioRun, ScenarioStep
from assessments.queries.debrief import debrief_of
from assessments.queries.referral_offer import offer_to
from assessments.queries.scenarios import best_percent
from assessments.queries.stage import stage_of
from assessments.scenarios.errors import (
    ChoiceStands,
    NoServiceChosen,
    NotAtAnEnding,
    NotOnOffer,
    RunFinished,
    ScenarioClosed,
)
from assessments.scenarios.graph import REFERRAL
from assessments.services.scenario_desk import publish
from assessments.services.scenario_runs import abandon, begin_run, finish, go_on, note
from courses.models import Course, Module
from library.models import ReferralService
from tests.assessments.graphs import small
from tests.assessments.practice import asked, make_scenario, make_services, play, play_well, shelve
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
Enrol = Callable[[User], User]
BOTH = ("abri-benimellal", "soins-benimellal")


@pytest.fixture
def scenario(course: Course) -> Scenario:
    shelve()
    make_services()
    return make_scenario(Module.objects.get(code="T1"))


@pytest.fixture
def run(scenario: Scenario, enrolled: Enrol, amina: User) -> ScenarioRun:
    return begin_run(enrolled(amina), scenario=scenario, at=NOON)


def log(run: ScenarioRun) -> list[tuple[int, str, str, str]]:
    return [(step.number, step.kind, step.scene, step.choice) for step in run.steps.order_by("number")]


def test_whoever_is_not_enrolled_begins_nothing(scenario: Scenario, driss: User) -> None:
    with pytest.raises(ScenarioClosed):
        begin_run(driss, scenario=scenario, at=NOON)

    assert not ScenarioRun.objects.exists()


def test_a_run_under_way_is_taken_up_again(run: ScenarioRun, scenario: Scenario, amina: User) -> None:
    assert begin_run(amina, scenario=scenario, at=NOON + timedelta(days=3)) == run
    assert ScenarioRun.objects.count() == 1


def test_every_choice_is_logged_with_its_time(run: ScenarioRun) -> None:
    for after, choice in enumerate(("look", "ask", REFERRAL)):
        go_on(run, asked=asked(choice, after, services=BOTH), at=NOON + timedelta(minutes=after))

    assert log(run) == [
        (1, "choice", "hall", "look"), (2, "choice", "hall", "ask"), (3, "referral", "desk", REFERRAL),
    ]  # fmt: skip
    times = list(run.steps.order_by("number").values_list("taken_at", flat=True))
    assert times == [NOON + timedelta(minutes=n) for n in range(3)]


def test_a_line_of_the_log_is_never_changed(run: ScenarioRun) -> None:
    go_on(run, asked=asked("look", 0), at=NOON)
    step = run.steps.get()

    with pytest.raises(TypeError):
        step.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ScenarioStep.objects.create(run=run, number=1, kind="choice", scene="hall", choice="ask", taken_at=NOON)


def test_the_same_request_twice_counts_once(run: ScenarioRun) -> None:
    first = go_on(run, asked=asked("ask", 0), at=NOON)
    second = go_on(run, asked=asked("ask", 0), at=NOON)

    assert (first.state, second.state) == (first.state, first.state)
    assert log(run) == [(1, "choice", "hall", "ask")]


def test_another_choice_from_a_page_gone_by_changes_nothing(run: ScenarioRun) -> None:
    go_on(run, asked=asked("ask", 0), at=NOON)

    with pytest.raises(ChoiceStands):
        go_on(run, asked=asked("accuse", 0, noted=("G-1",)), at=NOON)
    with pytest.raises(ChoiceStands):
        note(run, after=0, noted=("G-1",), at=NOON)

    assert log(run) == [(1, "choice", "hall", "ask")]


@pytest.mark.parametrize(("choice", "after"), [("nothing", 0), (REFERRAL, 0), ("look", 1), ("", 0), ("look", -1)])
def test_what_is_not_on_offer_is_refused(run: ScenarioRun, choice: str, after: int) -> None:
    with pytest.raises(NotOnOffer if after >= 0 else (NotOnOffer, ChoiceStands)):
        go_on(run, asked=asked(choice, after), at=NOON)

    assert log(run) == []


def test_notes_are_kept_with_a_choice_and_only_when_they_change(run: ScenarioRun) -> None:
    go_on(run, asked=asked("look", 0, noted=("G-1", "D1-0", "x")), at=NOON)
    go_on(run, asked=asked("ask", 1, noted=("G-1",)), at=NOON)
    note(run, after=2, noted=(), at=NOON)

    kinds = [line[1] for line in log(run)]
    assert kinds == ["notes", "choice", "choice", "notes"]
    assert run.steps.get(number=1).details == {"noted": ["G-1"]}
    assert stage_of(run).noted == frozenset()


def test_a_referral_asks_for_a_service_and_keeps_what_was_offered(run: ScenarioRun) -> None:
    go_on(run, asked=asked("ask", 0), at=NOON)
    with pytest.raises(NoServiceChosen):
        go_on(run, asked=asked(REFERRAL, 1, services=("abri-tanger",)), at=NOON)
    go_on(run, asked=asked(REFERRAL, 1, services=("abri-benimellal", "droit-pays", "abri-tanger")), at=NOON)

    kept = run.steps.get(kind="referral").details
    assert kept["chosen"] == ["abri-benimellal", "droit-pays"]
    assert (kept["wanted"], kept["covered"], kept["wrong"]) == (["shelter", "health"], ["shelter"], ["droit-pays"])
    assert Decimal(kept["share"]) == Decimal("0.25")


def test_a_learner_in_tanger_is_offered_services_of_tanger(scenario: Scenario, salma: User, driss: User) -> None:
    offered = [service.code for service in offer_to(salma, on=NOON.date()).services]
    nowhere = [service.code for service in offer_to(driss, on=NOON.date()).services]

    places = {code.partition("-")[2] for code in offered}
    assert places == {"tanger", "pays"}
    assert {code.partition("-")[2] for code in nowhere} == {"pays"}


def test_an_empty_directory_costs_nobody_a_mark(run: ScenarioRun) -> None:
    ReferralService.objects.all().delete()

    finished = play(run, "look", "ask", REFERRAL, noted=("G-1", "G-2"))

    assert finished.percent == 100


def test_a_run_done_well_earns_everything_and_one_with_an_error_its_cap(
    scenario: Scenario, enrolled: Enrol, amina: User
) -> None:
    good = play_well(enrolled(amina), scenario, services=BOTH)
    bad = play(begin_run(amina, scenario=scenario, at=NOON), "look", "accuse", REFERRAL, services=BOTH)

    assert (good.percent, good.cap, good.minutes) == (Decimal(100), 100, 30)
    assert (bad.percent, bad.cap) == (Decimal(40), 40)
    assert best_percent(amina, scenario=scenario) == 100


def test_finishing_twice_marks_once_and_before_the_end_is_refused(run: ScenarioRun) -> None:
    with pytest.raises(NotAtAnEnding):
        finish(run, after=0, noted=(), at=NOON)
    finished = play(run, "ask", REFERRAL, services=BOTH)

    again = finish(run, after=2, noted=("G-1",), at=NOON + timedelta(days=1))

    assert (again.percent, again.finished_at) == (finished.percent, NOON)
    with pytest.raises(RunFinished):
        go_on(run, asked=asked("look", 0), at=NOON)


def test_a_run_keeps_to_the_version_it_began_with(run: ScenarioRun, scenario: Scenario) -> None:
    changed = small()
    changed["scenes"][0]["choices"][1]["points"] = 20
    scenario.draft = changed
    scenario.save()
    publish(scenario, by=None, at=NOON)

    run.refresh_from_db()
    assert run.version.number == 1
    assert scenario.versions.count() == 2
    assert play(run, "look", "ask", REFERRAL, services=BOTH, noted=("G-1", "G-2")).percent == 100


def test_an_abandoned_run_has_no_mark_and_makes_room(run: ScenarioRun, scenario: Scenario, amina: User) -> None:
    abandon(run)
    run.refresh_from_db()

    assert (run.state, run.percent) == ("abandoned", None)
    assert begin_run(amina, scenario=scenario, at=NOON).number == 2
    assert best_percent(amina, scenario=scenario) is None


def test_a_debrief_sets_the_path_beside_the_recommended_one(run: ScenarioRun) -> None:
    with pytest.raises(ValueError, match="finished"):
        debrief_of(run)
    run = play(run, "accuse", REFERRAL, services=("abri-benimellal", "droit-pays"), noted=("G-1", "G-3"))

    told = debrief_of(ScenarioRun.objects.select_related("version").get(pk=run.pk))

    accuse, referral = told.steps
    assert (str(accuse.act.text), str(accuse.advised.text if accuse.advised else "")) == ("Choix accuse", "Choix ask")
    assert (accuse.points, accuse.lost, accuse.critical.cap if accuse.critical else None) == (
        Decimal(0),
        Decimal(8),
        40,
    )
    assert [str(act.text) for act in accuse.skipped] == ["Choix look"]
    assert (referral.points, referral.lost) == (Decimal("2.5"), Decimal("7.5"))
    assert [service.code for service in referral.services_wrong] == ["droit-pays"]
    assert referral.critical is not None
    assert [str(act.text) for act in told.path] == ["Choix look", "Choix ask", ""]
    assert [[each.code for each in part] for part in (told.found, told.missed, told.wrong)] == [["G-1"], [], ["G-3"]]
