"""Rich text as it stands in a page: penalties written out, links resolved, headings with anchors."""

import re
from collections.abc import Iterable, Mapping

from django import template
from django.template import Context
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText, expand_db_html

from library.templatetags.penalties import isolated, with_penalties
from library.term_links import TermLinks

register = template.Library()

_KEY = re.compile(r' data-block-key="[^"]*"')
_PART = re.compile(r"<h2>(.*?)</h2>", re.S)


@register.filter
def prose(value: RichText, phrases: Mapping[str, str]) -> SafeString:
    """The rich text `value` as HTML, its penalties written out from `phrases`."""
    return isolated(with_penalties(mark_safe(expand_db_html(_KEY.sub("", value.source))), phrases))


@register.filter
def with_anchors(html: str, block_id: str) -> SafeString:
    """The HTML with an id on each part's heading, the same in both languages."""
    numbers = iter(range(1, html.count("<h2>") + 1))
    return mark_safe(_PART.sub(lambda part: f'<h2 id="{anchor(block_id, next(numbers))}">{part[1]}</h2>', html))


def anchor(block_id: str, number: int) -> str:
    return f"b-{block_id}-{number}"


@register.filter
def under(cells: Iterable[object], columns: Iterable[Mapping[str, str]]) -> list[tuple[str, object]]:
    """Each of a row's `cells` with its column's heading, which a phone shows beside it."""
    return [(column["heading"], cell) for column, cell in zip(columns, cells, strict=False)]


@register.simple_tag(takes_context=True)
def with_term_links(context: Context, html: SafeString) -> SafeString:
    """The HTML of running text with the terms of the glossary linked, in a lesson; elsewhere as it is."""
    links: TermLinks | None = context.get("term_links")
    return mark_safe(links.in_html(html)) if links else html


@register.filter
def parts(body: StreamValue) -> list[tuple[str, str]]:
    """The anchor and title of each part of a lesson, without a query."""
    found = []
    for block in body.raw_data:
        if block["type"] == "text":
            titles = _PART.findall(_KEY.sub("", block["value"]))
            found += [(anchor(block["id"], n), strip_tags(title)) for n, title in enumerate(titles, start=1)]
    return found
