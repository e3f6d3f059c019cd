"""What follows from a standard or from the training's own regulations: pure functions, by activity.

Explained in docs/rules/marking.md, docs/rules/attempts.md, docs/rules/draw.md and docs/rules/corrections.md.
"""

from assessments.rules.attempts import Door, Next, Terms, Verdict, deadline_of, door_of, next_attempt
from assessments.rules.draw import Drawn, Portion, draw, order_by_seed
from assessments.rules.marking import FULL_MARK, NO_MARK, Key, marks_for, share_of
from assessments.rules.passing import passed_after_correction, passes, percent
from assessments.rules.reading import AcceptedNumber, AcceptedText, normal, read_number
from assessments.rules.rubric import rubric_marks

__all__ = [
    "FULL_MARK",
    "NO_MARK",
    "AcceptedNumber",
    "AcceptedText",
    "Door",
    "Drawn",
    "Key",
    "Next",
    "Portion",
    "Terms",
    "Verdict",
    "deadline_of",
    "door_of",
    "draw",
    "marks_for",
    "next_attempt",
    "normal",
    "order_by_seed",
    "passed_after_correction",
    "passes",
    "percent",
    "read_number",
    "rubric_marks",
    "share_of",
]
