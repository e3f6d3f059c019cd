"""The author's guide: the Markdown pages under `docs/authors/`, read for the help of the desk.

A page is a file in French and its counterpart ending in `.ar.md`. It begins with its title; a picture stands on a
line of its own. There is no other copy of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from cms.pack.markdown import prose
from lms.lib.languages import ARABIC

_PICTURE = re.compile(r"^!\[(?P<alt>[^\]]+)\]\(pictures/(?P<name>[a-z0-9-]+)\.png\)$", re.MULTILINE)
_LINK = re.compile(r'href="(?P<slug>\d\d-[a-z0-9-]+)(?:\.ar)?\.md"')
_NUMBERED = "[0-9][0-9]-*.md"


@dataclass(frozen=True)
class Entry:
    """A page of the guide by its address and its title."""

    slug: str
    title: str


@dataclass(frozen=True)
class Part:
    """A run of text, or a picture with what it shows in words."""

    html: str = ""
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True)
class HelpPage:
    entry: Entry
    parts: tuple[Part, ...]


def help_entries(language: str) -> tuple[Entry, ...]:
    """Every page of the guide in its order, by its title in `language`."""
    files = sorted(path for path in settings.AUTHORS_GUIDE.glob(_NUMBERED) if not path.name.endswith(".ar.md"))
    return tuple(_entry(path.stem, _text(path.stem, language)) for path in files)


def help_page(slug: str, *, language: str) -> HelpPage | None:
    """The page at `slug` in `language`, in French where it is not there in Arabic; `None` where there is none."""
    if slug not in {path.stem for path in settings.AUTHORS_GUIDE.glob(_NUMBERED)}:
        return None
    text = _text(slug, language)
    return HelpPage(_entry(slug, text), tuple(_parts(text.partition("\n")[2])))


def help_picture(name: str) -> Path | None:
    """The file of the picture `name`, `None` where there is none."""
    path: Path = settings.AUTHORS_GUIDE / "pictures" / f"{name}.png"
    return path if path.is_file() else None


def _text(slug: str, language: str) -> str:
    french: Path = settings.AUTHORS_GUIDE / f"{slug}.md"
    arabic = french.with_suffix(".ar.md")
    path = arabic if language == ARABIC and arabic.exists() else french
    return path.read_text(encoding="utf-8")


def _entry(slug: str, text: str) -> Entry:
    return Entry(slug, text.partition("\n")[0].removeprefix("# ").strip())


def _parts(text: str) -> Iterator[Part]:
    end = 0
    for found in _PICTURE.finditer(text):
        yield Part(_html(text[end : found.start()]))
        yield Part(picture=found["name"], alt=found["alt"])
        end = found.end()
    yield Part(_html(text[end:]))


def _html(text: str) -> SafeString:
    """The Markdown `text` as HTML, its links to other pages as their addresses at the desk."""
    return mark_safe(_LINK.sub(_address, prose(text)))


def _address(found: re.Match[str]) -> str:
    return f'href="{reverse("author_help_page", args=[found["slug"]])}"'
