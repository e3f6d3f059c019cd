"""What waits to be read again at the author's desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Locale, Page

from accounts.models import User
from cms.models import Review, ReviewItem


@dataclass(frozen=True)
class ItemSeen:
    """An item as a member of the desk sees it: what it is, and where it is edited; no address for what is gone."""

    pk: int
    kind: str
    title: str
    language: str
    edit_url: str | None


@dataclass(frozen=True)
class ReviewSeen:
    """A change with what waits of it."""

    review: Review
    edit_url: str | None
    items: tuple[ItemSeen, ...]


def items_waiting() -> QuerySet[ReviewItem]:
    """What is yet to be read again: for a count on the desk, one query."""
    return ReviewItem.objects.filter(reviewed_at=None)


def reviews_waiting(entry: Model | None = None) -> QuerySet[Review]:
    """The changes, of `entry` or of all, of which something is yet to be read again, newest first.

    Three queries for a page of them, and one for each kind of thing they name.
    """
    items = items_waiting().select_related("subject_type").prefetch_related("subject")
    reviews = Review.objects.filter(Exists(items_waiting().filter(review=OuterRef("pk"))))
    if entry is not None:
        reviews = reviews.filter(entry_type=ContentType.objects.get_for_model(entry), entry_id=entry.pk)
    return reviews.select_related("entry_type", "changed_by").prefetch_related("entry", Prefetch("items", items))


def seen_by(reader: User, reviews: Iterable[Review]) -> list[ReviewSeen]:
    """`reviews`, from `reviews_waiting`, with the addresses that `reader` may edit: one query for the languages."""
    finder = AdminURLFinder(reader)
    languages = {locale.pk: locale.get_display_name() for locale in Locale.objects.all()}
    return [
        ReviewSeen(
            review,
            finder.get_edit_url(review.entry) if review.entry else None,
            tuple(_seen(item, finder, languages) for item in review.items.all()),
        )
        for review in reviews
    ]


def _seen(item: ReviewItem, finder: AdminURLFinder, languages: Mapping[int, str]) -> ItemSeen:
    subject = item.subject
    kind = str(item.subject_type.name)
    if subject is None:
        return ItemSeen(item.pk, kind, _("%(title)s (deleted since)") % {"title": item.label}, "", None)
    language = languages[subject.locale_id] if isinstance(subject, Page) else ""
    return ItemSeen(item.pk, kind, str(subject), language, finder.get_edit_url(subject))
