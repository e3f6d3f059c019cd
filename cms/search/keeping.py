"""Keep the entries of the search with what is published."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from typing import Any

from django.db import models, transaction
from wagtail.search.backends import get_search_backend

from cms.models.addressed import AddressedPage
from cms.models.search import SearchEntry
from cms.search.entries import PAGES, SOURCES, Said, entries, entries_of, entry_of_page

_postponed: ContextVar[bool] = ContextVar("search_postponed", default=False)
_FACTS = ("title", "text", "address", "module")


@contextmanager
def postponed() -> Iterator[None]:
    """Leave the entries alone meanwhile and bring all of them up to date at the end: for loads of many rows."""
    token = _postponed.set(True)
    try:
        yield
    finally:
        _postponed.reset(token)
    bring_up_to_date()


@transaction.atomic
def bring_up_to_date() -> int:
    """Write what differs from what is published, and return how many entries did. Doing it again writes nothing."""
    return _settle(entries(), standing=SearchEntry.objects.all())


def keep_row(row: models.Model, *, gone: bool = False) -> None:
    """Bring the entries of one row of the library up to date; those of a row that is gone or hidden go too."""
    if _postponed.get():
        return
    source = SOURCES[type(row)]
    said = list(entries_of(row, source=source))
    told = not gone and source.told().filter(pk=row.pk).exists()
    standing = SearchEntry.objects.filter(kind=source.kind, key=said[0].key)
    _settle(said if told else (), standing=standing)


def keep_page(page: AddressedPage, *, gone: bool = False) -> None:
    """Bring the entry of one page up to date."""
    if _postponed.get() or type(page) not in PAGES:
        return
    said = entry_of_page(page)
    standing = SearchEntry.objects.filter(kind=said.kind, key=said.key, language=said.language)
    _settle(() if gone else (said,), standing=standing)


def _settle(wanted: Iterable[Said], *, standing: models.QuerySet[SearchEntry]) -> int:
    there = {(row.kind, row.key, row.language): row for row in standing}
    new, changed = [], []
    for said in wanted:
        row = there.pop((said.kind, said.key, said.language), None)
        if row is None:
            new.append(SearchEntry(**asdict(said)))
        elif any(getattr(row, name) != getattr(said, name) for name in _FACTS):
            _take(row, said)
            changed.append(row)
    for row in there.values():
        row.delete()
    SearchEntry.objects.bulk_create(new)
    SearchEntry.objects.bulk_update(changed, _FACTS, batch_size=500)
    _index([*new, *changed])
    return len(new) + len(changed) + len(there)


def _take(row: SearchEntry, said: Said) -> None:
    for name in _FACTS:
        setattr(row, name, getattr(said, name))


def _index(rows: list[Any]) -> None:
    if rows:
        get_search_backend().add_bulk(SearchEntry, rows)
