"""Keeping two languages in line: what changed in one since both last said the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from cms.content_language import other_language
from cms.desk.prints import Prints, prints_of
from cms.models import Alignment


@dataclass(frozen=True)
class Standing:
    """How a page stands to the other language.

    The places of the counterpart that say something else since both said the same, that are new and that are
    gone. All are empty before the two ever agreed (`agreed_at` is `None`), when `is_older` alone tells which
    page is to follow the other.
    """

    counterpart: Page | None
    is_older: bool = False
    agreed_at: datetime | None = None
    agreed_revision: int | None = None
    changed: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()

    @property
    def differences(self) -> int:
        return len(self.changed) + len(self.added) + len(self.gone)

    @property
    def is_missing(self) -> bool:
        return self.counterpart is None

    @property
    def never_agreed(self) -> bool:
        return self.counterpart is not None and self.agreed_at is None


def counterpart_of(page: Page) -> Page | None:
    """The page that says the same in the other language, draft or live, with its newest revision: one query."""
    same = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    found: Page | None = same.select_related("latest_revision", "locale").first()
    return found


def standing_of(page: Page) -> Standing:
    """How `page` stands to the other language: two queries."""
    counterpart = counterpart_of(page)
    if counterpart is None:
        return Standing(None)
    row = Alignment.objects.filter(translation_key=page.translation_key).first() or Alignment()
    here, there = page.locale.language_code, counterpart.locale.language_code
    now = prints_of(_newest(counterpart))
    agreed: Prints = getattr(row, f"prints_{there}") if row.agreed_at else now
    return Standing(
        counterpart,
        is_older=getattr(row, f"{here}_is_older"),
        agreed_at=row.agreed_at,
        agreed_revision=getattr(row, f"revision_{there}"),
        changed=frozenset(place for place in agreed.keys() & now.keys() if agreed[place] != now[place]),
        added=frozenset(now.keys() - agreed.keys()),
        gone=frozenset(agreed.keys() - now.keys()),
    )


@transaction.atomic
def note_revision(page: Page, *, content: dict[str, Any]) -> None:
    """Note what a new revision of `page` means for the other language.

    Where the two were never brought in line, the page made later is behind. Three queries, one where the other
    language is missing.
    """
    other = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).only("pk").first()
    if other is None:
        return
    row = Alignment.objects.select_for_update().filter(translation_key=page.translation_key).first()
    here = page.locale.language_code
    there = other_language(here)
    if row is None:
        later = here if page.pk > other.pk else there
        Alignment.objects.create(translation_key=page.translation_key, **{f"{later}_is_older": True})
    elif row.agreed_at:
        behind = getattr(row, f"prints_{here}") != prints_of(content)
        if getattr(row, f"{there}_is_older") != behind:
            setattr(row, f"{there}_is_older", behind)
            row.save(update_fields=[f"{there}_is_older"])


@transaction.atomic
def agree(page: Page, *, by: User | None, at: datetime) -> None:
    """Note that `page` and its counterpart, as they now stand, say the same."""
    counterpart = counterpart_of(page)
    if counterpart is None:
        return
    facts: dict[str, Any] = {"fr_is_older": False, "ar_is_older": False, "agreed_at": at, "agreed_by": by}
    for each in (page, counterpart):
        language = each.locale.language_code
        facts |= {f"prints_{language}": prints_of(_newest(each)), f"revision_{language}": each.latest_revision_id}
    Alignment.objects.update_or_create(translation_key=page.translation_key, defaults=facts)


def agree_many(pages: Iterable[Page], *, at: datetime) -> None:
    """Note for each of `pages` that it says what its counterpart says, where that is not noted: one query, and four
    for each that is not."""
    agreed = Alignment.objects.filter(agreed_at__isnull=False, fr_is_older=False, ar_is_older=False)
    known: set[UUID] = set(agreed.values_list("translation_key", flat=True))
    for page in pages:
        if page.translation_key not in known:
            agree(page, by=None, at=at)


def _newest(page: Page) -> dict[str, Any]:
    """What the newest revision of `page` says; nothing where it has none."""
    content: dict[str, Any] = page.latest_revision.content if page.latest_revision else {}
    return content
