"""What a sheet of questions posts."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from assessments.models import Attempt, Kind
from assessments.rules.answers import Answer, print_of
from assessments.services.answers import Given

LARGEST_SEQUENCE = 2**62


def answer_in(posted: QueryDict, *, drawn: Mapping[str, Any]) -> Answer:
    """The answer posted to one question as it was `drawn`, in the shape of its kind."""
    name, offered = f"q-{drawn['question']}", drawn["offered"]
    match drawn["kind"]:
        case Kind.MATCHING:
            chosen = {stem: posted.get(f"{name}-{stem}", "") for stem in offered}
            return {stem: answer for stem, answer in chosen.items() if answer}
        case Kind.ORDERING:
            places = {item: _place(posted.get(f"{name}-{item}", "")) for item in offered}
            return sorted((item for item in offered if places[item]), key=lambda item: places[item])
        case Kind.NUMERICAL | Kind.SHORT_ANSWER | Kind.ESSAY:
            return posted.get(name, "").replace("\x00", "").replace("\r\n", "\n").strip()
    return sorted(set(posted.getlist(name)))


def _place(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def given_in(posted: QueryDict, *, drawn: Mapping[str, Any]) -> Given:
    """The answer that a script posts, with its sequence number."""
    return Given(answer_in(posted, drawn=drawn), _sequence(posted.get("sequence", "")))


def _sequence(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return min(int(text), LARGEST_SEQUENCE) if is_number else None


def changed_answers(posted: QueryDict, *, attempt: Attempt) -> dict[int, Given]:
    """The answers of a whole sheet that differ from what it showed when it was made, by question id.

    What the reader left alone stays out, so that a sheet kept open on one device does not undo what
    was answered since on another; what was changed comes after what the sheet began from.
    """
    changed = {}
    for drawn in attempt.drawn:
        question = drawn["question"]
        answer = answer_in(posted, drawn=drawn)
        if print_of(answer) != (posted.get(f"before-{question}") or print_of(_nothing(answer))):
            began = _sequence(posted.get(f"sequence-{question}", ""))
            changed[question] = Given(answer, None if began is None else began + 1)
    return changed


def _nothing(answer: Answer) -> Answer:
    return type(answer)()
