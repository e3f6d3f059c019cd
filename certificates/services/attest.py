"""Attest: a module that somebody passed, on request, and attendance of a session."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from certificates.errors import ModuleNotPassed
from certificates.models import Certificate
from certificates.queries import certificates_in_force, module_passes_of
from certificates.services.snapshot import letterhead_of, snapshot
from courses.models import Module
from enrolments.services import lock
from lms.lib.dates import day_of


@dataclass(frozen=True)
class Attended:
    """What somebody attended; `occasion` names it for good, such as "session:12", so that it is attested once."""

    occasion: str
    title_fr: str
    title_ar: str
    hours: Decimal
    began_on: date
    ended_on: date


@transaction.atomic
def attest_module(learner: User, *, module: Module, at: datetime) -> Certificate:
    """Give `learner` the certificate of `module` for the latest cycle passed; asking twice returns the one there is.

    Raises `ModuleNotPassed`. The learner's row is locked, so that one certificate comes of two who ask at once.
    """
    lock([learner.pk])
    passed = module_passes_of(learner).filter(module=module).order_by("-cycle").first()
    if passed is None:
        raise ModuleNotPassed
    return _once(
        learner,
        kind=Certificate.Kind.MODULE,
        occasion=f"module:{module.code}:{passed.cycle}",
        day=day_of(passed.passed_at),
        at=at,
        course_title_fr=module.title_fr,
        course_title_ar=module.title_ar,
        hours=Decimal(module.minutes) / 60,
        result_percent=passed.percent,
    )


@transaction.atomic
def attest_attendance(person: User, *, attended: Attended, at: datetime) -> Certificate:
    """Give `person` the certificate of having `attended`; asking twice returns the one there is. The row is locked."""
    lock([person.pk])
    return _once(
        person,
        kind=Certificate.Kind.PRESENCE,
        occasion=attended.occasion,
        day=attended.ended_on,
        at=at,
        course_title_fr=attended.title_fr,
        course_title_ar=attended.title_ar,
        hours=attended.hours,
        began_on=attended.began_on,
    )


def _once(holder: User, *, kind: str, occasion: str, day: date, at: datetime, **facts: object) -> Certificate:
    """The certificate in force for `occasion`, made where there is none."""
    there = certificates_in_force().filter(holder=holder, kind=kind, occasion=occasion).first()
    if there is not None:
        return there
    certificate = snapshot(holder, on=letterhead_of(kind), day=day, occasion=occasion, issued_at=at, **facts)
    certificate.save(force_insert=True)
    return certificate
