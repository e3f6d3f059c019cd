"""Ask for what cites a changed entry to be read again, and note that it was."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from accounts.models import User
from cms.citations import all_that_cites
from cms.models import Review, ReviewItem
from library.models import Indicator, LegalReference, Penalty

LABEL_LENGTH = 255


@transaction.atomic
def ask_for_review(
    entry: LegalReference | Penalty | Indicator, *, changed: Iterable[str], by: User, at: datetime
) -> Review | None:
    """List all that cites `entry`, whose fields `changed`, to be read again; `None` where nothing cites it.

    What still waits from an earlier change of the same entry waits from now on with this one, which then
    tells the fields of both.
    """
    subjects = all_that_cites(entry)
    if not subjects:
        return None
    fields = list(changed)
    for earlier in _waiting(entry):
        fields += earlier.changed_fields
        earlier.items.filter(reviewed_at=None).delete()
        if not earlier.items.exists():
            earlier.delete()
    review = Review.objects.create(
        entry=entry, changed_fields=list(dict.fromkeys(fields)), changed_by=by, changed_at=at
    )  # fmt: skip
    ReviewItem.objects.bulk_create(ReviewItem(review=review, subject=each, label=_label(each)) for each in subjects)
    return review


def _waiting(entry: Model) -> list[Review]:
    """The earlier changes of `entry` of which something is yet to be read again, newest first."""
    kind = ContentType.objects.get_for_model(entry)
    waiting = ReviewItem.objects.filter(review__entry_type=kind, review__entry_id=entry.pk, reviewed_at=None)
    return list(Review.objects.select_for_update().filter(pk__in=waiting.values("review")))


def _label(subject: Model) -> str:
    return str(subject)[:LABEL_LENGTH]


def mark_reviewed(item: ReviewItem, *, by: User, at: datetime) -> None:
    """Note that `item` was read again; the first to say so stays noted."""
    ReviewItem.objects.filter(pk=item.pk, reviewed_at=None).update(reviewed_at=at, reviewed_by=by)
