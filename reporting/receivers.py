"""News from below, told to the ledger inside the transaction that sends it."""

from collections.abc import Sequence
from datetime import datetime

from django.dispatch import receiver

from accounts.signals import PersonChange, person_changed
from enrolments.signals import Change, changed
from reporting.services.tell import tell_enrolments, tell_people


@receiver(changed, dispatch_uid="reporting.enrolments")
def hear_enrolments(changes: Sequence[Change], at: datetime, **kwargs: object) -> None:
    tell_enrolments(changes, at=at)


@receiver(person_changed, dispatch_uid="reporting.people")
def hear_people(changes: Sequence[PersonChange], at: datetime, **kwargs: object) -> None:
    tell_people(changes, at=at)
