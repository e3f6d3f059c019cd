"""The shapes of an answer, kind by kind: pure, no table. The shapes stand in `assessments.models.attempts`."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

Answer = list[str] | dict[str, str] | str

LONGEST = {"essay": 20_000}
LONGEST_LINE = 500


def is_answered(answer: Answer) -> bool:
    return bool(answer)


def empty_answer(kind: str) -> Answer:
    """What stands where nothing was answered."""
    return {} if kind == "matching" else "" if kind in {"numerical", "short-answer", "essay"} else []


def fits(answer: Answer, drawn: Mapping[str, Any]) -> bool:
    """Whether `answer` is one that the question as `drawn` offers; an answer taken back always is."""
    kind, offered = drawn["kind"], set(drawn["offered"])
    match kind, answer:
        case (("single" | "true-false"), list()):
            return len(set(answer)) <= 1 and set(answer) <= offered
        case "multiple", list():
            return set(answer) <= offered
        case "ordering", list():
            return set(answer) <= offered and len(set(answer)) == len(answer)
        case "matching", dict():
            return answer.keys() <= offered and set(answer.values()) <= set(drawn["answers"])
        case (("numerical" | "short-answer" | "essay"), str()):
            return len(answer) <= LONGEST.get(kind, LONGEST_LINE)
    return False


def print_of(answer: Answer) -> str:
    """A short print of `answer`, by which a form knows whether its reader changed it."""
    text = json.dumps(answer, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:16]
