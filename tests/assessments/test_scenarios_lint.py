"""The linter: a whole graph passes, and each fault is found where it stands."""

from collections.abc import Callable
from typing import Any

import pytest

from assessments.scenarios.graph import from_document
from assessments.scenarios.lint import Finding, lint
from tests.assessments.graphs import KNOWN, a_choice, said, small

Break = Callable[[dict[str, Any]], object]


def found(document: dict[str, Any]) -> list[Finding]:
    return lint(from_document(document), known=KNOWN)


def hall(document: dict[str, Any]) -> dict[str, Any]:
    return document["scenes"][0]  # type: ignore[no-any-return]


def test_a_whole_graph_is_let_through() -> None:
    assert found(small()) == []


LONELY = {"key": "lonely", "title": said("Seule"), "text": said("Ici."), "choices": [a_choice("go", goes="end")]}
DEAD = {"key": "dead", "title": said("Impasse"), "text": said("Ici.")}
RING = {"key": "ring", "title": said("Rond"), "text": said("Ici."), "choices": [a_choice("round", goes="ring")]}

FAULTS: list[tuple[str, Break, tuple[str, str, str]]] = [
    ("no budget", lambda d: d.update(budget=0), ("", "", "budget")),
    ("no start", lambda d: d.update(start="nowhere"), ("", "", "nowhere")),
    ("a key twice", lambda d: d["scenes"].append(dict(LONELY, key="end")), ("end", "", "deux scènes")),
    ("an unknown scene", lambda d: hall(d)["choices"][1].update(goes="moon"), ("hall", "ask", "moon")),
    ("an unknown flag", lambda d: hall(d)["choices"][1].update(needs=["brave"]), ("hall", "ask", "brave")),
    ("a flag never set", lambda d: d["flags"].append(["idle", "rien"]), ("", "", "idle")),
    ("an unknown indicator", lambda d: hall(d).update(shows=["G-9"]), ("hall", "", "g-9")),
    ("an indicator of no guide", lambda d: hall(d).update(shows=["E-1"]), ("hall", "", "e-1")),
    ("an unknown article", lambda d: hall(d)["choices"][0].update(law=["X-1"]), ("hall", "look", "x-1")),
    ("an unknown guide", lambda d: d["guides"].append("moon"), ("", "", "moon")),
    ("an unknown kind", lambda d: d["scenes"][1]["referral"]["kinds"].append("moon"), ("desk", "referral", "moon")),
    ("a text in French only", lambda d: hall(d)["choices"][0]["text"].update(ar=""), ("hall", "look", "arabe")),
    ("a text in Arabic only", lambda d: hall(d)["text"].update(fr=""), ("hall", "", "français")),
    ("an error without cap", lambda d: hall(d)["choices"][2]["critical"].update(cap=None),
     ("hall", "accuse", "plafond")),
    ("consent without cap", lambda d: d["scenes"][1]["referral"]["consent"].update(cap=100),
     ("desk", "referral", "plafond")),
    ("an observation that tells nothing", lambda d: hall(d)["choices"][0].pop("result"), ("hall", "look", "manque")),
    ("an unreached scene", lambda d: d["scenes"].append(LONELY), ("lonely", "", "aucun chemin")),
    ("a dead end", lambda d: (d["scenes"].append(DEAD), hall(d)["choices"].append(a_choice("x", goes="dead"))),
     ("dead", "", "impasse")),
    ("a ring", lambda d: (d["scenes"].append(RING), hall(d)["choices"].append(a_choice("x", goes="ring"))),
     ("ring", "", "aucun chemin")),
    ("an ending without referral", lambda d: hall(d)["choices"].append(a_choice("x", goes="end")),
     ("end", "", "orientation")),
    ("every path too long", lambda d: d.update(budget=15), ("", "", "budget")),
    ("a best path too long", lambda d: d.update(budget=20), ("", "", "budget")),
    ("nothing recommended", lambda d: hall(d)["choices"][1].update(recommended=False), ("hall", "", "recommandé")),
    ("two ways recommended", lambda d: hall(d)["choices"][2].update(recommended=True), ("hall", "", "plusieurs")),
    ("a better way than the best", lambda d: hall(d)["choices"][2].update(points=9), ("hall", "accuse", "davantage")),
    ("an error on the best path", lambda d: hall(d)["choices"][1].update(sets=[]) or hall(d)["choices"][0].update(
        sets=["agreed"], recommended=False, points=0), ("", "", "erreur critique")),
    ("a choice never offered", lambda d: hall(d)["choices"].append(a_choice("x", goes="desk", needs=["agreed"])),
     ("hall", "x", "jamais")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "break_it", "where"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_found_where_it_stands(name: str, break_it: Break, where: tuple[str, str, str]) -> None:
    document = small()
    break_it(document)
    scene, choice, word = where

    findings = found(document)

    assert [each for each in findings if (each.scene, each.choice) == (scene, choice)], findings
    assert any(word in each.sentence.lower() for each in findings), findings


def test_a_dead_end_that_only_some_flags_lead_to_is_found() -> None:
    document = small()
    desk = document["scenes"][1]
    referral = desk.pop("referral")
    desk["choices"] = [a_choice("on", goes="last", needs=["agreed"], points=1, recommended=True)]
    last = {"key": "last", "title": said("Après"), "text": said("Ici."), "referral": referral}
    document["scenes"].insert(2, last)

    assert [(each.scene, each.choice) for each in found(document)] == [("desk", "")]


def test_a_dead_end_that_an_observation_opens_is_none() -> None:
    document = small()
    desk = document["scenes"][1]
    referral = desk.pop("referral")
    desk["choices"] = [
        a_choice("think", result=said("Bien."), sets=["ready"], recommended=True),
        a_choice("on", goes="last", needs=["ready"], points=1, recommended=True),
    ]
    document["flags"].append(["ready", "prête"])
    document["scenes"].insert(2, {"key": "last", "title": said("Après"), "text": said("Ici."), "referral": referral})

    assert found(document) == []
