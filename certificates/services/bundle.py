"""Bundle: many certificates at once, issued or packed into one file by the worker, a step at a time.

A bundle's row says how far it is. A worker claims it, does one step, and leaves it to the next; one that dies leaves
its claim, which after five minutes counts for nothing: the sweep then has the same step done again, harmlessly.
"""

import logging
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import IO
from uuid import uuid4
from zipfile import ZipFile, ZipInfo

from celery import current_app
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from kombu.exceptions import OperationalError

from accounts.models import User
from certificates.errors import BundleTooLarge, BundleUnderWay, NothingToBundle, SignatureRefused
from certificates.models import Bundle, Certificate
from certificates.queries import certificates_in_force
from certificates.rules import file_name
from certificates.services.issue import issue_many
from certificates.services.preserve import document_of
from enrolments.models import Enrolment
from enrolments.services import lock
from lms.lib.dates import CASABLANCA

ADVANCING = "certificates.tasks.bundle"
AT_ONCE = 50
AT_MOST = 5000
ABANDONED_AFTER = timedelta(minutes=5)
TASK_LOST_AFTER = timedelta(minutes=1)
KEPT_FOR = timedelta(days=7)

log = logging.getLogger(__name__)


@transaction.atomic
def ask_for_bundle(by: User, *, purpose: Bundle.Purpose, members: Sequence[int], at: datetime) -> Bundle:
    """Let the worker do `purpose` for `members`, as `Bundle` says, and return the row that tells how far it is.

    `members` are within the reach of `by`: the caller asks a query that knows. Raises `NothingToBundle`,
    `BundleTooLarge` over 5,000, and `BundleUnderWay` where another is not done yet; the person's row is locked.
    """
    lock([by.pk])
    if not members:
        raise NothingToBundle
    if len(members) > AT_MOST:
        raise BundleTooLarge(count=len(members), limit=AT_MOST)
    if by.bundles.filter(state=Bundle.State.UNDER_WAY).exists():
        raise BundleUnderWay
    bundle = Bundle.objects.create(purpose=purpose, asked_by=by, asked_at=at, members=list(members), total=len(members))
    transaction.on_commit(lambda: ask_to_advance(bundle.pk))
    return bundle


def ask_to_advance(bundle_id: int) -> None:
    """Hand the bundle to the worker; where the queue is away, the sweep finds it a minute later."""
    try:
        current_app.signature(ADVANCING, args=(bundle_id,)).delay()
    except OperationalError:
        log.warning("The queue is away: bundle %s waits for the sweep.", bundle_id)


def advance(bundle_id: int, *, at: datetime) -> bool:
    """Do the next step of a bundle that nobody else is at, and return whether another may follow at once.

    A step is up to 50 documents, a few seconds; the last one of a file packs it. Where the key is refused the bundle
    says so and waits for the sweep.
    """
    bundle = _claimed(bundle_id, at=at)
    if bundle is None:
        return False
    try:
        if bundle.done < bundle.total:
            done = _do_some(bundle, at=at)
            return _leave(bundle, done=done, waits_for_key=False)
        return _finish(bundle, at=at)
    except SignatureRefused:
        _leave(bundle, waits_for_key=True)
        return False


def _claimed(bundle_id: int, *, at: datetime) -> Bundle | None:
    nobody_s = Q(claimed_at=None) | Q(claimed_at__lt=at - ABANDONED_AFTER)
    if not Bundle.objects.filter(nobody_s, pk=bundle_id, state=Bundle.State.UNDER_WAY).update(claimed_at=at):
        return None
    return Bundle.objects.get(pk=bundle_id)


def _leave(bundle: Bundle, **changes: object) -> bool:
    """Record `changes` and give the claim back, unless another worker has taken it over; return whether it was ours."""
    ours = Bundle.objects.filter(pk=bundle.pk, state=Bundle.State.UNDER_WAY, claimed_at=bundle.claimed_at)
    return bool(ours.update(claimed_at=None, **changes))


def _do_some(bundle: Bundle, *, at: datetime) -> int:
    """See to the documents of the next members; return how many members are done."""
    members = bundle.members[bundle.done : bundle.done + AT_ONCE]
    if bundle.purpose == Bundle.Purpose.ISSUE:
        _issue(members, at=at)
        certificates = certificates_in_force().filter(state=Certificate.State.VALID, enrolment__in=members)
    else:
        certificates = Certificate.objects.filter(pk__in=members)
    for certificate in certificates.select_related("template_revision").order_by("pk"):
        document_of(certificate, at=at)
    return bundle.done + len(members)


@transaction.atomic
def _issue(enrolments: Sequence[int], *, at: datetime) -> None:
    lock(list(Enrolment.objects.filter(pk__in=enrolments).values_list("learner", flat=True)))
    issue_many(enrolments, at=at)


def _finish(bundle: Bundle, *, at: datetime) -> bool:
    """Pack the file where one was asked for; return `False`, since nothing follows."""
    if bundle.purpose == Bundle.Purpose.ISSUE:
        _leave(bundle, state=Bundle.State.DONE)
        return False
    with tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as packed:
        _pack(bundle, into=packed, at=at)
        packed.seek(0)
        name = default_storage.save(f"certificates/bundles/{uuid4()}.zip", File(packed))
    if not _leave(bundle, state=Bundle.State.DONE, file=name):
        default_storage.delete(name)
    return False


def _pack(bundle: Bundle, *, into: IO[bytes], at: datetime) -> None:
    """Write each document into one ZIP on disk, one after the other: memory holds one at a time."""
    with ZipFile(into, "w") as archive:
        for certificate in _certificates_of(bundle):
            entry = ZipInfo(
                file_name(certificate.number, name=certificate.holder_name_fr),
                date_time=certificate.issued_at.astimezone(CASABLANCA).timetuple()[:6],
            )
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, document_of(certificate, at=at))


def _certificates_of(bundle: Bundle) -> Iterator[Certificate]:
    """The members of a file in their order, read a step at a time."""
    for first in range(0, bundle.total, AT_ONCE):
        members = bundle.members[first : first + AT_ONCE]
        by_id = Certificate.objects.select_related("template_revision").in_bulk(members)
        yield from (by_id[pk] for pk in members if pk in by_id)


def resume_bundles(*, at: datetime) -> int:
    """Ask again for bundles whose task was lost or whose worker died; return how many."""
    lost = Q(claimed_at=None, asked_at__lt=at - TASK_LOST_AFTER) | Q(claimed_at__lt=at - ABANDONED_AFTER)
    due = list(Bundle.objects.filter(lost, state=Bundle.State.UNDER_WAY).values_list("pk", flat=True))
    for bundle_id in due:
        ask_to_advance(bundle_id)
    return len(due)


def forget_bundles(*, at: datetime) -> int:
    """Remove bundles asked for more than seven days ago, their files first; return how many."""
    old = list(Bundle.objects.filter(asked_at__lt=at - KEPT_FOR))
    for bundle in old:
        if bundle.file:
            bundle.file.delete(save=False)
        bundle.delete()
    return len(old)
