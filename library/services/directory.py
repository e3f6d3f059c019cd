"""The assessment of a service's capacity."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from library.errors import AssessedInTheFuture, NothingAssessed, OutOfReach
from library.models import CapacityAssessment, ReferralService
from library.queries.referral import services_overseen_by
from lms.lib.dates import day_of


@transaction.atomic
def record_assessment(
    service: ReferralService, *, scores: Mapping[str, int], assessed_on: date, note: str, by: User, at: datetime
) -> None:
    """Record the `scores` of a day by dimension; the same dimension and day again takes the new score.

    The note is one for the day.

    Raises `OutOfReach` for whoever does not oversee the service, `AssessedInTheFuture`, and `NothingAssessed`
    without a score.
    """
    if not ReferralService.objects.filter(services_overseen_by(by), pk=service.pk).exists():
        raise OutOfReach
    if assessed_on > day_of(at):
        raise AssessedInTheFuture
    if not scores:
        raise NothingAssessed
    for dimension, score in scores.items():
        CapacityAssessment.objects.update_or_create(
            service=service,
            dimension=dimension,
            assessed_on=assessed_on,
            defaults={"score": score, "assessed_by": by},
        )
    CapacityAssessment.objects.filter(service=service, assessed_on=assessed_on).update(note=note)
