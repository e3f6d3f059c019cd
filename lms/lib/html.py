"""The one door for HTML that did not come from a Wagtail editor."""

import bleach  # noqa: TID251  # the one place

TAGS = frozenset(
    {"a", "abbr", "b", "bdi", "blockquote", "br", "em", "hr", "i", "p", "s", "span", "strong", "sub", "sup", "u"}
    | {"h2", "h3", "h4", "dd", "dl", "dt", "li", "ol", "ul", "code"}
    | {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
ATTRIBUTES = {
    "a": ["href", "title"],
    "abbr": ["title"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
    "*": ["lang", "dir"],
}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})


def clean(html: str) -> str:
    """Return `html` with only the tags, attributes and link protocols of a printed text.

    Anything else is dropped, its text kept; comments are dropped; scripts and styles lose their tags.
    """
    return bleach.clean(html, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)
