"""Issue: the facts of a completed enrolment are copied once, as they are on the day of completion."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from accounts.models import Posting
from certificates.errors import NotCompleted
from certificates.models import Certificate
from certificates.queries import certificates_in_force
from certificates.rules import months_later
from certificates.services.snapshot import Letterhead, letterhead_of, snapshot
from courses.models import EditionModule
from enrolments.models import Enrolment
from enrolments.services import lock
from lms.lib.dates import day_of


@transaction.atomic
def issue(enrolment: Enrolment, *, at: datetime) -> Certificate:
    """Give the completed `enrolment` its certificate; issuing twice returns the one there is.

    Raises `NotCompleted`. The learner's row is locked, so that one certificate comes of two who ask at once.
    """
    lock([enrolment.learner_id])
    issue_many([enrolment.pk], at=at)
    certificate = certificates_in_force().filter(enrolment=enrolment).first()
    if certificate is None:
        raise NotCompleted
    return certificate


def issue_many(enrolments: Collection[int], *, at: datetime) -> list[Certificate]:
    """Issue a certificate for each completed enrolment id that has none in force, and return the new ones.

    Three queries, those of the letterhead and one insert, however many there are. The caller holds the learners' rows.
    """
    certified = certificates_in_force().filter(enrolment__isnull=False).values("enrolment")
    completed = list(_completed(enrolments).exclude(pk__in=certified))
    if not completed:
        return []
    letterhead = letterhead_of(Certificate.Kind.ACHIEVEMENT)
    return Certificate.objects.bulk_create([_of(enrolment, on=letterhead, at=at) for enrolment in completed])


def _completed(enrolments: Collection[int]) -> QuerySet[Enrolment]:
    """These enrolments where completed, with the learner's postings and the edition's modules: three queries."""
    places = Prefetch("edition__places", EditionModule.objects.select_related("module"))
    postings = Prefetch("learner__postings", Posting.objects.select_related("court", "profession"))
    return (
        Enrolment.objects.filter(pk__in=enrolments, completed_at__isnull=False)
        .select_related("learner", "course", "edition__course")
        .prefetch_related(postings, places)
        .order_by("pk")
    )


def _of(enrolment: Enrolment, *, on: Letterhead, at: datetime) -> Certificate:
    assert enrolment.completed_at is not None  # asked for in the query
    course = enrolment.course
    day = day_of(enrolment.completed_at)
    places = enrolment.edition.places.all()
    return snapshot(
        enrolment.learner,
        on=on,
        day=day,
        enrolment=enrolment,
        course_title_fr=course.title_fr,
        course_title_ar=course.title_ar,
        regime=course.regime,
        hours=enrolment.edition.hours_counted,
        modules=[{"fr": place.module.title_fr, "ar": place.module.title_ar} for place in places],
        valid_until=months_later(day, months=course.months_valid),
        issued_at=at,
    )
