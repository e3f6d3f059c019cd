"""What the public check looked at, point by point, and what it could not look at: sentences in the active language."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from certificates.badges.judge import BadgeReading, Seal
from certificates.comparison import Comparison, Given, Match
from certificates.models import Certificate
from certificates.rules import day_in_words
from certificates.signing.judge import Judgement, Worth
from lms.lib.dates import day_of


class Outcome(StrEnum):
    """What a point of the check came to."""

    GOOD = "good"
    BAD = "bad"
    OPEN = "open"  # could not be checked


@dataclass(frozen=True)
class Finding:
    """One point of the check."""

    outcome: Outcome
    sentence: str


def findings_of_number(certificate: Certificate) -> list[Finding]:
    """Return what a check by number leaves open: the document itself was not given."""
    given = _("Only the number was given: compare each line with the document, or give its PDF below.")
    found = [Finding(Outcome.OPEN, given)]
    if not certificate.signed_by:
        found.append(Finding(Outcome.OPEN, _("Its document was printed without an electronic signature.")))
    return found


def findings_of_file(given: Given, *, language: str) -> list[Finding]:
    """Return what came of a file: its bytes, its signature, and what nobody here can tell."""
    if isinstance(given, BadgeReading):
        return _of_badge(given)
    return [_of_bytes(given, language=language), *_of_signature(given, language=language)]


def _of_badge(badge: BadgeReading) -> list[Finding]:
    outcome, sentence = {
        Seal.OURS: (Outcome.GOOD, _("Its signature is whole, and made with a key of this platform.")),
        Seal.FOREIGN: (Outcome.BAD, _("It is not signed with a key of this platform: do not rely on what it says.")),
        Seal.ALTERED: (Outcome.BAD, _("It was altered, or something was added to it, after it was signed.")),
        Seal.UNREADABLE: (Outcome.BAD, _("It cannot be read as a badge, or it is damaged.")),
        Seal.UNCHECKED: (
            Outcome.OPEN,
            _("The keys of this platform are not at hand, so the signature of this badge was not checked."),
        ),
    }[badge.seal]
    found = [Finding(outcome, sentence)]
    if badge.seal is Seal.OURS and badge.certificate:
        passed_on = _("A badge can be passed on: whether whoever shows it is its holder is not checked here.")
        found.append(Finding(Outcome.OPEN, passed_on))
    return found


def _of_bytes(comparison: Comparison, *, language: str) -> Finding:
    printing = comparison.printing
    if printing is None:
        sentence = _("This file is none of the documents that were issued: do not rely on what it says.")
        return Finding(Outcome.BAD, sentence)
    day = day_in_words(day_of(printing.printed_at), language=language)
    if comparison.match is Match.ISSUED_BEFORE:
        sentence = _(
            "This file was issued on %(day)s, byte for byte. The copy kept here was lost since then, and the document "
            "was printed again from the recorded facts."
        )
    elif printing.is_again:
        sentence = _(
            "This file was issued on %(day)s, byte for byte. It was printed again from the recorded facts, since the "
            "file kept before was lost."
        )
    else:
        sentence = _("This file is, byte for byte, the document issued on %(day)s.")
    return Finding(Outcome.GOOD, sentence % {"day": day})


def _of_signature(comparison: Comparison, *, language: str) -> list[Finding]:
    judgement, printing = comparison.judgement, comparison.printing
    if judgement.worth is Worth.ABSENT and printing is not None and not printing.signed_by:
        unsigned = _("It was issued without an electronic signature: its bytes alone could be compared.")
        return [Finding(Outcome.OPEN, unsigned)]
    if judgement.worth is Worth.UNTRUSTED and printing is not None:
        renewed = _("Its signature is whole, but the signer, %(signer)s, is no longer known here.")
        return [Finding(Outcome.OPEN, renewed % {"signer": judgement.signer})]
    outcome = Outcome.GOOD if judgement.worth is Worth.TRUSTED else Outcome.BAD
    found = [Finding(outcome, _signature(judgement))]
    if judgement.worth is Worth.TRUSTED:
        found.append(_of_time(judgement, language=language))
        revoked = _("Whether the signer's own certificate was revoked is not asked: this check calls no other service.")
        found.append(Finding(Outcome.OPEN, revoked))
    return found


def _signature(judgement: Judgement) -> str:
    sentence = {
        Worth.TRUSTED: _("Its signature is whole and covers the entire document. Signed by %(signer)s."),
        Worth.UNTRUSTED: _("It is signed by somebody else, %(signer)s, and not by this platform."),
        Worth.ALTERED: _("It was altered, or something was added to it, after it was signed."),
        Worth.ABSENT: _("It bears no electronic signature."),
        Worth.UNREADABLE: _("It cannot be read as a PDF, or it is damaged."),
    }[judgement.worth]
    return sentence % {"signer": judgement.signer or "–"}


def _of_time(judgement: Judgement, *, language: str) -> Finding:
    day = day_in_words(day_of(judgement.signed_at), language=language) if judgement.signed_at else "–"
    if judgement.timestamped:
        return Finding(Outcome.GOOD, _("A timestamp authority confirms that it was signed on %(day)s.") % {"day": day})
    sentence = _("It says that it was signed on %(day)s; no timestamp authority confirms the day.")
    return Finding(Outcome.OPEN, sentence % {"day": day})
