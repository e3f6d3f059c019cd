"""Fingerprints of the places of a page, by which a change since a given day is seen. Pure: a revision's content in."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

TEXTS = ("title", "summary", "introduction", "objectives", "notice")
_KEY = re.compile(r' data-block-key="[^"]*"')

Prints = dict[str, str]


def prints_of(content: Mapping[str, Any]) -> Prints:
    """The fingerprint of each text and block of a revision's `content`, by the name of the text or id of the block.

    An empty text has none. The marks that the editor gives to paragraphs anew do not count.
    """
    texts = {name: str(content[name]) for name in TEXTS if content.get(name)}
    blocks = {block["id"]: [block["type"], _plain(block["value"])] for block in blocks_of(content)}
    return {place: _print(value) for place, value in (texts | blocks).items()}


def blocks_of(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The blocks of a revision's body as they are stored, in order; none where the page has no body."""
    blocks: list[dict[str, Any]] = json.loads(content.get("body") or "[]")
    return [block for block in blocks if block.get("id")]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _KEY.sub("", value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value


def _print(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
