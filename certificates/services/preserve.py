"""Preserve: a certificate's document is printed once from the snapshot, kept, and printed again if lost."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from celery import current_app
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from kombu.exceptions import OperationalError

from certificates.document.design import design_from
from certificates.document.page import printed
from certificates.errors import SignatureRefused
from certificates.models import Certificate, Printing
from certificates.services.announce import announce
from certificates.signing.authority import Authority, authority
from certificates.signing.sign import signed

PRINTING, SWEEPING = "certificates.tasks.render", "certificates.tasks.sweep"


log = logging.getLogger(__name__)


def ask_to_print(issued: Sequence[Certificate]) -> None:
    """Hand what was just issued to the worker, in one message for one or for hundreds.

    Where the queue is away, the sweep finds them a minute later.
    """
    one = issued[0].pk if len(issued) == 1 else None
    try:
        current_app.signature(PRINTING if one else SWEEPING, args=(one,) if one else ()).delay()
    except OperationalError:
        log.warning("The queue is away: %s certificates wait for the sweep.", len(issued))


def document_of(certificate: Certificate, *, at: datetime) -> bytes:
    """Return the bytes of `certificate`'s document, printing it first where it is missing.

    What is kept counts as lost when the file is gone or no longer has the digest that was recorded. No query where it
    is kept; raises `SignatureRefused` as `preserve` does.
    """
    kept = _kept(certificate)
    return kept if kept is not None else preserve(certificate, at=at)


def preserve(certificate: Certificate, *, at: datetime) -> bytes:
    """Print `certificate` from its snapshot, sign it, keep the document and its digest, and return the bytes.

    Of two who print at once one is recorded, and the other's file is removed: both hand out what is recorded.
    Raises `SignatureRefused` where the signature would not be trusted: nothing is kept then, and the log tells why.
    About 30 ms of processor time with an elliptic-curve key; six queries and a transaction.
    """
    try:
        signatory = _signatory()
        content = _sealed(certificate, by=signatory, at=at)
    except SignatureRefused as refusal:
        log.error("Certificate %s was not issued. %s (%s)", certificate.number, refusal, refusal.__cause__ or "")
        raise
    storage = certificate.document.storage
    name = storage.save(f"certificates/{certificate.issued_at:%Y}/{certificate.number}.pdf", ContentFile(content))
    recorded = _record(certificate, name=name, content=content, signer=signatory.name if signatory else "", at=at)
    if not recorded:
        storage.delete(name)
    certificate.refresh_from_db(fields=["document", "sha256", "rendered_at", "signed_by"])
    return content if recorded else _kept(certificate) or content


def _sealed(certificate: Certificate, *, by: Authority | None, at: datetime) -> bytes:
    """The document, signed where somebody is there to sign."""
    address = settings.BASE_URL + certificate.get_absolute_url()
    revision = certificate.template_revision
    content = printed(
        certificate,
        address=address,
        demo=settings.DEBUG,
        design=design_from(revision.content) if revision else None,
        logos=_logos(certificate),
        signer=by.name if by else "",
    )
    return signed(content, by=by, reason=address, at=at) if by else content


@transaction.atomic
def _record(certificate: Certificate, *, name: str, content: bytes, signer: str, at: datetime) -> bool:
    """Keep what was printed, unless somebody else has done so since `certificate` was read; return whether it is.

    The first printing is announced to the holder, in the same transaction, and hence once.
    """
    digest = sha256(content).hexdigest()
    unchanged = Certificate.objects.filter(pk=certificate.pk, rendered_at=certificate.rendered_at)
    if not unchanged.update(document=name, sha256=digest, rendered_at=at, signed_by=signer):
        return False
    again = certificate.rendered_at is not None
    printing = Printing(certificate=certificate, sha256=digest, printed_at=at, signed_by=signer, is_again=again)
    Printing.objects.bulk_create([printing], ignore_conflicts=True)  # unsigned, the same second prints the same bytes
    if not again:
        announce(certificate.pk, at=at)
    return True


def _signatory() -> Authority | None:
    try:
        return authority()
    except ImproperlyConfigured as error:
        raise SignatureRefused from error


def _logos(certificate: Certificate) -> list[bytes]:
    """The logos of the issuing bodies as they were on the day of issue; one whose file is gone is left out."""
    logos = []
    for issuer in certificate.issuers:
        if issuer.get("logo"):
            with suppress(OSError):
                logos.append(_logo(certificate.document.storage, issuer["logo"]))
    return logos


@lru_cache(maxsize=16)
def _logo(storage: Storage, name: str) -> bytes:
    """A logo's file, read once in a process: its name is made of its content, so it never changes."""
    with storage.open(name, "rb") as file:
        content: bytes = file.read()
    return content


def _kept(certificate: Certificate) -> bytes | None:
    """The bytes in the storage, or `None` where they are gone or altered."""
    if not certificate.document:
        return None
    try:
        with certificate.document.open("rb") as file:
            content: bytes = file.read()
    except OSError:
        return None
    return content if sha256(content).hexdigest() == certificate.sha256 else None
