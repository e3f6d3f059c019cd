"""Lists in pages."""

from typing import Any

from django.core.paginator import Page, Paginator

ROWS = 25


def page_of(rows: Any, number: str | None, *, size: int = ROWS) -> Page[Any]:
    """The page `number` of `rows`, the first or last one where the number makes no sense."""
    return Paginator(rows, size).get_page(number)
