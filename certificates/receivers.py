"""Who completes a course receives a certificate, in the transaction that completes it; own data, and letters."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from accounts import letters, own_data
from accounts.models import User
from certificates.queries import certificates_held_by
from certificates.services import announce
from certificates.services.issue import issue_many
from certificates.services.preserve import ask_to_print
from enrolments.signals import Change, changed


@receiver(changed, dispatch_uid="certificates.issue")
def issue_on_completion(changes: Sequence[Change], at: datetime, **kwargs: object) -> None:
    """Issue for each change that completes; nothing is asked of the database where none does."""
    completed = [change.enrolment.pk for change in changes if change.completes]
    if completed and (issued := issue_many(completed, at=at)):
        transaction.on_commit(partial(ask_to_print, issued))


def _certificates(person: User) -> list[dict[str, object]]:
    facts = ("number", "state", "course_title_fr", "course_title_ar", "court_fr", "completed_on", "valid_until")
    return list(certificates_held_by(person).values(*facts))


own_data.register("certificates", _certificates)
letters.register(announce.READY, announce.words_of_letter, title=_("Certificate ready"))
letters.register(announce.CORRECTED, announce.words_of_letter, title=_("Certificate corrected"))
letters.register(announce.REVOKED, announce.words_of_letter, title=_("Certificate revoked"))
