"""A file that somebody holds, compared with what was issued: its bytes, its signature, the number it bears."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from asn1crypto import x509
from django.core.exceptions import ImproperlyConfigured

from certificates.badges.judge import BadgeReading, Seal, read_badge
from certificates.badges.reading import token_in
from certificates.models import Certificate, Printing
from certificates.queries import certificate_numbered, printing_of
from certificates.signing.apart import read_apart
from certificates.signing.authority import authority, trusted_roots
from certificates.signing.judge import Judgement, Worth, judged


class Match(StrEnum):
    """How a file stands to those that were handed out."""

    ISSUED = "issued"  # byte for byte what is kept
    ISSUED_BEFORE = "issued-before"  # handed out; what was kept of it was lost, and another printed since
    OTHER = "other"  # bears the number of a certificate and is none of its documents
    NONE = "none"  # bears no number of ours


@dataclass(frozen=True)
class Comparison:
    """What came of comparing a file; `printing` is the one it is, if any."""

    match: Match
    judgement: Judgement
    certificate: Certificate | None = None
    printing: Printing | None = None


Given = Comparison | BadgeReading


def examine(content: bytes, *, at: datetime) -> Given:
    """Judge a file that somebody gives: a badge, as text or in its picture, else a document. Raises `Busy`."""
    token = token_in(content)
    return read_badge(token) if token else compare(content, at=at)


def compare(pdf: bytes, *, at: datetime) -> Comparison:
    """Compare `pdf` with every document handed out: by its digest, else by the number that it bears.

    One query and 10 ms for one of ours; half a second in a process of its own and up to four queries for another.
    Raises `Busy` where too many files are looked at.
    """
    roots = _roots()
    printing = printing_of(sha256(pdf).hexdigest())
    if printing is not None:
        kept = printing.sha256 == printing.certificate.sha256
        match = Match.ISSUED if kept else Match.ISSUED_BEFORE
        return Comparison(match, judged(pdf, roots=roots, at=at), printing.certificate, printing)
    reading = read_apart(pdf, roots=roots, at=at)
    for number in reading.numbers:
        if certificate := certificate_numbered(number):
            return Comparison(Match.OTHER, reading.judgement, certificate)
    return Comparison(Match.NONE, reading.judgement)


def is_in_order(given: Given) -> bool:
    """Whether the file is one that was handed out, and not one whose signature is broken.

    A document that was printed without a signature, and one whose signer is no longer known here, are told by their
    digest. A badge is told by its signature; where no key is at hand it counts as much as the number in it.
    """
    if isinstance(given, BadgeReading):
        return given.seal in (Seal.OURS, Seal.UNCHECKED)
    handed_out = given.match in (Match.ISSUED, Match.ISSUED_BEFORE)
    return handed_out and given.judgement.worth not in (Worth.ALTERED, Worth.UNREADABLE)


def _roots() -> tuple[x509.Certificate, ...]:
    """Under which roots a signature is trusted; those of the key are left out where it cannot be read."""
    try:
        signatory = authority()
        return signatory.roots if signatory else trusted_roots()
    except ImproperlyConfigured:
        return ()
