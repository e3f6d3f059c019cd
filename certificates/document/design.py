"""How a document is worded and coloured: what a template says, and what stands where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext, gettext_noop, override
from django.utils.translation import gettext_lazy as _

from lms.lib.languages import LANGUAGES


class Accent(models.TextChoices):
    """The colours that a template chooses from; each has 7:1 on white."""

    GREEN = "green", _("green")
    BLUE = "blue", _("blue")
    BROWN = "brown", _("brown")
    WINE = "wine", _("wine")


# The colour of lines and headings, and the pale one of ornaments.
COLOURS = {
    Accent.GREEN: ("#0e5a47", "#e5f1ec"),
    Accent.BLUE: ("#1d3f72", "#e6ecf6"),
    Accent.BROWN: ("#6b3f12", "#f5ecdf"),
    Accent.WINE: ("#6e1f33", "#f6e7ea"),
}


@dataclass(frozen=True)
class Sentences:
    """The words of a document in one language that are no facts."""

    title: str
    awarded: str
    reason: str
    nature: str


SHOWN = ("hours", "modules", "result", "law_date")  # what a template shows or leaves out


@dataclass(frozen=True)
class Design:
    """A kind of document, its colour, its sentences by language, and which facts it shows."""

    kind: str
    accent: Accent
    sentences: Mapping[str, Sentences]
    shown: frozenset[str]

    @property
    def colours(self) -> tuple[str, str]:
        return COLOURS[self.accent]

    def columns(self) -> dict[str, object]:
        """The design as a template keeps it."""
        said = {f"{name}_{each}": text for each, words in self.sentences.items() for name, text in vars(words).items()}
        return {"kind": self.kind, "accent": self.accent, **said, **{f"shows_{n}": n in self.shown for n in SHOWN}}


def design_from(content: Mapping[str, Any]) -> Design:
    """Return the design that a template keeps in `content`; what an old revision does not know is as by default."""
    kept: dict[str, Any] = {**default_design(content["kind"]).columns(), **content}
    sentences = {
        language: Sentences(**{name: kept[f"{name}_{language}"] for name in ("title", "awarded", "reason", "nature")})
        for language in LANGUAGES
    }
    shown = frozenset(name for name in SHOWN if kept[f"shows_{name}"])
    return Design(kept["kind"], Accent(kept["accent"]), sentences, shown)


_NATURE = gettext_noop("Certificate of training, distinct from a State diploma.")
_DEFAULTS = {
    "achievement": (
        Accent.GREEN,
        gettext_noop("Certificate of achievement"),
        gettext_noop("awarded to"),
        gettext_noop("for having completed with success the course"),
        _NATURE,
    ),
    "module": (
        Accent.BLUE,
        gettext_noop("Module certificate"),
        gettext_noop("awarded to"),
        gettext_noop("for having passed the module"),
        _NATURE,
    ),
    "presence": (
        Accent.BROWN,
        gettext_noop("Certificate of attendance"),
        gettext_noop("given to"),
        gettext_noop("for having attended"),
        gettext_noop("It certifies attendance and tells nothing of a result."),
    ),
}


def default_design(kind: str) -> Design:
    """Return how documents of `kind` look before anybody edits a template."""
    accent, *words = _DEFAULTS[kind]
    sentences = {}
    for language in LANGUAGES:
        with override(language):
            sentences[language] = Sentences(*(gettext(word) for word in words))
    shown = frozenset(SHOWN) - ({"result"} if kind != "module" else set())
    return Design(kind, accent, sentences, shown)
