"""Announce: a letter to the holder, with a link and never a file, once for each certificate."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from accounts.models import Letter
from accounts.services.letters import write_letter
from certificates.models import Certificate

READY, CORRECTED, REVOKED = "certificate_ready", "certificate_corrected", "certificate_revoked"
NEWS_FOR = timedelta(days=30)


def announce(certificate_id: int, *, at: datetime) -> Letter | None:
    """Tell the holder that the certificate's document is ready, and return the letter: two queries.

    The caller calls once, in the transaction that records the first printing. Nothing is said of what is no longer
    valid, to an account that is closed, or of what was issued over 30 days ago, as with records taken over.
    """
    certificate = Certificate.objects.select_related("holder", "corrected_by").get(pk=certificate_id)
    is_news = certificate.state == Certificate.State.VALID and at - certificate.issued_at <= NEWS_FOR
    if not is_news or not certificate.holder.is_active:
        return None
    template = CORRECTED if certificate.corrected_by else READY
    return write_letter(
        certificate.holder, template=template, subject_id=certificate.pk, by=certificate.corrected_by, at=at
    )


def announce_revocation(certificate: Certificate, *, at: datetime) -> Letter | None:
    """Tell the holder that `certificate` is revoked, where its document had been issued; the reason is not told."""
    if certificate.rendered_at is None or not certificate.holder.is_active:
        return None
    return write_letter(
        certificate.holder, template=REVOKED, subject_id=certificate.pk, by=certificate.revoked_by, at=at
    )


def words_of_letter(certificate_id: int | None) -> dict[str, object]:
    """The certificate that a letter speaks of, where its holder finds it, and where anybody checks it: one query."""
    certificate = Certificate.objects.select_related("supersedes").get(pk=certificate_id or 0)
    return {
        "certificate": certificate,
        "link": f"{settings.BASE_URL}{reverse('certificates:list')}#{certificate.number}",
        "check": settings.BASE_URL + certificate.get_absolute_url(),
    }
