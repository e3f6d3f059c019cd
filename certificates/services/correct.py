"""Correct: a certificate that prints the person wrongly is replaced by another; the old one stays and says so."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.errors import PersonOutOfReach
from accounts.models import User
from accounts.queries import people_visible_to
from certificates.errors import (
    CorrectedBefore,
    CorrectedInVain,
    CorrectionReasonMissing,
    OwnCertificate,
    RevokedForGood,
)
from certificates.models import Certificate
from certificates.services.snapshot import person_on
from enrolments.services import lock

# What a correction copies as it was: everything certified, on the paper and in the name of the day of issue.
KEPT = (
    "kind", "holder_id", "enrolment_id", "occasion", "course_title_fr", "course_title_ar", "regime", "hours", "modules",
    "result_percent", "issuers", "law_as_of", "began_on", "completed_on", "valid_until", "template_revision_id",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A fact about the person as `field` of the certificate prints it, and as the record says it today."""

    field: str
    printed: str
    recorded: str

    @property
    def label(self) -> str:
        """What the fact is called, in the active language."""
        return str(Certificate._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]  # a column

    @property
    def is_changed(self) -> bool:
        return self.printed != self.recorded


def differences(certificate: Certificate) -> list[Difference]:
    """Return each fact about the person, printed and recorded: three queries where the holder is at hand.

    The posting is that of the day of completion, as the record tells it today.
    """
    recorded = person_on(certificate.holder, day=certificate.completed_on)
    return [Difference(field, getattr(certificate, field), text) for field, text in recorded.items()]


@transaction.atomic
def correct(certificate: Certificate, *, by: User, reason: str, at: datetime) -> Certificate:
    """Issue a certificate that prints the person as recorded today in place of `certificate`, and return it.

    All that is certified stays as it was, the number is new. The holder's row is locked, so that one correction
    comes of two who ask at once. Raises `PersonOutOfReach`, `OwnCertificate`, `CorrectionReasonMissing`,
    `RevokedForGood`, `CorrectedBefore`, and `CorrectedInVain` where nothing differs.
    """
    if not people_visible_to(by).filter(pk=certificate.holder_id).exists():
        raise PersonOutOfReach
    if certificate.holder_id == by.pk:
        raise OwnCertificate
    if not reason.strip():
        raise CorrectionReasonMissing
    lock([certificate.holder_id])
    old = Certificate.objects.select_for_update(of=("self",)).select_related("holder").get(pk=certificate.pk)
    if old.state == Certificate.State.REVOKED:
        raise RevokedForGood(number=old.number)
    if old.state == Certificate.State.SUPERSEDED:
        raise CorrectedBefore(number=old.number)
    if not any(each.is_changed for each in differences(old)):
        raise CorrectedInVain(number=old.number)
    return _replace(old, by=by, reason=reason.strip(), at=at)


def _replace(old: Certificate, *, by: User, reason: str, at: datetime) -> Certificate:
    """The old one gives up its place first, since there is one certificate in force for an occasion."""
    old.state = Certificate.State.SUPERSEDED
    old.save(update_fields=["state"])
    new = Certificate(
        **{field: getattr(old, field) for field in KEPT},
        **person_on(old.holder, day=old.completed_on),
        corrected_by=by,
        correction_reason=reason,
        issued_at=at,
    )
    new.save(force_insert=True)
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])
    return new
