"""Markdown as the pack writes it: CommonMark with tables, no HTML of its own, cleaned at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lms.lib.html import clean

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Passage:
    """A run of Markdown without tables, as HTML; `line` counts from 0."""

    line: int
    html: str


@dataclass(frozen=True)
class Table:
    """A table, its headings as plain text and its cells as HTML; `line` counts from 0."""

    line: int
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def passages(text: str) -> list[Passage | Table]:
    """Return the parts of the Markdown `text` in order, each table by itself."""
    parts: list[Passage | Table] = []
    run: list[Token] = []
    tokens = _MARKDOWN.parse(text)
    start = 0
    while start < len(tokens):
        end = _end_of_table(tokens, start) if _opens_table(tokens[start]) else start
        if end > start:
            parts += _passage(run)
            run = []
            parts.append(_table(tokens[start : end + 1]))
        else:
            run.append(tokens[start])
        start = end + 1
    return parts + _passage(run)


def prose(text: str) -> str:
    """The Markdown `text` as HTML, its tables in their places."""
    return clean(_MARKDOWN.render(text)).strip()


def _opens_table(token: Token) -> bool:
    return token.type == "table_open" and token.level == 0


def _end_of_table(tokens: Sequence[Token], start: int) -> int:
    return next(n for n in range(start, len(tokens)) if tokens[n].type == "table_close" and tokens[n].level == 0)


def _passage(tokens: Sequence[Token]) -> list[Passage | Table]:
    if not tokens:
        return []
    html = clean(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})).strip()
    return [Passage((tokens[0].map or [0])[0], html)]


def _table(tokens: Sequence[Token]) -> Table:
    rows: list[list[str]] = []
    headings: list[str] = []
    for token, before in zip(tokens[1:], tokens, strict=False):
        if before.type == "tr_open":
            rows.append([])
        if token.type == "inline":
            if before.type == "th_open":
                headings.append("".join(child.content for child in token.children or [] if child.content))
            else:
                rows[-1].append(_inline(token))
    return Table((tokens[0].map or [0])[0], tuple(headings), tuple(tuple(row) for row in rows if row))


def _inline(token: Token) -> str:
    html = _MARKDOWN.renderer.render([token], _MARKDOWN.options, {})
    return f"<p>{clean(html).strip()}</p>"
