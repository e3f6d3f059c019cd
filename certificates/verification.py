"""What the public check tells of a certificate, in each language: the verdict, a sentence, every printed fact."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.comparison import Given, is_in_order
from certificates.facts import facts_of
from certificates.findings import Finding, findings_of_file, findings_of_number
from certificates.models import Certificate
from certificates.rules import Verdict, day_in_words, is_to_be_renewed, verdict_on
from lms.lib.dates import day_of
from lms.lib.languages import ARABIC, LANGUAGES, reading_language


@dataclass(frozen=True)
class Telling:
    """The answer in one language."""

    language: str
    word: str
    sentence: str
    findings: list[Finding]
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
    """One line of a list: the certificate, and what it is worth in a word and a colour.

    `address` is where anybody checks it; `renews` whether the holder is to be told that it lapses or has lapsed.
    """

    certificate: Certificate
    verdict: Verdict
    word: str
    state: str
    address: str
    renews: bool


def standing_of(certificate: Certificate, *, on: date) -> Standing:
    """Return how `certificate` stands on the day `on`, in the reader's language."""
    verdict = _verdict(certificate, on=on)
    state = {Verdict.VALID: "done", Verdict.EXPIRED: "late", Verdict.PENDING: "active"}.get(verdict, "locked")
    renews = verdict in (Verdict.VALID, Verdict.EXPIRED) and is_to_be_renewed(certificate.valid_until, on=on)
    address = settings.BASE_URL + certificate.get_absolute_url()
    return Standing(certificate, verdict, word_of(verdict), state, address, renews)


def told(certificate: Certificate | None, *, on: date, given: Given | None = None) -> Check:
    """Return what the public may know of `certificate` on the day `on`; of an unknown one, what to look at.

    With a file that was `given`, what came of it too. No query where its successor was fetched with it. The reason of a
    revocation is not told, and of what is not issued yet nothing but that.
    """
    verdict = _verdict(certificate, on=on) if certificate else Verdict.UNKNOWN
    if given and certificate and not is_in_order(given):
        verdict = Verdict.FORGED
    languages = sorted(LANGUAGES, key=lambda language: language != reading_language())
    successor = certificate.superseded_by.number if certificate and certificate.superseded_by else ""
    tellings = [_telling(certificate, verdict, given, language=language) for language in languages]
    return Check(verdict, tellings, successor)


def _verdict(certificate: Certificate, *, on: date) -> Verdict:
    issued = certificate.rendered_at is not None
    return verdict_on(on, state=certificate.state, valid_until=certificate.valid_until, is_issued=issued)


def _telling(certificate: Certificate | None, verdict: Verdict, given: Given | None, *, language: str) -> Telling:
    is_told = certificate is not None and verdict is not Verdict.PENDING
    facts = _facts(certificate, language=language) if certificate and is_told else []
    with override(language):
        findings: list[Finding] = []
        if given:
            findings = findings_of_file(given, language=language)
        elif certificate and is_told:
            findings = findings_of_number(certificate)
        sentence = _sentence(certificate, verdict, given, language=language)
        word = _("No certificate answers to this file") if given and certificate is None else word_of(verdict)
        return Telling(language, word, sentence, findings, facts)


def _facts(certificate: Certificate, *, language: str) -> list[tuple[str, str]]:
    facts = facts_of(certificate, language=language).labelled()
    with override(language):
        return [*facts, (_("Signed by"), certificate.signed_by)] if certificate.signed_by else facts


def word_of(verdict: Verdict) -> str:
    """What `verdict` is called, in the active language."""
    return {
        Verdict.VALID: _("Valid certificate"),
        Verdict.EXPIRED: _("Expired certificate"),
        Verdict.SUPERSEDED: _("Replaced certificate"),
        Verdict.REVOKED: _("Revoked certificate"),
        Verdict.PENDING: _("Certificate not issued yet"),
        Verdict.FORGED: _("Not the document that was issued"),
        Verdict.UNKNOWN: _("No certificate bears this number"),
    }[verdict]


def _sentence(certificate: Certificate | None, verdict: Verdict, given: Given | None, *, language: str) -> str:
    if certificate is None:
        return _unknown_sentence(is_file=given is not None)
    if verdict is Verdict.EXPIRED and certificate.valid_until:
        day = day_in_words(certificate.valid_until, language=language)
        return _("It was issued by this platform and has been out of date since %(day)s.") % {"day": day}
    if verdict is Verdict.REVOKED and certificate.revoked_at:
        day = day_in_words(day_of(certificate.revoked_at), language=language)
        return _("It was revoked on %(day)s and has no worth since that day.") % {"day": day}
    return {
        Verdict.SUPERSEDED: _("A corrected certificate has taken its place. Only the new one counts."),
        Verdict.PENDING: _("Its document is being prepared. Nothing can be said of it before."),
        Verdict.FORGED: _("It bears the number of a certificate that exists; what was really certified stands below."),
    }.get(verdict) or _("It was issued by this platform. Compare each line with the document in your hands.")


def _unknown_sentence(*, is_file: bool) -> str:
    if is_file:
        return _("No number of a certificate of this platform was found in this file.")
    return _(
        "Compare the number with the document, letter by letter: it has twelve letters and digits. "
        "If it is the same, the document was not issued by this platform."
    )
