"""Terms of the glossary in the running text of a lesson: where each is first named, it becomes a link."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from lms.lib.arabic import fold
from lms.lib.languages import ARABIC

MOST = 12

_TAG = re.compile(r"""<!--.*?-->|</?([a-z][a-z0-9]*)(?:[^"'>]|"[^"]*"|'[^']*')*>""", re.S | re.I)
_ENTITY = r"&(?:\#[0-9]+|\#x[0-9a-f]+|[a-z][a-z0-9]*);"
_WORD = re.compile(rf"{_ENTITY}|[^\W_](?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed])*", re.I)
_BETWEEN = re.compile(r"(?:[\s'’\u2011-]|&(?:nbsp|rsquo|\#39|\#x27|\#160|\#xa0);)+", re.I)
_NOT_IN = {
    "a", "abbr", "button", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "label", "mark", "math", "option",
    "script", "select", "style", "summary", "svg", "template", "textarea", "title",
}  # fmt: skip
_VERB_AFTER = {"il", "elle", "on", "ils", "elles", "en", "y", "se", "ne"}
_PREFIXES = ("و", "ف", "ب", "ل", "ك")
_ARTICLES = ("ال", "لل", "وال", "فال", "بال", "كال")


@dataclass(frozen=True)
class LinkedTerm:
    """A term as a text may write it, where its entry is, and what it means in a sentence."""

    spellings: tuple[str, ...]
    url: str
    meaning: str


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    text: str


class TermLinks:
    """Links the terms in one lesson, piece of HTML by piece: each term once, the longest first, at most `MOST`.

    French words are compared without case and plural; Arabic ones folded, without the prefixes و ف ب ل ك and ال.
    Reading a piece is linear in its words, whatever the number of terms.
    """

    def __init__(self, terms: Iterable[LinkedTerm], *, language: str, most: int = MOST) -> None:
        self._left = most
        self._keys: Callable[[str], tuple[str, ...]] = _arabic_keys if language == ARABIC else _french_keys
        self._used: set[str] = set()
        self._forms: dict[str, list[tuple[tuple[str, ...], LinkedTerm]]] = {}
        for term in terms:
            for spelling in term.spellings:
                words = tuple(self._keys(found[0])[0] for found in _WORD.finditer(spelling))
                if words:
                    self._forms.setdefault(words[0], []).append((words, term))
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form[0]))

    def in_html(self, html: str) -> str:
        """`html` with its terms linked in text nodes, outside of links, headings and marked words.

        What is not well-formed is left as it is.
        """
        tags = _tags(html) if self._left else None
        if tags is None:
            return html
        made, within, end = [], list[str](), 0
        for tag in tags:
            text = html[end : tag.start()]
            made += [text if within else self._linked(text), tag[0]]
            _step(within, tag)
            end = tag.end()
        return "".join([*made, html[end:] if within else self._linked(html[end:])])

    def _linked(self, text: str) -> str:
        words = [_Word(found.start(), found.end(), found[0]) for found in _WORD.finditer(text) if found[0][0] != "&"]
        made, done, n = [], 0, 0
        while n < len(words) and self._left:
            length, term = self._named_at(n, words, text)
            if term and term.url not in self._used:
                self._used.add(term.url)
                self._left -= 1
                start, end = words[n].start, words[n + length - 1].end
                made += [text[done:start], _link(text[start:end], term)]
                done = end
            n += max(length, 1)
        return "".join([*made, text[done:]])

    def _named_at(self, n: int, words: list[_Word], text: str) -> tuple[int, LinkedTerm | None]:
        """How many words from the `n`th name a term, and which; the longest is taken, linked before or not."""
        found: tuple[int, LinkedTerm | None] = 0, None
        for key in self._keys(words[n].text):
            for form, term in self._forms.get(key, ()):
                if len(form) > found[0] and self._is_named(form, n, words, text):
                    found = len(form), term
        return found

    def _is_named(self, form: tuple[str, ...], n: int, words: list[_Word], text: str) -> bool:
        place = words[n : n + len(form)]
        if len(place) < len(form) or _is_part(place[0].start, place[-1].end, text):
            return False
        if len(form) == 1:
            return _is_noun(place[0].text, form[0], before=words[n - 1].text if n else "")
        follow_on = zip(place, place[1:], form[1:], strict=False)
        return all(
            key in self._keys(word.text) and _BETWEEN.fullmatch(text, before.end, word.start)
            for before, word, key in follow_on
        )


def _tags(html: str) -> list[re.Match[str]] | None:
    """The tags and comments of `html`; `None` where a bracket opens neither, which no editor writes."""
    tags, place = [], html.find("<")
    while place >= 0:
        tag = _TAG.match(html, place)
        if tag is None:
            return None
        tags.append(tag)
        place = html.find("<", tag.end())
    return tags


def _step(within: list[str], tag: re.Match[str]) -> None:
    """Note in `within` which of the elements that hold no link `tag` opens or closes."""
    name = (tag[1] or "").lower()
    if name not in _NOT_IN:
        return
    if not tag[0].startswith("</"):
        if not tag[0].endswith("/>"):
            within.append(name)
    elif name in within:
        del within[within.index(name) :]


def _link(text: str, term: LinkedTerm) -> str:
    return format_html('<a class="term" href="{}" title="{}">{}</a>', term.url, term.meaning, mark_safe(text))


def _is_part(start: int, end: int, text: str) -> bool:
    """Whether a hyphen makes what stands from `start` to `end` a part of a longer word."""
    return text[:start].endswith(("-", "\u2011")) or text[end:].startswith(("-", "\u2011"))


def _is_noun(word: str, key: str, *, before: str) -> bool:
    """Whether a term of one word is meant: "il ressort" is a verb, and three Arabic letters need their article."""
    if "\u0621" <= key[0] <= "\u064a":
        return len(key) > 3 or _bare(word).lstrip("وف").startswith(_ARTICLES)
    return before.lower() not in _VERB_AFTER


@lru_cache(maxsize=8192)
def _french_keys(word: str) -> tuple[str, ...]:
    """The word without case and plural."""
    word = unicodedata.normalize("NFC", word).lower()
    if len(word) > 3 and word.endswith("aux"):
        word = word[:-3] + "al"
    elif len(word) > 3 and word[-1] in "sx":
        word = word[:-1]
    return (word,)


@lru_cache(maxsize=8192)
def _arabic_keys(word: str) -> tuple[str, ...]:
    """The word folded, as it is and without one or two prefixes."""
    bare = _bare(word)
    keys = [fold(bare)]
    for length in (1, 2):
        prefixes, rest = bare[:length], bare[length:]
        if len(rest) > 2 and all(letter in _PREFIXES for letter in prefixes):
            keys.append(fold(rest))
    return tuple(dict.fromkeys(keys))


def _bare(word: str) -> str:
    """The word without diacritics and tatweel."""
    return "".join(letter for letter in word if not unicodedata.combining(letter) and letter != "\u0640")
