"""What no question tests, and what is out of date."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.admin.admin_url_finder import AdminURLFinder

from accounts.models import User
from assessments.models import Question
from cms.desk.rows import Row
from cms.models import ReviewItem
from cms.reviewing import items_waiting
from library.models import Indicator, LegalReference, ReferralService
from lms.lib.dates import day_of


def untested_indicators(person: User) -> QuerySet[Indicator]:
    """The indicators that no question in use tests, in order: one query."""
    return Indicator.objects.filter(~_tested("indicators")).order_by("position", "code")


def untested_articles(person: User) -> QuerySet[LegalReference]:
    """The legal references that no question in use tests, in order: one query."""
    return LegalReference.objects.filter(~_tested("legal_references")).order_by("position", "code")


def _tested(name: str) -> Exists:
    return Exists(Question.objects.filter(**{name: OuterRef("pk")}, is_retired=False))


def rows_of_entries(entries: Iterable[Indicator | LegalReference], person: User) -> list[Row]:
    """A row for each of `entries`, with its code."""
    finder = AdminURLFinder(person)
    return [Row(_words(entry), finder.get_edit_url(entry), code=entry.code) for entry in entries]


def _words(entry: Indicator | LegalReference) -> str:
    return entry.label if isinstance(entry, Indicator) else entry.title


def unverified_services(person: User) -> QuerySet[ReferralService]:
    """The published services to be verified again, never verified ones first: one query."""
    limit = overdue_before(day_of(timezone.now()), months=settings.LIBRARY_VERIFICATION_MONTHS)
    services = ReferralService.objects.filter(Q(verified_on=None) | Q(verified_on__lt=limit), is_published=True)
    return services.order_by(F("verified_on").asc(nulls_first=True), "code")


def overdue_before(today: date, *, months: int) -> date:
    """The day before which a verification is more than `months` old, as `library.rules.is_overdue` counts them."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    days = monthrange(year, month + 1)[1]
    if today.day <= days:
        return date(year, month + 1, today.day)
    return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


def rows_of_services(services: Iterable[ReferralService], person: User) -> list[Row]:
    """A row for each of `services`, with the day of its last verification."""
    finder = AdminURLFinder(person)
    return [Row(service.name, finder.get_edit_url(service), facts=_verified(service)) for service in services]


def _verified(service: ReferralService) -> str:
    if service.verified_on is None:
        return gettext("never verified")
    return gettext("last verified on %(day)s") % {"day": date_format(service.verified_on)}


def to_read_again(person: User) -> QuerySet[ReviewItem]:
    """What cites a changed entry of the library and has not been read again, latest change first."""
    items = items_waiting().select_related("review__entry_type", "review__changed_by", "subject_type")
    return items.prefetch_related("subject", "review__entry").order_by("-review__changed_at", "pk")


def rows_to_read_again(items: Iterable[ReviewItem], person: User) -> list[Row]:
    """A row for each of `items`, with the entry that changed and when."""
    finder = AdminURLFinder(person)
    return [_row_to_read(item, finder) for item in items]


def _row_to_read(item: ReviewItem, finder: Any) -> Row:
    review = item.review
    facts = gettext("%(entry)s changed on %(day)s") % {
        "entry": review.entry or review.entry_type.name, "day": date_format(timezone.localtime(review.changed_at)),
    }  # fmt: skip
    return Row(item.label, finder.get_edit_url(item.subject) if item.subject else None, facts=facts)
