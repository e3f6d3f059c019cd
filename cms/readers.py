"""Who reads a page, as far as it changes what is shown: the language around the text, and the region."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from jurisdictions.models import Region
from library.queries.referral import region_of
from lms.lib.dates import day_of
from lms.lib.languages import LANGUAGES, reading_language


@dataclass(frozen=True)
class Reader:
    """`region` is where a learner serves, or the one that an author chose for a preview; `None` where there is none."""

    language: str
    region: Region | None = None


def reader_of(request: HttpRequest) -> Reader:
    """Whoever reads the page that `request` asks for; in a preview, whom its author chose. Three queries at most."""
    chosen = chosen_reader(getattr(request, "preview_mode", None))
    if chosen or getattr(request, "is_preview", False):
        return chosen or Reader(reading_language())
    if not request.user.is_authenticated:
        return Reader(reading_language())
    return Reader(reading_language(), region_of(request.user, on=day_of(timezone.now())))


def chosen_reader(mode: str | None) -> Reader | None:
    """The reader whom a preview's `mode` names, such as "ar:MA-05" or "fr:" (no region); `None` for any other text.

    One query where a region is named.
    """
    language, colon, code = (mode or "").partition(":")
    if language not in LANGUAGES or not colon:
        return None
    return Reader(language, Region.objects.filter(code=code).first() if code else None)


def mode_of(language: str, region: Region | None) -> str:
    return f"{language}:{region.code if region else ''}"
