"""An author's graph: saved scene by scene, checked, tried and published by those who may."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from assessments.models.scenarios import Scenario, ScenarioRun
from assessments.queries.lint import findings_of
from assessments.scenarios.errors import KeyTaken, MayNotPublish, NotReady
from assessments.scenarios.graph import scene_from
from assessments.services.scenario_desk import publish, remove_scene, save_scene, withdraw
from cms.services.site import prepare_site
from courses.models import Course, Module
from tests.assessments.practice import make_scenario, shelve
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def scenario(course: Course) -> Scenario:
    prepare_site()
    shelve()
    return make_scenario(Module.objects.get(code="T1"))


def _with_role(person: Callable[..., User], name: str, role: Role) -> User:
    user = person(f"{name}@demo.example")
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def leila(scenario: Scenario, person: Callable[..., User]) -> User:
    return _with_role(person, "leila", Role.AUTHOR)


@pytest.fixture
def hassan(scenario: Scenario, person: Callable[..., User]) -> User:
    return _with_role(person, "hassan", Role.VALIDATOR)


def broken(scenario: Scenario) -> Scenario:
    return remove_scene(scenario, key="end")


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_scene_is_put_in_its_place_and_what_led_to_its_old_key_leads_to_the_new_one(scenario: Scenario) -> None:
    renamed = scene_from(scenario.draft["scenes"][2] | {"key": "close"})

    saved = save_scene(scenario, scene=renamed, replaces="end")

    assert [scene["key"] for scene in saved.draft["scenes"]] == ["hall", "desk", "close"]
    assert saved.draft["scenes"][1]["referral"]["goes"] == "close"
    assert findings_of(saved.graph_drafted) == []
    with pytest.raises(KeyTaken):
        save_scene(saved, scene=renamed)


def test_a_draft_with_findings_is_not_published_and_people_play_on(scenario: Scenario, hassan: User) -> None:
    before = scenario.current
    broken(scenario)

    with pytest.raises(NotReady):
        publish(scenario, by=hassan, at=NOON)

    scenario.refresh_from_db()
    assert scenario.current == before


def test_an_author_does_not_publish_or_withdraw(scenario: Scenario, leila: User) -> None:
    with pytest.raises(MayNotPublish):
        publish(scenario, by=leila, at=NOON)
    with pytest.raises(MayNotPublish):
        withdraw(scenario, by=leila)


def test_publishing_the_same_draft_again_makes_no_version(scenario: Scenario, hassan: User) -> None:
    publish(scenario, by=hassan, at=NOON)

    assert scenario.versions.count() == 1


def test_a_withdrawn_scenario_is_no_longer_listed(scenario: Scenario, hassan: User, signed_in: SignIn) -> None:
    withdraw(scenario, by=hassan)

    assert "Scénario essai" not in text_of(signed_in(hassan).get(reverse("scenarios")))


def test_the_desk_is_for_those_who_write(
    scenario: Scenario, leila: User, driss: User, amina: User, signed_in: SignIn
) -> None:
    urls = [reverse(name, args=[scenario.pk]) for name in ("scenario_graph", "scenario_scene_add")]
    urls.append(reverse("scenario_scene", args=[scenario.pk, "hall"]))
    for other in (driss, amina):
        client = signed_in(other)
        assert {client.get(url).status_code for url in urls} == {403}
        for name in ("scenario_publish", "scenario_preview", "scenario_withdraw"):
            assert client.post(reverse(name, args=[scenario.pk])).status_code == 403
    assert {signed_in(leila).get(url).status_code for url in urls} == {200}
    assert not ScenarioRun.objects.exists()


def test_the_overview_shows_each_scene_and_its_findings(scenario: Scenario, hassan: User, signed_in: SignIn) -> None:
    client, url = signed_in(hassan), reverse("scenario_graph", args=[scenario.pk])
    whole = text_of(client.get(url))
    broken(scenario)
    mended = text_of(client.get(url))

    assert "Rien à corriger" in whole
    assert "Le hall" in whole
    assert "chemin recommandé" in whole
    assert "« end », qui n’existe pas" in mended
    assert "L’essayer comme" not in mended


def posted(client: Client, url: str) -> dict[str, Any]:
    """What the browser would post from the page of a scene."""
    page = client.get(url)
    fields: dict[str, Any] = {}
    for form in (page.context["form"], page.context["referral"], *page.context["choices"]):
        for field in form:
            value = field.value()
            if value is True or (value not in (None, False, "", []) and value is not False):
                fields[field.html_name] = "on" if value is True else value
    management = page.context["choices"].management_form
    return fields | {field.html_name: field.value() for field in management}


def test_a_scene_saved_unchanged_stays_as_it_is(scenario: Scenario, leila: User, signed_in: SignIn) -> None:
    client, before = signed_in(leila), scenario.draft
    for key in ("hall", "desk", "end"):
        url = reverse("scenario_scene", args=[scenario.pk, key])
        assert client.post(url, posted(client, url)).status_code == 302

    scenario.refresh_from_db()
    assert scenario.graph_drafted == Scenario(draft=before).graph_drafted


def test_a_choice_is_changed_at_the_desk_and_its_faults_are_told(
    scenario: Scenario, leila: User, signed_in: SignIn
) -> None:
    client, url = signed_in(leila), reverse("scenario_scene", args=[scenario.pk, "hall"])
    fields = posted(client, url)

    client.post(url, fields | {"choices-0-text_fr": "Regarder", "choices-2-critical_cap": ""})

    scenario.refresh_from_db()
    hall = scenario.graph_drafted.by_key["hall"]
    assert (hall.choices[0].text.fr, hall.choices[2].critical.cap if hall.choices[2].critical else 0) == (
        "Regarder",
        None,
    )
    assert "plafond" in text_of(client.get(reverse("scenario_graph", args=[scenario.pk])))


def test_a_scene_with_a_bad_key_is_not_kept(scenario: Scenario, leila: User, signed_in: SignIn) -> None:
    client, url = signed_in(leila), reverse("scenario_scene_add", args=[scenario.pk])
    fields = posted(client, url) | {"title_fr": "Neuf", "title_ar": "جديد"}

    for key in ("", "Été", "a b", "hall", "x" * 41):
        assert client.post(url, fields | {"key": key}).status_code == 200
    assert client.post(url, fields | {"key": "neuf"}).status_code == 302

    scenario.refresh_from_db()
    assert [scene.key for scene in scenario.graph_drafted.scenes] == ["hall", "desk", "end", "neuf"]


def test_a_preview_counts_for_nothing(scenario: Scenario, leila: User, signed_in: SignIn) -> None:
    client = signed_in(leila)
    page = client.post(reverse("scenario_preview", args=[scenario.pk]), follow=True)

    assert "Vous jouez une version qui ne compte pas" in text_of(page)
    assert ScenarioRun.objects.get().is_preview
    assert "Meilleure note" not in text_of(client.get(reverse("scenarios")))


def test_a_scenario_is_framed_at_the_desk(scenario: Scenario, leila: User, signed_in: SignIn) -> None:
    client = signed_in(leila)
    url = reverse("scenario:add")
    fields = {
        "slug": "neuf", "minutes": "10", "modules": [Module.objects.get(code="T1").pk], "title_fr": "Neuf",
        "title_ar": "جديد", "summary_fr": "x", "summary_ar": "ع", "budget": "60",
        "guides": ["onudc"], "flags": "b: oui",
    }  # fmt: skip
    assert client.get(url).status_code == 200

    response = client.post(url, fields)

    made = Scenario.objects.get(slug="neuf")
    assert response["Location"] == reverse("scenario_graph", args=[made.pk])
    assert (made.draft["budget"], made.draft["guides"], made.draft["flags"]) == (60, ["onudc"], [["b", "oui"]])
    assert "Pas encore de scène" in text_of(client.get(response["Location"]))
