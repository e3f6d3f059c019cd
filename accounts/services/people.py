"""People: adding, correcting, transferring them, and ending where they serve."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.formats import date_format

from accounts.errors import (
    CourtOutOfReach,
    EmailKnown,
    IdentityNumberRefused,
    NotServing,
    PersonOutOfReach,
    PostingEndsTooEarly,
    PostingOverlaps,
)
from accounts.models import Letter, Posting, Profession, User
from accounts.queries import courts_overseen_by, facts_of, people_visible_to
from accounts.rules import looks_like_identity_number
from accounts.services.letters import write_letter
from accounts.signals import PersonChange, person_changed
from jurisdictions.models import Court

INVITATION = "invitation"


@transaction.atomic
def add_person(
    *, email: str, first_name: str, last_name: str, first_name_ar: str, last_name_ar: str, gender: str,
    staff_number: str, language: str, profession: Profession, court: Court, starts_on: date, by: User, at: datetime,
) -> User:  # fmt: skip
    """Open an account for somebody who serves in `court`, and write the letter that invites them.

    Nobody can sign in until the person has set a password by the link of that letter. Raises `CourtOutOfReach`
    where `by` does not oversee `court`, `EmailKnown`, and `IdentityNumberRefused` for a staff number
    that looks like one. Sends no news: a new person has no enrolment.
    """
    _refuse_court_out_of_reach(court, by=by)
    _refuse_identity_number(staff_number)
    person = _create(
        email, first_name=first_name, last_name=last_name, first_name_ar=first_name_ar, last_name_ar=last_name_ar,
        gender=gender, staff_number=staff_number, language=language,
    )  # fmt: skip
    Posting.objects.create(person=person, court=court, profession=profession, starts_on=starts_on)
    invite(person, by=by, at=at)
    return person


@transaction.atomic
def invite(person: User, *, by: User, at: datetime) -> Letter:
    """Write a letter with a link to set a password, valid for seven days. Raises `PersonOutOfReach`."""
    _refuse_person_out_of_reach(person, by=by)
    return write_letter(person, template=INVITATION, subject_id=person.pk, by=by, at=at)


@transaction.atomic
def correct_person(
    person: User, *, first_name: str, last_name: str, first_name_ar: str, last_name_ar: str, gender: str,
    staff_number: str, by: User, at: datetime,
) -> User:  # fmt: skip
    """Write the person's names, gender and staff number anew; a changed gender is told to the figures.

    Raises `PersonOutOfReach` and `IdentityNumberRefused`. Correcting twice is harmless.
    """
    _refuse_person_out_of_reach(person, by=by)
    _refuse_identity_number(staff_number)
    with _told(person, at=at) as locked:
        locked.first_name, locked.last_name = first_name, last_name
        locked.first_name_ar, locked.last_name_ar = first_name_ar, last_name_ar
        locked.gender, locked.staff_number = gender, staff_number
        locked.save(
            update_fields=["first_name", "last_name", "first_name_ar", "last_name_ar", "gender", "staff_number"]
        )
    return locked


@transaction.atomic
def transfer(person: User, *, court: Court, profession: Profession, starts_on: date, by: User, at: datetime) -> Posting:
    """Let `person` serve in `court` as `profession` from `starts_on`; the posting before ends that day.

    A transfer from the very day on which the present posting began corrects that posting. Transferring twice is
    harmless. Raises `PersonOutOfReach`, `CourtOutOfReach`, and `PostingOverlaps` for an earlier day.
    """
    _refuse_person_out_of_reach(person, by=by)
    _refuse_court_out_of_reach(court, by=by)
    with _told(person, at=at):
        last = person.postings.order_by("-starts_on").first()
        if last and starts_on < (last.ends_on or last.starts_on):
            raise PostingOverlaps(day=date_format(last.ends_on or last.starts_on))
        if last and last.ends_on is None and starts_on == last.starts_on:
            return _correct(last, court=court, profession=profession)
        if last and last.ends_on is None:
            if (last.court_id, last.profession_id) == (court.pk, profession.pk):
                return last
            _end(last, ends_on=starts_on)
        return Posting.objects.create(person=person, court=court, profession=profession, starts_on=starts_on)


@transaction.atomic
def end_posting(person: User, *, ends_on: date, by: User, at: datetime) -> Posting:
    """End where `person` serves on `ends_on`, that day excluded: retirement, leave, another administration.

    Raises `PersonOutOfReach`, `NotServing`, and `PostingEndsTooEarly` unless the posting began before that day.
    """
    _refuse_person_out_of_reach(person, by=by)
    with _told(person, at=at):
        posting = person.postings.filter(ends_on=None).first()
        if posting is None:
            raise NotServing
        if ends_on <= posting.starts_on:
            raise PostingEndsTooEarly(day=date_format(posting.starts_on))
        return _end(posting, ends_on=ends_on)


def keep_sign_in_address(person: User) -> None:
    """Make the person's e-mail the one address under which they sign in: verified, since administration wrote it."""
    EmailAddress.objects.filter(user=person).exclude(email__iexact=person.email).delete()
    EmailAddress.objects.update_or_create(
        user=person, email=person.email.lower(), defaults={"verified": True, "primary": True}
    )


def _create(email: str, **fields: str) -> User:
    known = User.objects.filter(Q(email__iexact=email) | Q(emailaddress__email__iexact=email))
    if known.exists():
        raise EmailKnown(email=email)
    try:
        with transaction.atomic():
            person = User.objects.create_user(email, **fields)
    except IntegrityError as error:  # somebody else added the same person in this very moment
        raise EmailKnown(email=email) from error
    keep_sign_in_address(person)
    return person


@contextmanager
def _told(person: User, *, at: datetime) -> Iterator[User]:
    """Lock the row of `person`, let a change happen, and tell it where postings or gender are not what they were."""
    locked = User.objects.select_for_update().get(pk=person.pk)
    before = facts_of([person.pk])[person.pk]
    yield locked
    after = facts_of([person.pk])[person.pk]
    if after != before:
        person_changed.send(sender=User, changes=[PersonChange(person.pk, before, after)], at=at)


def _correct(posting: Posting, *, court: Court, profession: Profession) -> Posting:
    posting.court, posting.profession = court, profession
    posting.save(update_fields=["court", "profession"])
    return posting


def _end(posting: Posting, *, ends_on: date) -> Posting:
    posting.ends_on = ends_on
    posting.save(update_fields=["ends_on"])
    return posting


def _refuse_court_out_of_reach(court: Court, *, by: User) -> None:
    if not courts_overseen_by(by).filter(pk=court.pk).exists():
        raise CourtOutOfReach(court=court)


def _refuse_person_out_of_reach(person: User, *, by: User) -> None:
    if not people_visible_to(by).filter(pk=person.pk).exists():
        raise PersonOutOfReach


def _refuse_identity_number(staff_number: str) -> None:
    if looks_like_identity_number(staff_number):
        raise IdentityNumberRefused
