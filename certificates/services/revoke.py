"""Revoke: a certificate loses its worth, with who decided, when and why; the snapshot stays."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from certificates.errors import AlreadyReplaced, AlreadyRevoked, OwnCertificate, ReasonMissing
from certificates.models import Certificate
from certificates.services.announce import announce_revocation


@transaction.atomic
def revoke(certificate: Certificate, *, by: User, reason: str, at: datetime) -> Certificate:
    """Take from `certificate` its worth from `at` on, and return it as it now is.

    Raises `OwnCertificate`, `ReasonMissing`, `AlreadyRevoked`, and `AlreadyReplaced` where a correction has taken
    its place. The row is locked, so that the first of two decisions is the one recorded; the holder is told by letter.
    """
    if certificate.holder_id == by.pk:
        raise OwnCertificate
    if not reason.strip():
        raise ReasonMissing
    current = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if current.state == Certificate.State.REVOKED:
        raise AlreadyRevoked(number=current.number)
    if current.state == Certificate.State.SUPERSEDED:
        raise AlreadyReplaced(number=current.number)
    current.state = Certificate.State.REVOKED
    current.revoked_at, current.revoked_by, current.revocation_reason = at, by, reason.strip()
    current.save(update_fields=["state", "revoked_at", "revoked_by", "revocation_reason"])
    announce_revocation(current, at=at)
    return current
