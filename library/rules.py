"""How a text names a penalty: `{peine:448-2}` stands for the phrase of that article."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from django.utils.translation import pgettext_lazy

PENALTY_MARK = re.compile(r"\{peine:([0-9A-Za-z.-]+)\}")


def with_penalties(text: str, phrases: Mapping[str, str]) -> str:
    """Return `text` with each mark replaced by the phrase of its article; a mark without a phrase stays as it is."""
    return PENALTY_MARK.sub(lambda mark: phrases.get(mark[1], mark[0]), text)


# Languages in which a service may receive somebody, by their codes of ISO 639.
LANGUAGES = {
    "ar": pgettext_lazy("spoken", "Arabic"),
    "zgh": pgettext_lazy("spoken", "Amazigh"),
    "fr": pgettext_lazy("spoken", "French"),
    "en": pgettext_lazy("spoken", "English"),
    "es": pgettext_lazy("spoken", "Spanish"),
    "pt": pgettext_lazy("spoken", "Portuguese"),
    "ff": pgettext_lazy("spoken", "Fula"),
    "ln": pgettext_lazy("spoken", "Lingala"),
    "wo": pgettext_lazy("spoken", "Wolof"),
    "tl": pgettext_lazy("spoken", "Tagalog"),
    "bn": pgettext_lazy("spoken", "Bengali"),
    "ru": pgettext_lazy("spoken", "Russian"),
    "uk": pgettext_lazy("spoken", "Ukrainian"),
    "sgn": pgettext_lazy("spoken", "sign language"),
}

# The regions whose protocol is being drawn up: Tanger-Tétouan-Al Hoceïma, Béni Mellal-Khénifra, Casablanca-Settat.
PROTOCOL_AWAITED = ("MA-01", "MA-05", "MA-06")

# Which kinds of services a step of the pathway calls on, by the key of the step.
STEP_KINDS: Mapping[str, tuple[str, ...]] = {
    "detection": ("reporting",),
    "identification": ("justice",),
    "protection": ("shelter", "children"),
    "orientation": ("shelter", "health", "children"),
    "assistance": ("health", "social"),
    "aide-judiciaire": ("legal-aid",),
    "enquete-sociale": ("justice",),
    "retour-volontaire": ("return",),
    "suivi": ("social",),
}


def is_overdue(verified_on: date | None, *, on: date, months: int) -> bool:
    """Whether an entry last verified on `verified_on` is to be verified again: more than `months` ago, or never."""
    if verified_on is None:
        return True
    since = (on.year - verified_on.year) * 12 + on.month - verified_on.month
    return since > months or (since == months and on.day > verified_on.day)


class Keyed(Protocol):
    """A step: anything with a key that may be read."""

    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)


def merged(national: Sequence[K], own: Sequence[K]) -> list[K]:
    """Return the steps of `national`, each in its place replaced by the one of `own` with the same key.

    A step that only `own` has follows the one that comes before it there; the first of all begins the pathway.
    """
    replaced = {step.key: step for step in own}
    steps = [replaced.get(step.key, step) for step in national]
    place = 0
    for step in own:
        keys = [each.key for each in steps]
        if step.key not in keys:
            steps.insert(place, step)
            keys.insert(place, step.key)
        place = keys.index(step.key) + 1
    return steps
