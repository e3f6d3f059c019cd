"""Per cent, and when it is enough."""

from decimal import ROUND_DOWN, Decimal

HUNDREDTH = Decimal("0.01")


def percent(marks: Decimal, *, maximum: Decimal) -> Decimal:
    """Return `marks` as per cent of `maximum`, to the hundredth, rounded down.

    Rounded down, so that what is printed never reaches a pass mark that was missed.
    Raises `ValueError` when `maximum` is not positive or `marks` lies outside 0 to `maximum`.
    """
    if maximum <= 0 or not 0 <= marks <= maximum:
        raise ValueError("marks lie between 0 and a positive maximum")
    return (marks * 100 / maximum).quantize(HUNDREDTH, rounding=ROUND_DOWN)


def passes(marks: Decimal, *, maximum: Decimal, pass_mark_percent: int) -> bool:
    """Whether `marks` out of a positive `maximum` reach `pass_mark_percent`, compared without rounding."""
    return maximum > 0 and marks * 100 >= maximum * pass_mark_percent


def passed_after_correction(marks: Decimal, *, maximum: Decimal, pass_mark_percent: int, before: bool) -> bool:
    """Whether an attempt counts as passed once its marks are corrected to `marks`.

    A pass may be gained and is never lost: whoever had passed `before` relied on it.
    Source: docs/rules/corrections.md.
    """
    return before or passes(marks, maximum=maximum, pass_mark_percent=pass_mark_percent)
