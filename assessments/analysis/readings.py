"""What a figure says, in plain words. The bounds and their sources: docs/rules/item-analysis.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.analysis.figures import ItemFigures, Option, Reliability

TOO_EASY = 0.95
TOO_HARD = 0.25
GOOD, FAIR, WEAK = 0.30, 0.20, 0.10  # of discrimination
WORKING = 0.05  # the share from which a wrong choice distracts anybody
HIGH, SUFFICIENT = 0.90, 0.70  # of reliability


class Sign(StrEnum):
    """How urgently somebody should look: also a state of the badge component."""

    DONE = auto()
    NEUTRAL = auto()
    LATE = auto()


@dataclass(frozen=True)
class Reading:
    sign: Sign
    sentence: str | Promise


FEW = Reading(Sign.NEUTRAL, _("Too few answers to say anything yet."))
UNDEFINED = Reading(Sign.NEUTRAL, _("Everybody earns the same mark, so it tells nobody apart."))
KEY_SUSPECT = Reading(
    Sign.LATE, _("Those who do well elsewhere get it wrong more often: check the key and the wording first.")
)
EASY = Reading(Sign.NEUTRAL, _("Almost everybody answers it: perhaps too easy."))
HARD = Reading(Sign.LATE, _("Fewer than one in four of the marks is earned: too hard, or a key to check."))
TELLS_WELL = Reading(Sign.DONE, _("It tells those who know the matter from those who do not."))
TELLS_FAIRLY = Reading(Sign.DONE, _("It tells people apart well enough."))
TELLS_LITTLE = Reading(Sign.NEUTRAL, _("It tells people apart a little: the wording could be sharper."))
TELLS_NOTHING = Reading(Sign.LATE, _("It says almost nothing about what people know: revise it."))

KEY_WORKS = Reading(Sign.DONE, _("The right choice, taken by those who do well elsewhere."))
KEY_DOUBTFUL = Reading(Sign.LATE, _("The right choice, yet those who do well elsewhere avoid it: check the key."))
DISTRACTS = Reading(Sign.DONE, _("It draws those who do less well: it does its work."))
DISTRACTS_NOBODY = Reading(Sign.NEUTRAL, _("Hardly anybody takes it: it distracts nobody."))
DISTRACTS_THE_GOOD = Reading(
    Sign.LATE, _("Wrong, yet taken by those who do well elsewhere: ambiguous, or a second right choice.")
)
LEFT_BLANK = Reading(Sign.NEUTRAL, _("Left without an answer."))

REPEATABLE = Reading(Sign.DONE, _("The marks are repeatable: a decision about one person may rest on them."))
REPEATABLE_ENOUGH = Reading(
    Sign.DONE, _("The marks are repeatable enough for a quiz; near the pass mark, luck still counts.")
)
CHANCY = Reading(
    Sign.LATE, _("Luck weighs much in these marks: add questions or mend the weak ones before deciding on them alone.")
)


def facility_reading(figures: ItemFigures) -> Reading | None:
    """Whether a question is too easy or too hard; none where it is neither."""
    if figures.facility is None:
        return FEW
    if figures.facility >= TOO_EASY:
        return EASY
    return HARD if figures.facility < TOO_HARD else None


def discrimination_reading(figures: ItemFigures) -> Reading:
    """Whether a question tells those who know from those who do not."""
    if not figures.enough:
        return FEW
    if figures.discrimination is None:
        return UNDEFINED
    if figures.discrimination < 0:
        return KEY_SUSPECT
    steps = ((GOOD, TELLS_WELL), (FAIR, TELLS_FAIRLY), (WEAK, TELLS_LITTLE))
    return next((reading for bound, reading in steps if figures.discrimination >= bound), TELLS_NOTHING)


def item_readings(figures: ItemFigures) -> Sequence[Reading]:
    """What to say of a question in a line: what is most urgent first.

    An easy question can tell few people apart, so of one that almost everybody answers no more is asked.
    """
    facility, discrimination = facility_reading(figures), discrimination_reading(figures)
    if facility is None or facility is FEW:
        return [discrimination]
    if discrimination is KEY_SUSPECT:
        return [discrimination, facility]
    return [facility] if facility is EASY else [facility, discrimination]


def option_reading(option: Option, *, is_key: bool) -> Reading | None:
    """What a choice does; none where nothing can be said."""
    if not option.key:
        return LEFT_BLANK
    if is_key:
        return None if option.correlation is None else KEY_WORKS if option.correlation >= 0 else KEY_DOUBTFUL
    if option.share < WORKING:
        return DISTRACTS_NOBODY
    if option.correlation is None:
        return None
    return DISTRACTS_THE_GOOD if option.correlation > WEAK else DISTRACTS


def reliability_reading(figures: Reliability) -> Reading:
    """Whether a decision may rest on the marks of a quiz."""
    if not figures.enough:
        return FEW
    if figures.coefficient is None:
        return UNDEFINED
    if figures.coefficient >= HIGH:
        return REPEATABLE
    return REPEATABLE_ENOUGH if figures.coefficient >= SUFFICIENT else CHANCY
