"""A line of a list of the desk, and the pages that lines speak of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page


@dataclass(frozen=True)
class Row:
    """What to do something about: where, and why. `language` is that of the page, as the desk names it."""

    title: str
    url: str | None
    language: str = ""
    facts: str = ""
    comment: str = ""
    code: str = ""


def pages_by_id(ids: Iterable[str]) -> dict[str, Page]:
    """The pages of these ids, which a revision or a workflow keeps as text, with their locale: one query."""
    numbers = {int(each) for each in ids}
    return {str(page.pk): page for page in Page.objects.filter(pk__in=numbers).select_related("locale")}


def row_of_page(page: Page, *, facts: str = "", comment: str = "") -> Row:
    return Row(
        page.draft_title or page.title,
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        str(page.locale.get_display_name()),
        facts,
        comment,
    )
