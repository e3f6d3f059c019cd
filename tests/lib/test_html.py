"""The corpus `hostile.txt` holds one hostile text a line; nothing of it may run after cleaning, by bleach or by nh3."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.lib.html import ATTRIBUTES, PROTOCOLS, TAGS, clean

HOSTILE = (Path(__file__).parent / "hostile.txt").read_text().splitlines()
FRAGMENTS = ["<", ">", "</", "/>", "<!--", "-->", "<p ", "<svg>", "<math>", "<style>", "</style>", '"', "'", "=", " "]
FRAGMENTS += ["<script>", "alert(1)", "onerror", "href=", "javascript:", "&#x3a;", "&lt;", "<a ", "\0", "\n", "`", "x"]


def clean_with_nh3(html: str) -> str:
    """What `clean` would be after the swap."""
    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    return nh3.clean(
        html, tags=set(TAGS), clean_content_tags=set(), attributes=attributes, url_schemes=set(PROTOCOLS), link_rel=None
    )


class Danger(HTMLParser):
    """Gathers what is not on the list of harmless things, as a browser's parser would meet it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(tag)
        allowed = {*ATTRIBUTES["*"], *ATTRIBUTES.get(tag, [])}
        self.found += [f"{tag} {name}" for name, _ in attrs if name not in allowed]
        self.found += [f"{tag} {value}" for name, value in attrs if name == "href" and not harmless(value or "")]

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"declaration {decl}")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"declaration {data}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"instruction {data}")


def harmless(address: str) -> bool:
    """Whether a browser, which drops blanks and control characters, would only ever go to `address`."""
    seen = "".join(character for character in address if character > " ")
    return urlsplit(seen).scheme in {"", *PROTOCOLS}


def dangers(html: str) -> list[str]:
    parser = Danger()
    parser.feed(html)
    parser.close()
    return parser.found


both = pytest.mark.parametrize("cleaner", [clean, clean_with_nh3], ids=["bleach", "nh3"])


def test_the_corpus_would_do_harm() -> None:
    # Thirteen are bait for a cleaner that decodes, or closes, what it should leave alone.
    bait = [line for line in HOSTILE if not dangers(line)]

    assert (len(HOSTILE), len(set(HOSTILE)), len(bait)) == (116, 116, 13)


@both
@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_hostile_is_left_to_run(cleaner: Callable[[str], str], hostile: str) -> None:
    cleaned = cleaner(hostile)

    assert dangers(cleaned) == []
    assert dangers(cleaner(cleaned)) == []
    assert dangers(f"<div>{cleaned}</div>") == ["div"]


@both
@given(html=st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=20).map("".join))
def test_no_mixture_of_fragments_is_left_to_run(cleaner: Callable[[str], str], html: str) -> None:
    assert dangers(cleaner(html)) == []


@both
@pytest.mark.parametrize(
    "html",
    [
        "<h2>Titre</h2><p>Une <strong>règle</strong>, <em>citée</em>.</p>",
        '<p lang="ar" dir="rtl">الفصل <bdi>448-1</bdi></p>',
        '<a href="https://example.org/loi?a=1&amp;b=2" title="La loi">loi</a>',
        '<a href="mailto:contact@example.org">écrire</a> <a href="tel:+212537000000">appeler</a>',
        '<a href="/fr/lecons/x/">leçon</a>',
        '<table><caption>Peines</caption><tbody><tr><th scope="row">448-2</th></tr></tbody></table>',
        "<ul><li>un</li><li>deux</li></ul>",
        "5 &lt; 6 &amp; 7",
    ],
)
def test_a_printed_text_stays_as_it_is(cleaner: Callable[[str], str], html: str) -> None:
    assert cleaner(html) == html


@both
def test_what_is_dropped_leaves_its_text(cleaner: Callable[[str], str]) -> None:
    assert cleaner('<section onclick="x">Un <font color="red">mot</font></section><!-- note -->') == "Un mot"
