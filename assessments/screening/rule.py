"""Which dimensions are positive, and how their combination reads.

Source: ILO and European Commission, *Operational indicators of trafficking in human beings* (Delphi survey, 2009), for
the dimensions; the table of combinations is attributed by a secondary source to an ILO survey in Moldova and adapted
here: it is still to be confirmed against the brochure.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

DIMENSIONS = ("D1", "D2", "D3", "D4", "D5", "D6")
DECEPTION, COERCION, VULNERABILITY, EXPLOITATION = "D1", "D2", "D3", "D4"
RECRUITMENT = frozenset({DECEPTION, COERCION, VULNERABILITY})
DESTINATION = frozenset({"D5", "D6"})

STRONG, MEDIUM, WEAK = "strong", "medium", "weak"


class Audience(StrEnum):
    ADULT = "adult"
    CHILD = "child"


class Reading(StrEnum):
    """What a combination of positive dimensions says; `UNDECIDED` is one that the method does not settle."""

    NOTHING = "nothing"
    LABOUR_LAW = "labour-law"
    DECEPTION_AND_EXPLOITATION = "deception-and-exploitation"
    PRESUMED_VICTIM = "presumed-victim"
    SUSPICIOUS_RECRUITMENT = "suspicious-recruitment"
    HOLD_WITHOUT_EXPLOITATION = "hold-without-exploitation"
    COERCION_WITHOUT_EXPLOITATION = "coercion-without-exploitation"
    FORCED_LABOUR = "forced-labour"
    PROBABLE_TRAFFICKING = "probable-trafficking"
    PRESUMED_CHILD = "presumed-child"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Elements:
    """What a file on a child shows by itself: an act of trafficking, and a purpose of exploitation."""

    act: bool = False
    purpose: bool = False


def is_positive(weights: Iterable[str]) -> bool:
    """Whether indicators of these weights make their dimension positive.

    Two strong; or one strong and one medium or weak; or three medium; or two medium and one weak. One strong alone or
    two medium alone do not suffice, and weak ones alone never do.
    """
    count = Counter(weights)
    strong, medium, weak = count[STRONG], count[MEDIUM], count[WEAK]
    return (
        strong >= 2 or (strong == 1 and medium + weak >= 1) or medium >= 3 or (medium == 2 and weak >= 1)
    )  # fmt: skip


def positive_dimensions(weights: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The positive ones among dimensions, given the weights of the indicators seen in each."""
    return frozenset(dimension for dimension, seen in weights.items() if is_positive(seen))


# Recruitment by some means, exploitation, coercion or abuse at destination: how the table reads, in its own order.
TABLE: Mapping[tuple[str, bool, bool], Reading] = {
    ("none", False, False): Reading.NOTHING,
    ("none", True, False): Reading.LABOUR_LAW,
    ("deception", True, False): Reading.DECEPTION_AND_EXPLOITATION,
    ("deception", True, True): Reading.PRESUMED_VICTIM,
    ("coercion", True, True): Reading.PRESUMED_VICTIM,
    ("deception", False, False): Reading.SUSPICIOUS_RECRUITMENT,
    ("coercion", False, False): Reading.SUSPICIOUS_RECRUITMENT,
    ("deception", False, True): Reading.HOLD_WITHOUT_EXPLOITATION,
    ("coercion", False, True): Reading.HOLD_WITHOUT_EXPLOITATION,
    ("none", False, True): Reading.COERCION_WITHOUT_EXPLOITATION,
    ("none", True, True): Reading.FORCED_LABOUR,
    ("coercion", True, False): Reading.PROBABLE_TRAFFICKING,
}


def reading_of_adult(positive: Collection[str]) -> Reading:
    """How the positive dimensions of an adult's file read.

    Abuse of vulnerability at recruitment takes the place of coercion, alone or beside another means, and abuse at
    destination that of coercion there. What the table does not hold is undecided.
    """
    means = set(positive) & RECRUITMENT
    recruited = "none" if not means else "deception" if means == {DECEPTION} else "coercion"
    at_destination = not DESTINATION.isdisjoint(positive)
    return TABLE.get((recruited, EXPLOITATION in positive, at_destination), Reading.UNDECIDED)


def reading_of_child(positive: Collection[str], *, elements: Elements) -> Reading:
    """How a child's file reads: the act and the purpose suffice, exploitation need not have begun.

    Positive dimensions of recruitment or of destination show an act (recruiting, harbouring), that of exploitation
    its purpose; `elements` is what the file shows of them by itself. Where only one of the two is there, the method
    settles nothing. Source: Penal Code, art. 448-1 al. 2; Palermo protocol, art. 3 c.
    """
    act = elements.act or not (RECRUITMENT | DESTINATION).isdisjoint(positive)
    purpose = elements.purpose or EXPLOITATION in positive
    if act and purpose:
        return Reading.PRESUMED_CHILD
    return Reading.UNDECIDED if act or purpose else Reading.NOTHING


def reading_of(positive: Collection[str], *, audience: str, elements: Elements) -> Reading:
    """How the positive dimensions of a file on somebody of `audience` read."""
    if audience == Audience.CHILD:
        return reading_of_child(positive, elements=elements)
    return reading_of_adult(positive)
