"""The printed page, read as a reader would: its text layer, its bounds, its QR code, and what it fetches."""

import re
import socket
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from certificates.document.design import Design, default_design
from certificates.document.faces import Face, ascent_of, load_faces
from certificates.document.layout import height_of, laid_out
from certificates.document.page import printed
from certificates.models import Certificate
from lms.lib.tifinagh import in_latin
from tests.certificates.conftest import LOGO, plain, unsaved
from tests.certificates.hard_names import COURTS, NAMES

ADDRESS = "https://example.ma/verify/7K3M-0Q9X-B2TD/"
A4_LANDSCAPE = (841.89, 595.28)
OUTSIDE = {"x.example", "/etc/passwd"}
OVERHANG = 4.0  # of a letter like J beyond its own width
COLUMNS = {"fr": (70.0, 402.0), "ar": (440.0, 772.0)}  # points from the left edge


def pages(certificate: Certificate, *, demo: bool = False) -> list[Any]:
    return list(pypdfium2.PdfDocument(printed(certificate, address=ADDRESS, demo=demo)))


def text_of(page: Any) -> str:
    return str(page.get_textpage().get_text_bounded())


def column(page: Any, language: str) -> str:
    """The text of one language's half, between the page's edge and the rule in the middle."""
    left, right = (0, 420) if language == "fr" else (422, 842)
    return str(page.get_textpage().get_text_bounded(left=left, right=right))


def pieces(text: str) -> Counter[str]:
    """The words of `text`, in no order: readers of right-to-left lines disagree about it."""
    return Counter(plain(piece) for piece in re.findall(r"\w+", text))


def outside(page: Any) -> list[tuple[str, float, float]]:
    """The characters that stand left or right of the columns and of what is centred between them."""
    layer = page.get_textpage()
    boxes = [(layer.get_text_range(i, 1), *layer.get_charbox(i)) for i in range(layer.count_chars())]
    within = [COLUMNS["fr"], COLUMNS["ar"], (240.0, 602.0)]
    return [
        (char, left, right)
        for char, left, bottom, right, top in boxes
        if char.strip() and not any(a - OVERHANG <= left and right <= b + OVERHANG for a, b in within)
    ]


def overlapping(page: Any) -> list[str]:
    """The letters that are cut at an edge of the sheet, and those that the frame or the code would cover."""
    layer, (wide, high) = page.get_textpage(), page.get_size()
    boxes = [(layer.get_text_range(i, 1), *layer.get_charbox(i)) for i in range(layer.count_chars())]
    edge = 10 * 72 / 25.4
    return [
        char
        for char, left, bottom, right, top in boxes
        if char.strip() and not (edge < left and right < wide - edge and edge < bottom and top < high - edge)
    ]


def test_the_page_says_every_fact_in_both_languages() -> None:
    (page,) = pages(unsaved())

    for fact in (
        "Attestation de réussite", "Amina Exemple", "Juge du siège", "Tribunal de première instance de Béni Mellal",
        "Magistrats, formation continue", "Formation continue · 3 heures 15 minutes", "1. Comprendre la traite",
        "20 novembre 2026", "20 novembre 2029", "distincte d’un diplôme d’État",
    ):  # fmt: skip
        assert plain(fact) in plain(column(page, "fr"))
    for fact in (
        "شهادة النجاح", "أمينة المثال", "قاض من قضاة الأحكام", "المحكمة الابتدائية ببني ملال", "القضاة التكوين المستمر",
        "3 ساعات و15 دقيقة", "فهم الاتجار بالبشر", "20 نونبر 2026", "20 نونبر 2029",
    ):  # fmt: skip
        assert pieces(fact) <= pieces(column(page, "ar"))
    assert "7K3M-0Q9X-B2TD" in text_of(page)
    assert "example.ma/verify/7K3M-0Q9X-B2TD/" in text_of(page)
    assert page.get_size() == pytest.approx(A4_LANDSCAPE, abs=0.02)


@pytest.mark.parametrize(("french", "arabic"), NAMES)
def test_a_hard_name_is_whole_and_within_its_column(french: str, arabic: str) -> None:
    (page,) = pages(unsaved(holder_name_fr=french, holder_name_ar=arabic))

    _is_whole(page, french, arabic)


@pytest.mark.parametrize(("french", "arabic"), COURTS)
def test_a_hard_court_is_whole_and_within_its_column(french: str, arabic: str) -> None:
    (page,) = pages(unsaved(court_fr=french, court_ar=arabic))

    _is_whole(page, french, arabic)


def _is_whole(page: Any, french: str, arabic: str) -> None:
    """Both texts are in the text layer, letter by letter; nothing is cut off, and no box stands for a letter."""
    assert Counter(plain(in_latin(french))) <= Counter(plain(column(page, "fr")))
    assert Counter(plain(in_latin(arabic))) <= Counter(plain(column(page, "ar")))
    if not re.search("[\u0600-\u06ff]", french):
        assert plain(in_latin(french)) in plain(column(page, "fr"))
    assert not set("■□\ufffd\u2d30") & set(text_of(page))
    assert (outside(page), overlapping(page)) == ([], [])


def test_long_courts_and_titles_wrap_and_stay_on_the_page() -> None:
    court = (
        "Tribunal de première instance spécialisé en protection de l’enfance et de la famille d’El Kelâa des Sraghna"
    )
    title = "Repérer, protéger et accompagner les personnes victimes de traite tout au long de la procédure pénale"

    (page,) = pages(unsaved(court_fr=court, profession_fr="Conseillère " * 9, course_title_fr=title))

    assert plain(court) in plain(column(page, "fr"))
    assert plain(title) in plain(column(page, "fr"))
    assert outside(page) == []


@pytest.mark.parametrize(
    ("french", "arabic"), [("Mohammed Ben Ahmed Ben Ali", "محمد بن أحمد بن علي"), NAMES[0], ("Amina", "أمينة " * 12)]
)
def test_both_languages_begin_on_one_base_line_and_end_on_one_height(french: str, arabic: str) -> None:
    load_faces()

    row, *_ = laid_out([("name", french, arabic)])

    bases = [line.above + ascent_of(Face.SERIF_BOLD) * line.size for line in row]
    assert row[0].size != row[1].size
    assert bases[0] == pytest.approx(bases[1])
    assert height_of(row[0]) == pytest.approx(height_of(row[1]))


@pytest.mark.parametrize(
    ("count", "title", "length"),
    [
        (4, "Comprendre", 1),
        (5, "Comprendre", 2),
        (2, "Distinguer la traite du trafic de migrants " * 3, 2),
    ],
)
def test_modules_that_would_crowd_the_page_go_to_a_second(count: int, title: str, length: int) -> None:
    modules = [{"fr": f"{title.strip()} {n}", "ar": f"فهم {n}"} for n in range(count)]

    printed_pages = pages(unsaved(modules=modules))

    assert len(printed_pages) == length
    last = printed_pages[-1]
    assert all(plain(module["fr"]) in plain(column(last, "fr")) for module in modules)
    assert outside(last) == []
    assert "7K3M-0Q9X-B2TD" in text_of(last)


def test_thirty_modules_of_long_titles_are_listed_twelve_to_a_page() -> None:
    modules = [{"fr": "Comprendre " * 9 + str(n), "ar": "فهم الاتجار " * 8 + str(n)} for n in range(30)]

    listed = pages(unsaved(modules=modules))[1:]

    assert [text_of(page).count("Comprendre") // 9 for page in listed] == [12, 12, 6]
    assert [outside(page) for page in listed] == [[], [], []]


def test_the_qr_code_of_the_printed_page_opens_the_check() -> None:
    (page,) = pages(unsaved())

    codes = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())

    assert [code.text for code in codes] == [ADDRESS]


@pytest.mark.parametrize(("demo", "said"), [(True, True), (False, False)])
def test_a_demonstration_says_so_on_every_page(demo: bool, said: bool) -> None:
    modules = [{"fr": "Comprendre", "ar": "فهم"}] * 6

    assert ["DÉMONSTRATION" in text_of(page) for page in pages(unsaved(modules=modules), demo=demo)] == [said, said]


def test_a_holder_without_arabic_name_court_or_end_is_printed() -> None:
    (page,) = pages(unsaved(holder_name_ar="", court_fr="", court_ar="", valid_until=None))

    assert plain("Amina Exemple") in plain(column(page, "fr"))
    assert pieces("Amina Exemple") <= pieces(column(page, "ar"))
    assert plain("sans limite de durée") in plain(column(page, "fr"))


@pytest.mark.parametrize(
    "source", ["http://127.0.0.1:{port}/", "file:///etc/passwd", "/etc/passwd", "http://x.example/"]
)
def test_a_name_that_points_somewhere_fetches_nothing_and_is_printed_as_typed(
    source: str, listener: Any, asked: set[str]
) -> None:
    address = source.format(port=listener.port)
    name = f'<img src="{address}">'

    (page,) = pages(unsaved(holder_name_fr=name, court_fr=f'<link rel="stylesheet" href="{address}">'))

    assert plain(name) in plain(column(page, "fr"))
    assert "root:" not in text_of(page)
    assert listener.heard() == []
    assert asked.isdisjoint(OUTSIDE)


def test_what_is_looked_up_and_opened_is_noticed(asked: set[str]) -> None:
    with suppress(OSError):
        socket.getaddrinfo("x.example", 80, flags=socket.AI_NUMERICHOST)
    Path("/etc/passwd").read_bytes()

    assert asked >= OUTSIDE


def test_a_document_is_light() -> None:
    assert len(printed(unsaved(), address=ADDRESS, demo=True)) < 50_000


def test_the_three_documents_differ_in_name_and_in_look() -> None:
    kinds = ("achievement", "module", "presence")
    sheets = [pages(unsaved(kind=kind, modules=[]))[0] for kind in kinds]

    headings = ["Attestation de réussite", "Attestation de module", "Attestation de présence"]
    assert [[plain(heading) in plain(text_of(sheet)) for heading in headings] for sheet in sheets] == [
        [True, False, False], [False, True, False], [False, False, True],
    ]  # fmt: skip
    corners = [sheet.render(scale=1).to_pil().convert("RGB").crop((20, 20, 60, 60)).tobytes() for sheet in sheets]
    assert len(set(corners)) == 3


def test_bodies_in_whose_name_it_is_issued_stand_on_every_page_with_their_logos() -> None:
    bodies = [{"fr": f"Institution {n} d’exemple", "ar": f"مؤسسة {n} للمثال", "logo": ""} for n in range(3)]
    modules = [{"fr": "Comprendre", "ar": "فهم"}] * 6
    content = printed(
        unsaved(issuers=bodies, modules=modules), address=ADDRESS, demo=False, logos=[LOGO, LOGO, LOGO], signer="X"
    )

    for page in pypdfium2.PdfDocument(content):
        assert all(plain(body["fr"]) in plain(column(page, "fr")) for body in bodies)
        assert all(pieces(body["ar"]) <= pieces(column(page, "ar")) for body in bodies)
        assert outside(page) == []
    assert len(content) < 80_000


def test_what_a_design_leaves_out_is_not_printed() -> None:
    certificate = unsaved(result_percent=Decimal("82.50"), law_as_of=date(2026, 9, 1))
    design = default_design("achievement")

    full = _printed_with(certificate, replace(design, shown=frozenset({"hours", "modules", "result", "law_date"})))
    bare = _printed_with(certificate, replace(design, shown=frozenset()))

    told = [plain(text) for text in ("82,5 %", "1er septembre 2026", "3 heures", "1. Comprendre la traite")]
    assert [text in full for text in told] == [True] * 4
    assert [text in bare for text in told] == [False] * 4


def _printed_with(certificate: Certificate, design: Design) -> str:
    (page,) = pypdfium2.PdfDocument(printed(certificate, address=ADDRESS, demo=False, design=design))
    return plain(text_of(page))


@pytest.mark.parametrize(("signer", "said"), [("Rempart", "Rempart"), ("", "Sans signature électronique")])
def test_the_page_says_who_signs_or_that_nobody_does(signer: str, said: str) -> None:
    (page,) = pypdfium2.PdfDocument(printed(unsaved(), address=ADDRESS, demo=False, signer=signer))

    assert plain(said) in plain(column(page, "fr"))
