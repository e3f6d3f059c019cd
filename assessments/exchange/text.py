"""Texts and pictures of question files: bytes to text, HTML to plain text and back, what a picture may be."""

import base64
import binascii
import re
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from assessments.exchange.errors import FileTooLarge, NotText
from assessments.exchange.item import Picture
from lms.lib.html import clean
from lms.lib.languages import ARABIC, FRENCH

MOST_BYTES = 8 * 1024**2
MOST_PICTURE_BYTES = 2 * 1024**2
MOST_PICTURES = 10
MOST_TEXT_READ = 50_000  # with its HTML
SPACES = " \t\n"
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"),
)  # fmt: skip
_UNWRITABLE = re.compile("[^\n\u0020-\u007e\u00a0-\ud7ff\ue008-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "tr",
        "table",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    }
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
)
_FORMATTING = re.compile(r"<(?:b|strong|i|em|u|s|sub|sup|table|ul|ol|a|h[1-6]|code)\b", re.I)
_CONTEXT = re.compile(r"^\$\w+\$/?|^top(?:/|$)")
_MARKER = "@@PLUGINFILE@@/"
Finder = Callable[[str], "bytes | None"]


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one, lines ending in `\\n`.

    Raises `FileTooLarge` and `NotText`.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(megabytes=MOST_BYTES // 1024**2)
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText from error
    if "\0" in text:
        raise NotText
    return _BREAKS.sub("\n", text)


def tidy(text: str) -> str:
    """`text` in the one form that every format can hold: no control characters, single spaces, trimmed lines."""
    text = _UNWRITABLE.sub("", _BREAKS.sub("\n", text).replace("\t", " "))
    text = re.sub(" {2,}", " ", text)
    text = re.sub(" ?\n ?", "\n", text)
    return re.sub("\n{3,}", "\n\n", text).strip(SPACES)


def one_line(text: str) -> str:
    """`text` on one line, as names and categories are."""
    return tidy(tidy(text).replace("\n", " "))


def category_of(path: str) -> str:
    """The path of a category without the place where Moodle keeps it: "$course$/top/Droit" is "Droit"."""
    path = one_line(path)
    for _step in range(2):
        path = _CONTEXT.sub("", path).strip(SPACES)
    return path


def language_of(text: str) -> str:
    """The language that most letters of `text` are written in."""
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text)
    latin = sum("a" <= letter <= "z" for letter in text.lower())
    return ARABIC if arabic > latin else FRENCH


def html_of(text: str) -> str:
    """Plain `text` as HTML, its lines kept."""
    return escape(text, quote=False).replace("\n", "<br>")


def plain_of(html: str) -> str:
    """The words of `html`, a line for each paragraph or item, after it was cleaned."""
    if "<" not in html and "&" not in html:
        return tidy(re.sub(r"\s*\n\s*", " ", html))
    words = _Words()
    words.feed(clean(_without(html, "script", "style")))
    words.close()
    return tidy("".join(words.parts))


def looks_like_html(text: str) -> bool:
    """Whether `text` holds a tag or a named character, as Moodle's own format may."""
    return bool(_TAG.search(text))


def is_formatted(html: str) -> bool:
    """Whether plain text says less than `html` does: emphasis, lists, tables, links."""
    return bool(_FORMATTING.search(html))


class _Words(HTMLParser):
    """Gathers the text of cleaned HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag == "li":
            self.parts.append("• ")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub("[ \t\n\r\f]+", " ", data))


def _without(html: str, *tags: str) -> str:
    """`html` without the elements named and what they hold."""
    for tag in tags:
        lowered, kept, at = html.lower(), [], 0
        while (start := lowered.find(f"<{tag}", at)) >= 0:
            kept.append(html[at:start])
            end = lowered.find(f"</{tag}", start)
            close = lowered.find(">", end) if end >= 0 else -1
            at = close + 1 if close >= 0 else len(html)
        html = "".join([*kept, html[at:]])
    return html


class _Images(HTMLParser):
    """Gathers the pictures that HTML shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "img" and said.get("src"):
            self.found.append(said)


def pictures_of(html: str, find: Finder) -> tuple[list[Picture], list[str]]:
    """The pictures that `html` shows, and what to say of those that are left out.

    `find` gives the bytes of a file that the HTML names; pictures within it are read from their `data:` address.
    """
    if "<img" not in html.lower():
        return [], []
    images = _Images()
    images.feed(html)
    pictures: list[Picture] = []
    notes = []
    for number, image in enumerate(images.found, start=1):
        source = unescape(image["src"])
        within = source.startswith("data:")
        name = image.get("data-filename", "") or (f"image-{number}" if within else source.rsplit("/", 1)[-1])
        content = _within(source) if within else find(source.removeprefix(_MARKER))
        fault = _("it is not in the file") if content is None else picture_fault(content)
        if content is None or fault or len(pictures) >= MOST_PICTURES:
            notes.append(
                _("Picture “%(name)s” left out: %(why)s.") % {"name": name[:60], "why": fault or _("too many")}
            )
        else:
            pictures.append(Picture(picture_name(name, content), content, one_line(image.get("alt", ""))[:300]))
    return pictures, notes


def picture_fault(content: bytes) -> str:
    """Why the bytes of a picture are not taken; empty where they are."""
    if len(content) > MOST_PICTURE_BYTES:
        return _("it is larger than %(megabytes)s MB") % {"megabytes": MOST_PICTURE_BYTES // 1024**2}
    return "" if picture_type(content) else _("it is no PNG, JPEG, GIF or WebP")


def picture_type(content: bytes) -> str:
    """Such as "png", by the first bytes; empty for anything else, drawings with scripts among them."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), "")


def picture_name(name: str, content: bytes) -> str:
    """A harmless file name that ends as the picture's type does."""
    stem = re.sub(r"[^\w-]+", "-", name.rsplit(".", 1)[0]).strip("-")[:60] or "image"
    return f"{stem}.{picture_type(content)}"


def shown(picture: Picture, source: str) -> str:
    """The HTML that shows `picture` from the address `source`."""
    return f'<img src="{escape(source)}" alt="{escape(picture.description)}" data-filename="{escape(picture.name)}">'


def data_address(picture: Picture) -> str:
    """The picture itself as an address."""
    return f"data:image/{picture_type(picture.content)};base64,{base64.b64encode(picture.content).decode()}"


def _within(source: str) -> bytes | None:
    head, _comma, body = source.partition(",")
    return unpacked(body) if head.endswith(";base64") else None


def unpacked(base64_text: str) -> bytes | None:
    """The bytes that a base 64 text stands for; none where it is none, or far too long."""
    if len(base64_text) > MOST_BYTES * 2:
        return None
    try:
        return base64.b64decode("".join(base64_text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
