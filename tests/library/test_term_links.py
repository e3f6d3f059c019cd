"""Terms in running text: which are found, and that nothing but text nodes is touched."""

import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.naming import article_order, law_code, mentions, spellings
from library.term_links import MOST, LinkedTerm, TermLinks

HOSTILE = (Path(__file__).parents[1] / "lib" / "hostile.txt").read_text(encoding="utf-8").splitlines()
LINK = re.compile(r'<a class="term" href="[^"]*" title="[^"]*">(.*?)</a>', re.S)


def linked(html: str, *terms: str, language: str = "fr", most: int = MOST) -> str:
    """`html` with `terms` linked, each to an address of its own number."""
    entries = [LinkedTerm(spellings(term), f"/{n}", "Sens.") for n, term in enumerate(terms)]
    return TermLinks(entries, language=language, most=most).in_html(html)


def found(html: str, *terms: str, language: str = "fr", most: int = MOST) -> list[str]:
    return LINK.findall(linked(html, *terms, language=language, most=most))


def test_a_term_becomes_a_link_with_its_meaning() -> None:
    entry = LinkedTerm(("victime",), "/fr/termes/victime/", 'Qui "souffre" & <attend>')

    made = TermLinks([entry], language="fr").in_html("<p>Une victime.</p>")

    assert made == (
        '<p>Une <a class="term" href="/fr/termes/victime/" title="Qui &quot;souffre&quot; &amp; &lt;attend&gt;">'
        "victime</a>.</p>"
    )


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("Les Victimes et la victime", ["victime"], ["Victimes"]),
        ("La victime potentielle, la victime", ["victime", "victime potentielle"], ["victime potentielle", "victime"]),
        ("La victime potentielle", ["victime", "potentielle", "victime potentielle"], ["victime potentielle"]),
        ("deux tribunaux", ["tribunal"], ["tribunaux"]),
        ("prélèvements d&#x27;organes", ["prélèvement d’organes"], ["prélèvements d&#x27;organes"]),
        ("travail&nbsp;forcé", ["travail forcé"], ["travail&nbsp;forcé"]),
        ("l’exploitation", ["exploitation"], ["exploitation"]),
        ("sous-exploitation, exploitation-type", ["exploitation"], []),
        ("exploitationnel", ["exploitation"], []),
        ("travail, forcé", ["travail forcé"], []),
        ("il ressort du ressort", ["ressort"], ["ressort"]),
        ("la CNCLT", ["Commission nationale (CNCLT)"], ["CNCLT"]),
        ("une tentative", ["tentative (infraction)"], ["tentative"]),
        ("le parquet", ["ministère public, parquet"], ["parquet"]),
        ("détection", ["detection"], []),
        ("victime&amp;victime", ["amp", "victime"], ["victime"]),
    ],
)
def test_french_terms_are_found(text: str, terms: list[str], expected: list[str]) -> None:
    assert found(f"<p>{text}</p>", *terms) == expected


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("حماية الضحية", ["الضحية"], ["الضحية"]),
        ("وللضحيّة حقوق", ["الضحية"], ["وللضحيّة"]),
        ("بالإكراه والاكراه", ["الإكراه"], ["بالإكراه"]),
        ("جريمة الاتجار بالبشر", ["الاتجار بالبشر", "الاتجار"], ["الاتجار بالبشر"]),
        ("فالسخـــرة", ["السخرة"], ["فالسخـــرة"]),
        ("من جهة أخرى", ["جهة"], []),
        ("في الجهة وبالجهة", ["جهة"], ["الجهة"]),
        ("ضحية محتملة", ["ضحية محتملة", "الضحية"], ["ضحية محتملة"]),
        ("ضحايا", ["الضحية"], []),
    ],
)
def test_arabic_terms_are_found(text: str, terms: list[str], expected: list[str]) -> None:
    assert found(f"<p>{text}</p>", *terms, language="ar") == expected


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x">victime</a>',
        "<h2>La victime</h2><h3 id='x'>victime</h3>",
        "<p title='victime'>x</p>",
        '<img alt="victime > victime">',
        "<script>victime</script><style>victime</style>",
        "<!-- victime <p> victime -->",
        "<summary>victime</summary><abbr title='x'>victime</abbr><mark>victime</mark>",
        "<a href='x'><b>victime</b></a>",
        "<p title='x>victime</p>",
        "<p>a < b, victime</p>",
        "<H2>victime</H2>",
        "<h2>victime",
        "<textarea>victime</textarea>",
        "<<p>victime</p>",
    ],
)
def test_what_is_no_running_text_is_left_alone(html: str) -> None:
    assert linked(html, "victime") == html


def test_each_term_is_linked_once_in_a_lesson_and_no_more_than_so_many() -> None:
    links = TermLinks([LinkedTerm((word,), f"/{word}", "") for word in ("mot", "nom", "lieu")], language="fr", most=2)

    pieces = [links.in_html(html) for html in ("<p>un mot, un mot</p>", "<p>mot nom</p>", "<p>lieu</p>")]

    assert [LINK.findall(piece) for piece in pieces] == [["mot"], ["nom"], []]


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_html_keeps_everything_but_the_links(html: str) -> None:
    words = ("alert", "script", "javascript", "xss", "x", "href", "img", "svg", "a", "b", "onerror")

    assert LINK.sub(r"\1", linked(html, *words)) == html


class Attributes(HTMLParser):
    """Gathers every attribute outside of the links that are made."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("class", "term") not in attrs:
            self.seen.append((tag, attrs))


@given(st.lists(st.sampled_from(["<p>", "</p>", "<a href='victime'>", "</a>", "<b>", "</b>", "<", ">", "'", '"', "&",
                                 "victime", " ", "<h2>", "</h2>", "<!--", "-->", "alt=", "des ", "؛", "<script>",
                                 "</script>"]), max_size=30))  # fmt: skip
def test_no_tag_or_attribute_ever_changes(pieces: list[str]) -> None:
    html = "".join(pieces)
    made = linked(html, "victime")

    assert LINK.sub(r"\1", made) == html
    assert Attributes(made).seen == Attributes(html).seen


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<a '", "&", "<p>victime</p>", "mot victime ", "-", "ال"])
def test_a_long_text_is_read_in_a_moment(piece: str) -> None:
    terms = [f"terme{n} rare" for n in range(1000)] + ["mot victime absente"]
    began = time.perf_counter()

    for language in ("fr", "ar"):
        linked(piece * 20_000, *terms, language=language)

    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("code", "article", "law"),
    [("CP-448-1", "448-1", "CP"), ("L27-14-4", "4", "L27-14"), ("D2-17-740", "2-17-740", "D"), ("X", "12", "X")],
)
def test_a_code_names_its_law(code: str, article: str, law: str) -> None:
    assert law_code(code, article=article) == law


def test_articles_stand_in_the_order_of_their_numbers() -> None:
    articles = ["448-10", "82-5-1", "448-9", "82-5", "448-1"]

    assert sorted(articles, key=article_order) == ["82-5", "82-5-1", "448-1", "448-9", "448-10"]


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("", True),
        ("detection", True),
        ("DÉTECTION indice", True),
        ("الاكراه", True),
        ("إكراه", True),
        ("absent", False),
    ],
)
def test_words_are_found_whatever_their_accents_and_articles(words: str, held: bool) -> None:
    assert mentions(words, ["La détection", "un indice", "بالإكراه"]) is held
