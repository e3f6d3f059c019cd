"""What the public check tells of a certificate, in each language: the verdict, a sentence, every printed fact."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.facts import facts_of
from certificates.models import Certificate
from certificates.rules import Verdict, day_in_words, verdict_on
from lms.lib.dates import day_of
from lms.lib.languages import ARABIC, LANGUAGES, reading_language


@dataclass(frozen=True)
class Telling:
    """The answer in one language."""

    language: str
    word: str
    sentence: str
    facts: list[tuple[str, str]]

    @property
    def direction(self) -> str:
        return "rtl" if self.language == ARABIC else "ltr"


@dataclass(frozen=True)
class Check:
    """The verdict, and the answer in both languages, the reader's first. `successor` is the number that replaces it."""

    verdict: Verdict
    tellings: list[Telling]
    successor: str


@dataclass(frozen=True)
class Standing:
    """One line of a holder's list: the certificate, and what it is worth in a word and a colour."""

    certificate: Certificate
    word: str
    state: str


def standing_of(certificate: Certificate, *, on: date) -> Standing:
    """Return how `certificate` stands on the day `on`, in the reader's language."""
    verdict = verdict_on(on, state=certificate.state, valid_until=certificate.valid_until)
    state = {Verdict.VALID: "done", Verdict.EXPIRED: "late"}.get(verdict, "locked")
    return Standing(certificate, _word(verdict), state)


def told(certificate: Certificate | None, *, on: date) -> Check:
    """Return what the public may know of `certificate` on the day `on`; of an unknown one, what to look at.

    No query where its successor was fetched with it. The reason of a revocation is not told.
    """
    verdict = Verdict.UNKNOWN
    if certificate is not None:
        verdict = verdict_on(on, state=certificate.state, valid_until=certificate.valid_until)
    languages = sorted(LANGUAGES, key=lambda language: language != reading_language())
    successor = certificate.superseded_by.number if certificate and certificate.superseded_by else ""
    return Check(verdict, [_telling(certificate, verdict, language=language) for language in languages], successor)


def _telling(certificate: Certificate | None, verdict: Verdict, *, language: str) -> Telling:
    facts = facts_of(certificate, language=language).labelled() if certificate else []
    with override(language):
        return Telling(language, _word(verdict), _sentence(certificate, verdict, language=language), facts)


def _word(verdict: Verdict) -> str:
    return {
        Verdict.VALID: _("Valid certificate"),
        Verdict.EXPIRED: _("Expired certificate"),
        Verdict.SUPERSEDED: _("Replaced certificate"),
        Verdict.REVOKED: _("Revoked certificate"),
        Verdict.UNKNOWN: _("No certificate bears this number"),
    }[verdict]


def _sentence(certificate: Certificate | None, verdict: Verdict, *, language: str) -> str:
    if certificate is None:
        return _(
            "Compare the number with the document, letter by letter: it has twelve letters and digits. "
            "If it is the same, the document was not issued by this platform."
        )
    if verdict is Verdict.EXPIRED and certificate.valid_until:
        day = day_in_words(certificate.valid_until, language=language)
        return _("It was issued by this platform and has been out of date since %(day)s.") % {"day": day}
    if verdict is Verdict.REVOKED and certificate.revoked_at:
        day = day_in_words(day_of(certificate.revoked_at), language=language)
        return _("It was revoked on %(day)s and has no worth since that day.") % {"day": day}
    if verdict is Verdict.SUPERSEDED:
        return _("A corrected certificate has taken its place. Only the new one counts.")
    return _("It was issued by this platform. Compare each line with the document in your hands.")
