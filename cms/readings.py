"""What a person read, and in which version of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import Page, Revision

from accounts.models import User
from enrolments.models import LessonProgress


@dataclass(frozen=True)
class Reading:
    """A lesson that somebody opened or read. `text_of` is when the version they saw was written, where it is known."""

    progress: LessonProgress
    text_of: datetime | None = None
    language: str = ""


def progress_of(person: User) -> QuerySet[LessonProgress]:
    """The lessons that `person` opened, latest first, each with its module: one query."""
    return person.lesson_progress.select_related("lesson__module").order_by("-opened_at", "pk")


def readings(progress: Iterable[LessonProgress]) -> list[Reading]:
    """Each of `progress` with the version of the page that was read: two queries."""
    shown = list(progress)
    numbers = {each.revision for each in shown if each.revision}
    revisions = {each.pk: each for each in Revision.objects.filter(pk__in=numbers).defer("content")}
    ids = {int(each.object_id) for each in revisions.values()}
    pages = {str(page.pk): page for page in Page.objects.filter(pk__in=ids).select_related("locale")}
    return [_reading(each, revisions.get(each.revision or 0), pages) for each in shown]


def _reading(progress: LessonProgress, revision: Revision | None, pages: dict[str, Page]) -> Reading:
    if revision is None:
        return Reading(progress)
    page = pages.get(revision.object_id)
    return Reading(progress, revision.created_at, str(page.locale.get_display_name()) if page else "")
