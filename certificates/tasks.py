"""What the worker does for certificates: documents, and bundles of them. Each task does what a row says is due."""

import random
from contextlib import suppress

from celery import shared_task
from django.utils import timezone

from certificates.errors import SignatureRefused
from certificates.models import Certificate
from certificates.queries import certificates_to_print
from certificates.services.bundle import advance, ask_to_advance, forget_bundles, resume_bundles
from certificates.services.preserve import document_of

SWEPT_AT_ONCE = 200


@shared_task(name="certificates.tasks.render")
def render(certificate_id: int) -> None:
    """Print one certificate where its document is missing; running it twice prints once."""
    certificate = Certificate.objects.select_related("template_revision").filter(pk=certificate_id).first()
    if certificate is not None:
        with suppress(SignatureRefused):  # told in the log and at the desk; the sweep tries again
            document_of(certificate, at=timezone.now())


@shared_task(name="certificates.tasks.sweep")
def sweep() -> None:
    """Each minute, and after a batch: print what no task has printed, two hundred at a time, in about ten seconds.

    Where the key is refused nothing more is tried until the next minute. Two that sweep at once each take another
    order and look before they print, so they share the work.
    """
    due = list(certificates_to_print()[:SWEPT_AT_ONCE])
    random.shuffle(due)
    try:
        for certificate in due:
            if certificates_to_print().filter(pk=certificate.pk).exists():
                document_of(certificate, at=timezone.now())
    except SignatureRefused:
        return
    if len(due) == SWEPT_AT_ONCE:
        sweep.delay()


@shared_task(name="certificates.tasks.bundle")
def bundle(bundle_id: int) -> None:
    """Do one step of a bundle, and ask for the next; two that come at once do it once."""
    if advance(bundle_id, at=timezone.now()):
        ask_to_advance(bundle_id)


@shared_task(name="certificates.tasks.sweep_bundles")
def sweep_bundles() -> None:
    """Each minute: bundles left by a worker that died go on, and those of last week are removed with their files."""
    now = timezone.now()
    forget_bundles(at=now)
    resume_bundles(at=now)
