"""Scenarios for the tests: the one of the pack, and a small one that is easy to break."""

from functools import cache
from pathlib import Path
from typing import Any

from assessments.scenarios.graph import Graph, from_document
from assessments.scenarios.lint import Known
from cms.pack.mistakes import Findings
from cms.pack.scenarios import Scenario, read_scenarios

PACK = Path(__file__).resolve().parents[2] / "content" / "morocco"
CANARY = "canari"


@cache
def pack_scenarios() -> tuple[Scenario, ...]:
    findings = Findings(PACK)
    found = read_scenarios(PACK / "scenarios", findings)
    findings.refuse()
    return found


def said(text: str) -> dict[str, str]:
    return {"fr": text, "ar": f"ع {text}"}


def a_choice(key: str, **facts: Any) -> dict[str, Any]:
    return {"key": key, "text": said(f"Choix {key}"), "why": said(f"{CANARY} pourquoi {key}"), **facts}


def small() -> dict[str, Any]:
    """Observe or decide, refer, end: three scenes, one flag, one critical error; the best path takes 30 minutes."""
    hall = {
        "key": "hall", "title": said("Le hall"), "text": said("On attend."), "shows": ["G-1"],
        "choices": [
            a_choice("look", minutes=5, points=2, recommended=True, shows=["G-2"], result=said("Une carte.")),
            a_choice("ask", minutes=10, points=8, recommended=True, sets=["agreed"], goes="desk"),
            a_choice("accuse", minutes=1, goes="desk", critical={"cap": 40, "name": said("Confronter")}),
        ],
    }  # fmt: skip
    desk = {
        "key": "desk", "title": said("Le bureau"), "text": said(f"{CANARY} suite"),
        "referral": {
            "kinds": ["shelter", "health"], "publics": ["women"], "minutes": 15, "points": 10, "goes": "end",
            "why": said(f"{CANARY} services"), "law": ["CP-448-1"],
            "consent": {"flag": "agreed", "cap": 50, "name": said("Sans accord"), "why": said(f"{CANARY} accord")},
        },
    }  # fmt: skip
    end = {"key": "end", "title": said("La fin"), "text": said(f"{CANARY} fin"), "ending": True}
    return {
        "budget": 40, "guides": ["onudc"], "start": "hall", "flags": [["agreed", "elle accepte"]],
        "scenes": [hall, desk, end],
    }  # fmt: skip


def small_graph() -> Graph:
    return from_document(small())


KNOWN = Known(
    indicators={"G-1": "onudc", "G-2": "onudc", "G-3": "onudc", "E-1": "enfants"},
    articles={"CP-448-1"},
    guides={"onudc", "enfants"},
    kinds={"shelter", "health", "legal-aid"},
    publics={"all", "women", "children"},
)
