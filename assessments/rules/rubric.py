"""Marks for a case note, from the levels that a tutor chose."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from assessments.rules.passing import HUNDREDTH


def rubric_marks(chosen: Mapping[str, str], *, rubric: Mapping[str, Mapping[str, Decimal]], worth: Decimal) -> Decimal:
    """Return the marks of a note whose criteria reach the levels `chosen`, out of `worth`, to the hundredth.

    `rubric` gives the marks of each level of each criterion. The levels' marks are added; where the best levels
    do not add up to `worth`, the sum is brought to it in proportion. Raises `ValueError` when a criterion has no
    level chosen, or one of another criterion, or when the rubric is worth nothing.
    Source: analytic rubrics, one judgement for each criterion (S. Brookhart, How to Create and Use Rubrics, 2013).
    """
    best = sum((max(levels.values()) for levels in rubric.values()), Decimal(0))
    if best <= 0:
        raise ValueError("a rubric is worth something")
    if chosen.keys() != rubric.keys() or any(level not in rubric[each] for each, level in chosen.items()):
        raise ValueError("one level is chosen for each criterion")
    reached = sum((rubric[each][level] for each, level in chosen.items()), Decimal(0))
    return (reached * worth / best).quantize(HUNDREDTH, rounding=ROUND_HALF_UP)
