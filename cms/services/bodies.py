"""The blocks of a pack as the editor stores them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.blocks import FULL, INLINE, PROSE
from cms.pack import blocks as said
from library.models import Figure, Indicator, Judgment, LegalReference

Raw = list[dict[str, Any]]
_KEY = re.compile(r' data-block-key=\\?"[^"]*"')


@dataclass(frozen=True)
class Shelf:
    """The ids of the library's entries by their codes."""

    laws: Mapping[str, int]
    indicators: Mapping[str, int]
    figures: Mapping[str, int]
    judgments: Mapping[str, int]


def shelf() -> Shelf:
    """Every entry that a block may name: four queries."""
    return Shelf(
        laws=dict(LegalReference.objects.values_list("code", "pk")),
        indicators=dict(Indicator.objects.values_list("code", "pk")),
        figures=dict(Figure.objects.values_list("code", "pk")),
        judgments=dict(Judgment.objects.values_list("code", "pk")),
    )


def raw_body(blocks: Sequence[said.Block], *, owner: UUID, library: Shelf) -> Raw:
    """The stored form of `blocks`; the block in one place has the same id in both languages."""
    raw = []
    for n, block in enumerate(blocks):
        identity = uuid5(owner, str(n))
        kind, value = _stored(block, identity, library)
        raw.append({"type": kind, "value": value, "id": str(identity)})
    return raw


def without_keys(stored: str) -> Any:
    """The stored stream `stored` without the marks that the editor gives to paragraphs anew."""
    return json.loads(_KEY.sub("", stored))


def _stored(block: said.Block, identity: UUID, library: Shelf) -> tuple[str, Any]:
    match block:
        case said.TextBlock(html=html):
            return "text", rich_text(html, FULL)
        case said.TableBlock():
            return "table", _table(block)
        case said.KeyPointBlock(html=html):
            return "key_point", rich_text(html, PROSE)
        case said.ContentNoteBlock(html=html):
            return "content_note", rich_text(html, PROSE)
        case said.LawBlock(code=code, html=html):
            return "legal_reference", {"reference": library.laws[code], "note": rich_text(html, PROSE)}
        case said.IndicatorsBlock(title=title, codes=codes):
            items = [library.indicators[code] for code in codes]
            return "indicators", {"title": title, "indicators": _items(items, identity)}
        case said.CaseBlock(title=title, html=html):
            return "case_study", {"title": title, "text": rich_text(html, FULL)}
        case said.FigureBlock(code=code):
            return "figure", {"figure": library.figures[code]}
        case said.JudgmentBlock(code=code):
            return "judgment", {"judgment": library.judgments[code]}
        case said.ReferralBlock(title=title, kinds=kinds):
            return "referral", {"title": title, "kinds": list(kinds)}
        case said.CheckBlock(question=question, choices=choices):
            values = [{"text": c.text, "correct": c.correct, "feedback": c.feedback} for c in choices]
            return "knowledge_check", {"question": question, "choices": _items(values, identity)}


def _items(values: Sequence[Any], identity: UUID) -> Raw:
    return [{"type": "item", "value": value, "id": str(uuid5(identity, str(n)))} for n, value in enumerate(values)]


def _table(block: said.TableBlock) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in block.headings],
        "rows": [{"values": [rich_text(cell, INLINE) for cell in row]} for row in block.rows],
        "caption": "",
    }


def rich_text(html: str, features: Sequence[str]) -> str:
    """`html` as the editor would store it, so that saving it there unchanged changes nothing."""
    if not html:
        return ""
    converter = _converter(tuple(features))
    stored: str = converter.to_database_format(converter.from_database_format(html))
    return _KEY.sub("", stored)


@cache
def _converter(features: tuple[str, ...]) -> ContentstateConverter:
    return ContentstateConverter(list(features))
