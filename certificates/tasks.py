"""What the worker does for certificates: their documents. Each task does what a row says is due."""

from celery import shared_task
from django.utils import timezone

from certificates.models import Certificate
from certificates.queries import certificates_to_print
from certificates.services.preserve import document_of

SWEPT_AT_ONCE = 200


@shared_task(name="certificates.tasks.render")
def render(certificate_id: int) -> None:
    """Print one certificate where its document is missing; running it twice prints once."""
    certificate = Certificate.objects.filter(pk=certificate_id).first()
    if certificate is not None:
        document_of(certificate, at=timezone.now())


@shared_task(name="certificates.tasks.sweep")
def sweep() -> None:
    """Each minute, and after a batch: print what no task has printed, two hundred at a time, in about 25 seconds."""
    due = list(certificates_to_print()[:SWEPT_AT_ONCE])
    for certificate in due:
        document_of(certificate, at=timezone.now())
    if len(due) == SWEPT_AT_ONCE:
        sweep.delay()
