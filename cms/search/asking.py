"""Ask the search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.search.backends import get_search_backend

from accounts.models import User
from cms.models.search import SearchEntry
from cms.search.keys import Piece, excerpt, keys
from enrolments.queries import live_enrolments
from lms.lib.languages import LANGUAGES


@dataclass(frozen=True)
class Hit:
    """An entry found. A lesson that is not open to the reader tells its title and no text."""

    entry: SearchEntry
    pieces: list[Piece]
    is_open: bool


class Found(Sequence[SearchEntry]):
    """What answers `words`, the reader's language first, best first in each: one count and one page for each language.

    A sequence for a paginator: nothing is fetched but the slices asked for.
    """

    def __init__(self, words: str, *, first: str, kind: str = "", language: str = "") -> None:
        languages = [language] if language in LANGUAGES else sorted(LANGUAGES, key=lambda each: each != first)
        asked = keys(words)
        self._parts = [_answers(asked, language=each, kind=kind) for each in languages] if asked else []
        self._sizes = [part.count() for part in self._parts]

    def __len__(self) -> int:
        return sum(self._sizes)

    def __getitem__(self, at: Any) -> Any:
        if not isinstance(at, slice):
            return self[at : at + 1][0]
        begin, end, _step = at.indices(len(self))
        rows: list[SearchEntry] = []
        for part, size in zip(self._parts, self._sizes, strict=True):
            if begin < min(end, size):
                rows += list(part[begin : min(end, size)])
            begin, end = max(begin - size, 0), max(end - size, 0)
        return rows


def _answers(asked: str, *, language: str, kind: str) -> Any:
    rows = SearchEntry.objects.filter(language=language)
    return get_search_backend().search(asked, rows.filter(kind=kind) if kind else rows, operator="and")


def hits(rows: Collection[SearchEntry], *, asked: str, reader: User) -> list[Hit]:
    """`rows` as `reader` may see them: one query where a lesson is among them."""
    open_modules = _open_modules(reader) if any(row.module for row in rows) else set()
    return [
        _hit(row, asked, is_open=reader.works_in_cms or not row.module or row.module in open_modules) for row in rows
    ]


def _open_modules(reader: User) -> set[int]:
    return set(live_enrolments(reader).order_by().values_list("edition__modules", flat=True))


def _hit(row: SearchEntry, asked: str, *, is_open: bool) -> Hit:
    return Hit(row, excerpt(row.text, asked=asked) if is_open else [], is_open)
