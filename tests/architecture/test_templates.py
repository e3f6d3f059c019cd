"""A strict Content-Security-Policy costs nothing where no page holds script or style; no word escapes translation."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from tests.architecture.tree import files, named, templates

# Pages that say everything in both languages at once: what could translate them may be what failed.
BOTH_LANGUAGES = {
    "lms/templates/error_base.html", "lms/templates/400.html", "lms/templates/403_csrf.html", "lms/templates/500.html",
}  # fmt: skip
# The certificate is printed in both languages side by side, its labels given by the app; it is no web page.
PRINTED = "certificates/templates/certificates/document/"
# Words that are the same in both languages.
UNTRANSLATED = {"QR", "PDF", "ISO", "x", "GIFT", "Moodle", "XML", "Aiken", "QTI"}

INLINE = re.compile(
    r"""
      <style\b
    | <script\b(?![^>]*\b(?:src=|type="application/json"))
    | <[^>]*\s(?:style|on[a-z]+|hx-on[\w:.-]*)\s*=
    | javascript:
    """,
    re.X | re.I,
)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)
BLOCK = re.compile(
    r"\{%\s*(?P<kind>blocktrans(?:late)?|comment|verbatim|block(?=\s+page_class))\b.*?%\}.*?\{%\s*end(?P=kind)\s*%\}"
    r"|<script\b.*?</script>",
    re.S,
)
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = {"alt", "title", "aria-label", "placeholder", "label"}


class Texts(HTMLParser):
    """Gathers what a reader would see or hear."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += [value for name, value in attrs if name in SPOKEN and value]

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def untranslated(template: str) -> list[str]:
    """The words of a template that stand outside of variables and translation."""
    texts = Texts()
    texts.feed(TAG.sub("", BLOCK.sub("", template)))
    texts.close()
    return [word for text in texts.seen for word in WORD.findall(text) if word not in UNTRANSLATED]


def pages() -> Iterator[tuple[str, str]]:
    """The name and the text of each template of a web page."""
    for path in files(".html"):
        if path in templates() and not named(path).startswith(PRINTED):
            yield named(path), path.read_text()


def test_no_page_holds_a_script_a_style_or_a_handler() -> None:
    assert dict(pages())
    assert {name: found for name, text in pages() if (found := INLINE.findall(text))} == {}


def test_no_page_holds_words_outside_of_translation() -> None:
    assert {name: found for name, text in pages() if name not in BOTH_LANGUAGES and (found := untranslated(text))} == {}


@pytest.mark.parametrize(
    "fault",
    [
        '<p style="color: red">',
        "<p\n  style = 'x'>",
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<script type="module">x</script>',
        '<a class="x" onclick="x()">',
        '<div hx-on:htmx:after-request="x">',
        '<div hx-on="click: x">',
        '<a href="javascript:x()">',
    ],
)
def test_a_planted_script_or_style_is_found(fault: str) -> None:
    assert INLINE.search(fault)


@pytest.mark.parametrize(
    "innocent",
    [
        '<script src="{% static "x.js" %}" type="module"></script>',
        '<link rel="stylesheet" href="x.css">',
        '<p class="style on">one = two</p>',
        '<input name="answer" hx-post="x" autocomplete="one-time-code">',
    ],
)
def test_an_innocent_tag_is_let_through(innocent: str) -> None:
    assert not INLINE.search(innocent)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Bonjour {{ name }}</p>", ["Bonjour"]),
        ('<img alt="Une carte">', ["Une", "carte"]),
        ("{% if x %}نعم{% endif %}", ["نعم"]),
        ('<p title="{% translate "Hello" %}">{% translate "Hello" %}</p>', []),
        ("{% blocktranslate trimmed with a=b %}Hello {{ a }}{% endblocktranslate %}", []),
        ("{# a note #}{% comment %}a note{% endcomment %}", []),
        ("{% include 'x.html' with word=word only %}· 3 % — {{ x|date:'j F' }}", []),
    ],
)
def test_words_outside_of_translation_are_found(template: str, words: list[str]) -> None:
    assert untranslated(template) == words
