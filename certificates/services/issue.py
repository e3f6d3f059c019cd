"""Issue: the facts of a completed enrolment are copied once, as they are on the day of completion."""

import unicodedata
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from accounts.models import Posting, User
from certificates.errors import NotCompleted
from certificates.models import Certificate
from certificates.queries import certificates_in_force
from certificates.rules import months_later
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

    Three queries and one insert, however many there are. The caller holds the learners' rows.
    """
    completed = _completed(enrolments).exclude(pk__in=certificates_in_force().values("enrolment"))
    return Certificate.objects.bulk_create([_snapshot(enrolment, at=at) for enrolment in completed])


def _completed(enrolments: Collection[int]) -> QuerySet[Enrolment]:
    """These enrolments where completed, with the learner's postings and the edition's modules: three queries."""
    places = Prefetch("edition__places", EditionModule.objects.select_related("module"))
    postings = Prefetch("learner__postings", Posting.objects.select_related("court", "profession"))
    return (
        Enrolment.objects.filter(pk__in=enrolments, completed_at__isnull=False)
        .select_related("learner", "course", "edition")
        .prefetch_related(postings, places)
        .order_by("pk")
    )


def _snapshot(enrolment: Enrolment, *, at: datetime) -> Certificate:
    assert enrolment.completed_at is not None  # asked for in the query
    course, learner = enrolment.course, enrolment.learner
    day = day_of(enrolment.completed_at)
    posting = _posting_on(learner, day=day)
    return Certificate(
        holder=learner,
        enrolment=enrolment,
        holder_name_fr=_plain(learner.name_fr),
        holder_name_ar=_plain(f"{learner.first_name_ar} {learner.last_name_ar}"),
        profession_fr=posting.profession.name_fr if posting else "",
        profession_ar=posting.profession.name_ar if posting else "",
        court_fr=posting.court.name_fr if posting else "",
        court_ar=posting.court.name_ar if posting else "",
        course_title_fr=course.title_fr,
        course_title_ar=course.title_ar,
        regime=course.regime,
        hours=course.hours,
        modules=[
            {"fr": place.module.title_fr, "ar": place.module.title_ar} for place in enrolment.edition.places.all()
        ],
        completed_on=day,
        valid_until=months_later(day, months=course.months_valid),
        issued_at=at,
    )


def _posting_on(learner: User, *, day: date) -> Posting | None:
    """Where `learner` served on `day`, from the postings already fetched."""
    serving = (p for p in learner.postings.all() if p.starts_on <= day and (p.ends_on is None or day < p.ends_on))
    return next(serving, None)


def _plain(name: str) -> str:
    """`name` with composed letters and single spaces, as it is printed and compared."""
    return " ".join(unicodedata.normalize("NFC", name).split())
