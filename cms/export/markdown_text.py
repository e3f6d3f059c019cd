"""Rich text as the editor stores it, written as the Markdown that a pack reads."""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_SPECIAL = re.compile(r"([\\`*_\[\]<])")
_OPENS_BLOCK = re.compile(r"^(\s*)(#{1,6}\s|[-+]\s|>|:::|---|\d+[.)]\s)")
_SPACES = re.compile(r"[ \t\n]+")


def markdown(html: str) -> str:
    """Return `html` as Markdown: paragraphs, headings, lists, quotations, rules, emphasis and links.

    What is marked in another way keeps its words.
    """
    return "\n\n".join(_blocks(BeautifulSoup(html, "html.parser").children))


def one_line(html: str) -> str:
    """Return the `html` of a cell of a table as Markdown on one line."""
    return markdown(html).replace("\n\n", " ").replace("\n", " ").replace("|", "\\|")


def _blocks(nodes: Iterable[PageElement]) -> list[str]:
    found = []
    for node in nodes:
        text = _block(node) if isinstance(node, Tag) else _escaped(str(node)).strip()
        if text:
            found.append(text)
    return found


def _block(tag: Tag) -> str:
    match tag.name:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            return f"{'#' * int(tag.name[1])} {_inline(tag)}"
        case "ul":
            return "\n".join(_item(item, "- ") for item in tag.find_all("li", recursive=False))
        case "ol":
            items = tag.find_all("li", recursive=False)
            return "\n".join(_item(item, f"{n}. ") for n, item in enumerate(items, start=1))
        case "blockquote":
            inner = "\n\n".join(_blocks(tag.children)) if tag.find(["p", "ul", "ol"]) else _inline(tag)
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        case "hr":
            return "---"
        case _:
            return _OPENS_BLOCK.sub(r"\1\\\2", _inline(tag))


def _item(item: Tag, mark: str) -> str:
    below = [child for child in item.children if isinstance(child, Tag) and child.name in ("ul", "ol")]
    words = "".join(_inline_node(child) for child in item.children if child not in below).strip()
    lines = [f"{mark}{words}"]
    for child in below:
        lines += [" " * len(mark) + line for line in _block(child).split("\n")]
    return "\n".join(lines)


def _inline(tag: Tag) -> str:
    return "".join(_inline_node(child) for child in tag.children).strip()


def _inline_node(node: PageElement) -> str:
    if isinstance(node, NavigableString):
        return _escaped(str(node))
    assert isinstance(node, Tag)
    if node.name == "br":
        return "\\\n"
    inner = "".join(_inline_node(child) for child in node.children)
    if node.name == "a" and node.get("href"):
        return f"[{inner}]({node['href']})"
    mark = _MARKS.get(node.name, "")
    bare = inner.strip()
    if not mark or not bare:
        return inner
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{before}{mark}{bare}{mark}{after}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _SPACES.sub(" ", text))
