"""The pages of scenarios: who may open them, what they cost, and what they must not tell."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models.scenarios import Scenario, ScenarioRun
from assessments.scenarios.graph import REFERRAL
from assessments.services.scenario_runs import begin_run
from courses.models import Course, Module
from tests.assessments.graphs import CANARY, pack_scenarios
from tests.assessments.practice import make_scenario, make_services, play_well, shelve
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
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


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_list_shows_what_is_open_and_an_outsider_sees_none(
    signed_in: SignIn, scenario: Scenario, enrolled: Enrol, amina: User, driss: User
) -> None:
    outside = text_of(signed_in(driss).get(reverse("scenarios")))
    inside = text_of(signed_in(enrolled(amina)).get(reverse("scenarios")))

    assert "Scénario essai" not in outside
    assert "Aucune mise en situation ne vous est encore ouverte" in outside
    assert "Scénario essai" in inside


def test_the_list_narrows_by_module_and_form(
    signed_in: SignIn, scenario: Scenario, enrolled: Enrol, amina: User
) -> None:
    client = signed_in(enrolled(amina))
    found = {query: "Scénario essai" in text_of(client.get(reverse("scenarios") + query)) for query in (
        "?module=t1", "?module=t2", "?form=domestic", "?form=begging", "?form=x", "?module=%00", "?page=x",
    )}  # fmt: skip

    assert [query for query, there in found.items() if not there] == ["?form=begging"]


def test_an_outsider_is_told_why_and_begins_nothing(signed_in: SignIn, run: ScenarioRun, driss: User) -> None:
    client = signed_in(driss)

    assert client.get(run.scenario.get_absolute_url()).status_code == 403
    client.post(reverse("scenario_begin", args=[run.scenario.slug]))
    assert client.get(run.get_absolute_url()).status_code == 404
    assert client.post(run.get_absolute_url(), {"choice": "ask", "after": 0}).status_code == 404
    assert ScenarioRun.objects.get() == run
    assert not run.steps.exists()


def test_nobody_opens_another_learners_run(signed_in: SignIn, run: ScenarioRun, nadia: User, youssef: User) -> None:
    for other in (nadia, youssef):
        assert signed_in(other).get(run.get_absolute_url()).status_code == 404


def test_without_sign_in_every_page_asks_for_it(client: Client, run: ScenarioRun) -> None:
    slug = run.scenario.slug
    for url in (reverse("scenarios"), reverse("scenario", args=[slug]), run.get_absolute_url(),
                reverse("scenario_begin", args=[slug])):  # fmt: skip
        assert "/accounts/login/" in client.get(url)["Location"]


def test_a_story_from_beginning_to_debrief(signed_in: SignIn, scenario: Scenario, enrolled: Enrol, amina: User) -> None:
    client = signed_in(enrolled(amina))
    begun = client.post(reverse("scenario_begin", args=["essai"]))
    url = begun["Location"]

    for choice, sent in (("look", {}), ("ask", {"noted": ["G-1", "G-2"]}), (REFERRAL, {"service": BOTH})):
        after = {"look": 0, "ask": 1, REFERRAL: 2}[choice]
        noted = {"noted": ["G-1", "G-2"]} if choice != "look" else {}
        assert client.post(url, {"choice": choice, "after": after, **noted, **sent})["Location"] == url
    ending = text_of(client.get(url))
    client.post(url, {"finish": "yes", "after": 3, "noted": ["G-1", "G-2"]})

    assert "Terminer et lire le bilan" in ending
    debrief = text_of(client.get(url))
    assert "100 %" in debrief or "100 %" in debrief
    assert debrief.count("Choix look") == 2


def test_no_later_scene_no_key_and_no_address_leaves_before_its_time(
    signed_in: SignIn, run: ScenarioRun, amina: User
) -> None:
    client, url = signed_in(amina), run.get_absolute_url()
    said = [client.get(url), client.get(reverse("scenario", args=["essai"])), client.get(reverse("scenarios"))]
    for sent in ({"choice": "moon"}, {"choice": REFERRAL}, {"noted": ["G-1"]}, {"finish": "yes"}, {"choice": "look"}):
        said += [client.post(url, {"after": 0, **sent}), client.get(url)]

    for response in said:
        told = response.content.decode() + str(response.headers)
        for secret in (CANARY, "Le bureau", "La fin", "recommended", "Recommandé", "shelter", "abri-", "points"):
            assert secret not in told, secret
    client.post(url, {"after": 1, "choice": "ask"})
    desk = text_of(client.get(url))
    assert f"{CANARY} suite" in desk
    assert f"rue {CANARY}" not in desk
    for secret in (f"{CANARY} fin", f"{CANARY} pourquoi", f"{CANARY} services", f"{CANARY} accord", "La fin"):
        assert secret not in desk
    play_on(client, url)
    assert f"{CANARY} pourquoi ask" in text_of(client.get(url))


def play_on(client: Client, url: str) -> None:
    client.post(url, {"after": 2, "choice": REFERRAL, "service": BOTH})
    client.post(url, {"after": 3, "finish": "yes"})


def test_every_indicator_of_the_notebook_looks_alike(signed_in: SignIn, run: ScenarioRun, amina: User) -> None:
    page = text_of(signed_in(amina).get(run.get_absolute_url()))

    shapes = {
        page.split(f'value="{code}"')[1].split("</label>")[0].replace(code, "") for code in ("G-1", "G-2", "G-3")
    }  # fmt: skip
    assert len(shapes) == 1


def test_the_back_button_and_a_doubled_click_change_nothing(signed_in: SignIn, run: ScenarioRun, amina: User) -> None:
    client, url = signed_in(amina), run.get_absolute_url()
    for choice in ("ask", "ask", "accuse"):
        page = text_of(client.post(url, {"after": 0, "choice": choice}, follow=True))

    assert "votre premier choix reste" in page
    assert [step.choice for step in run.steps.all()] == ["ask"]


def test_switching_the_language_keeps_the_run(signed_in: SignIn, run: ScenarioRun, amina: User) -> None:
    client, url = signed_in(amina), run.get_absolute_url()
    client.post(url, {"after": 0, "choice": "look", "noted": ["G-2"]})

    arabic = text_of(client.get(url.replace("/fr/", "/ar/")))

    assert "ع Une carte." in arabic
    assert 'value="G-2" checked' in arabic


def test_beginning_again_abandons_the_run_of_that_number_only(signed_in: SignIn, run: ScenarioRun, amina: User) -> None:
    client, url = signed_in(amina), reverse("scenario_begin", args=["essai"])
    for _twice in range(2):
        client.post(url, {"again": "1"})

    assert list(ScenarioRun.objects.order_by("number").values_list("number", "state")) == [
        (1, "abandoned"),
        (2, "open"),
    ]
    assert client.get(run.get_absolute_url()).status_code == 404


def test_the_list_costs_the_same_for_one_row_and_for_many(
    signed_in: SignIn, scenario: Scenario, enrolled: Enrol, amina: User, assert_queries: Any
) -> None:
    client = signed_in(enrolled(amina))
    play_well(amina, scenario, services=BOTH)
    client.get(reverse("scenarios"))
    with assert_queries(8):
        client.get(reverse("scenarios"))
    for n in range(40):
        make_scenario(Module.objects.get(code="T1"), slug=f"autre-{n}")
    with assert_queries(8):
        page = text_of(client.get(reverse("scenarios")))
    assert "?page=2" in page


def test_a_scene_with_its_referral_and_a_debrief_keep_within_their_queries(
    signed_in: SignIn, run: ScenarioRun, amina: User, assert_queries: Any
) -> None:
    client, url = signed_in(amina), run.get_absolute_url()
    client.post(url, {"after": 0, "choice": "ask"})
    client.get(url)
    with assert_queries(10):
        client.get(url)
    client.post(url, {"after": 1, "choice": REFERRAL, "service": BOTH})
    client.post(url, {"after": 2, "finish": "yes"})
    with assert_queries(10):
        client.get(url)


@pytest.mark.parametrize("scenario", pack_scenarios(), ids=lambda each: each.slug)
def test_every_scenario_of_the_pack_says_all_of_it_in_both_languages(scenario: Any) -> None:
    for scene in scenario.graph.scenes:
        assert scene.title.complete
        assert scene.text.complete
    assert all(choice.text.complete and choice.why.complete for _scene, choice in scenario.graph.choices())
