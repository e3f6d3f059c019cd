"""Preserve: a certificate's document is printed once from the snapshot, kept, and printed again if lost."""

import logging
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from celery import current_app
from django.conf import settings
from django.core.files.base import ContentFile
from kombu.exceptions import OperationalError

from certificates.document.page import printed
from certificates.models import Certificate

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

    What is kept counts as lost when the file is gone or no longer has the digest that was recorded.
    A tenth of a second and one update when printed; no query otherwise.
    """
    kept = _kept(certificate)
    return kept if kept is not None else preserve(certificate, at=at)


def preserve(certificate: Certificate, *, at: datetime) -> bytes:
    """Print `certificate` from its snapshot, keep the document and its digest, and return the bytes.

    Of two who print at once one is recorded, and the other's file is removed: both print the same facts.
    """
    content = printed(certificate, address=settings.BASE_URL + certificate.get_absolute_url(), demo=settings.DEBUG)
    storage = certificate.document.storage
    name = storage.save(f"certificates/{certificate.issued_at:%Y}/{certificate.number}.pdf", ContentFile(content))
    unchanged = Certificate.objects.filter(pk=certificate.pk, rendered_at=certificate.rendered_at)
    if not unchanged.update(document=name, sha256=sha256(content).hexdigest(), rendered_at=at):
        storage.delete(name)
    certificate.refresh_from_db(fields=["document", "sha256", "rendered_at"])
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
