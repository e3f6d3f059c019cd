"""What a certificate says of time and standing: validity, dates and hours in words, and the verdict on a day."""

import calendar
import re
import unicodedata
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext, override

from lms.lib.languages import FRENCH

RENEWAL_MONTHS = 6
_IN_FILE_NAMES = re.compile("[^0-9A-Za-z]+")


class Verdict(StrEnum):
    """What a certificate is worth on a day; `UNKNOWN` when no certificate bears the number.

    `PENDING` while its document is not issued, and `FORGED` for a file that bears its number and is none of ours.
    """

    VALID = "valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    PENDING = "pending"
    FORGED = "forged"
    UNKNOWN = "unknown"


def verdict_on(day: date, *, state: str, valid_until: date | None, is_issued: bool = True) -> Verdict:
    """Return what a certificate in `state` is worth on `day`; the day `valid_until` still counts.

    A revocation or a correction outweighs the calendar. Without a document it is not issued yet.
    """
    if not is_issued and state == Verdict.VALID:
        return Verdict.PENDING
    if state in (Verdict.REVOKED, Verdict.SUPERSEDED):
        return Verdict(state)
    return Verdict.EXPIRED if valid_until and day > valid_until else Verdict.VALID


def months_later(day: date, *, months: int) -> date:
    """Return the same day of the month, `months` later, or that month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def is_to_be_renewed(valid_until: date | None, *, on: date) -> bool:
    """Whether a holder is to be told on the day `on` that the certificate lapses: in its last six months, and after."""
    return valid_until is not None and on >= months_later(valid_until, months=-RENEWAL_MONTHS)


def file_name(number: str, *, name: str) -> str:
    """Return what the document of certificate `number` is called among others, such as "7K3M-0Q9X-B2TD-Amina.pdf".

    `name` is in Latin script: without accents, at most 60 characters, no sign that a system takes for a path.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = _IN_FILE_NAMES.sub("-", plain)[:60].strip("-")
    return f"{number}-{words}.pdf" if words else f"{number}.pdf"


def day_in_words(day: date, *, language: str) -> str:
    """Return `day` in full in `language`, such as "1er novembre 2026"."""
    with override(language):
        words = date_format(day, "DATE_FORMAT")
    return f"1er{words[1:]}" if language == FRENCH and day.day == 1 else words


def hours_in_words(hours: Decimal, *, language: str) -> str:
    """Return `hours` in `language`, a fraction as minutes: 3.25 is "3 heures 15 minutes" in French."""
    whole, minutes = divmod(round(hours * 60), 60)
    with override(language):
        told_hours = ngettext("%(count)s hour", "%(count)s hours", whole) % {"count": whole}
        told_minutes = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
        if not minutes:
            return told_hours
        if not whole:
            return told_minutes
        return gettext("%(hours)s and %(minutes)s") % {"hours": told_hours, "minutes": told_minutes}


def percent_in_words(percent: Decimal | None) -> str:
    """Return `percent` as it is written in the language of the page, such as "82,5 %"; nothing where there is none."""
    if percent is None:
        return ""
    return f"{number_format(format(percent.normalize(), 'f'))}\u00a0%"
