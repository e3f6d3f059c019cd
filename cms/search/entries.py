"""What search says of each kind of thing: its title, its text and its address in both languages.

Only what a learner may read goes in: no draft, and of a referral service never the postal address.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import translation
from wagtail.rich_text import get_text_for_indexing

from cms.models import LessonPage, NewsPage, StandardPage
from cms.models.addressed import AddressedPage
from cms.models.search import SearchEntry
from library.models import Figure, Indicator, Judgment, LegalReference, ReferralService, Step, Term
from lms.lib.languages import LANGUAGES

Kind = SearchEntry.Kind
_TAG = re.compile(r"<[^>]+>")
_PENALTY = re.compile(r"\{peine:[^}]*\}")


@dataclass(frozen=True)
class Said:
    """An entry as it should stand."""

    kind: str
    key: str
    language: str
    title: str
    text: str
    address: str
    module: int | None = None


@dataclass(frozen=True)
class Source:
    """A model of the library: which rows are told, and what of each."""

    kind: str
    told: Callable[[], models.QuerySet[Any]]
    title: str
    texts: tuple[str, ...]
    address: Callable[[Any], str]


SOURCES: dict[type[models.Model], Source] = {
    LegalReference: Source(
        Kind.LAW, LegalReference.objects.all, "title", ("law", "article", "summary"), LegalReference.get_absolute_url
    ),
    Indicator: Source(Kind.INDICATOR, Indicator.objects.all, "label", (), Indicator.get_absolute_url),
    Judgment: Source(
        Kind.JUDGMENT, lambda: Judgment.objects.filter(is_published=True), "title",
        ("court", "citation", "holding", "summary"), Judgment.get_absolute_url,
    ),
    ReferralService: Source(
        Kind.SERVICE, lambda: ReferralService.objects.filter(is_published=True), "name", ("description",),
        ReferralService.get_absolute_url,
    ),
    Step: Source(
        Kind.STEP, lambda: Step.objects.filter(is_published=True), "title", ("actor", "text"),
        lambda _step: reverse("pathway"),
    ),
    Figure: Source(
        Kind.FIGURE, lambda: Figure.objects.filter(is_published=True), "definition", ("value", "period", "source"),
        lambda _figure: reverse("figures"),
    ),
    Term: Source(Kind.TERM, Term.objects.all, "term", ("definition", "english"), Term.get_absolute_url),
}  # fmt: skip
PAGES: dict[type[AddressedPage], str] = {LessonPage: Kind.LESSON, NewsPage: Kind.NEWS, StandardPage: Kind.PAGE}


def entries() -> Iterator[Said]:
    """Every entry there should be: one query for each kind, and those of the blocks of lessons."""
    for model, source in SOURCES.items():
        for row in source.told():
            yield from entries_of(row, source=SOURCES[model])
    for page_model in PAGES:
        for page in page_model.objects.filter(live=True).select_related("locale"):
            yield entry_of_page(page)


def entries_of(row: models.Model, *, source: Source) -> Iterator[Said]:
    """What `row` of the library says, in each language."""
    key = _key(row)
    for language in LANGUAGES:
        with translation.override(language):
            title = str(getattr(row, source.title))
            text = " ".join(_plain(str(getattr(row, name))) for name in source.texts)
            yield Said(source.kind, key, language, title[:300], text, source.address(row))


def entry_of_page(page: AddressedPage) -> Said:
    """What the published `page` says."""
    module = page.lesson.module_id if isinstance(page, LessonPage) else None
    text = " ".join([page.summary, *(_plain(part) for part in _texts(page.body))])
    kind = PAGES[type(page)]
    return Said(kind, page.address_slug() or "", page.locale.language_code, page.title, text, page.address(), module)


def _key(row: Any) -> str:
    if isinstance(row, Step):
        return f"{row.key}/{row.region_id or ''}"
    return str(row.code)


def _texts(body: Iterable[Any]) -> Iterator[str]:
    for block in body:
        yield from block.block.get_searchable_content(block.value)


def _plain(text: str) -> str:
    """`text` without markup and marks of penalties."""
    return " ".join(unescape(_TAG.sub(" ", _PENALTY.sub(" ", get_text_for_indexing(text)))).split())
