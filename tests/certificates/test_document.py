"""The printed page, read as a reader would: its text layer, its bounds, its QR code, and what it fetches."""

import re
from collections import Counter
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from certificates.document.page import printed
from certificates.models import Certificate
from tests.certificates.conftest import plain, unsaved

ADDRESS = "https://example.ma/verify/7K3M-0Q9X-B2TD/"
A4_LANDSCAPE = (841.89, 595.28)
OVERHANG = 4.0  # of a letter like J beyond its own width
COLUMNS = {"fr": (70.0, 402.0), "ar": (440.0, 772.0)}  # points from the left edge
NAMES = [
    ("Fatima-Zahra Bent Lalla Oum Keltoum d’Exemple", "فاطمة الزهراء بنت للا أم كلثوم المثال"),
    ("Abou Bakr Essiddiq Ben Abd-el-Ouahed", "أبو بكر الصديق بن عبد الواحد"),
    ("M’hamed N’Aït-Ou’Brahim", "امحمد نايت أوبراهيم"),
    ("Zoé-Éléonore L’Hôte-d’Œuvre", "زوي إليونور لوط"),
    ("A" * 80 + " " + "W" * 80, "سعيد المثال"),
    ("Abdelhakimabdelhakim" * 4, "عبدالحكيمعبدالحكيم" * 4),
    ("Amina", "أمينة"),
    ("Jean MARTIN", "جان مارتان Jean MARTIN"),
    ("Rachida El Idrissi El Ouazzani El Alaoui El Mdaghri El Filali", "رشيدة الإدريسي الوزاني العلوي المدغري الفيلالي"),
    ("Ţāhâ Ḥusayn al-Ǧāḥiẓ", "طه حسين الجاحظ"),
    ("Mouna Ould Cheïkh & Fils <b>Modèle</b>", "منى ولد الشيخ (النموذج)"),
    ("Lalla Hasnaa 2e du nom", "للا حسناء الثانية"),
    ("Ikram Gueddari", "إكرام ڭداري"),
    ("Ghita Vérité", "غيثة ڤيريتي لالالآ"),
]


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

    told = plain(text_of(page))
    assert plain(french) in plain(column(page, "fr"))
    assert Counter(plain(arabic)) <= Counter(plain(column(page, "ar")))
    assert "■" not in told
    assert outside(page) == []


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
def test_a_name_that_points_somewhere_fetches_nothing_and_is_printed_as_typed(source: str, listener: Any) -> None:
    address = source.format(port=listener.port)
    name = f'<img src="{address}">'

    (page,) = pages(unsaved(holder_name_fr=name, court_fr=f'<link rel="stylesheet" href="{address}">'))

    assert plain(name) in plain(column(page, "fr"))
    assert "root:" not in text_of(page)
    assert listener.heard() == []


def test_the_policy_of_the_printer_refuses_what_a_template_might_name(listener: Any) -> None:
    from certificates.document.page import _pdf

    document = _pdf(
        f'<html><body><p>text</p><img src="http://127.0.0.1:{listener.port}/a.png"><img src="file:///etc/hostname">'
        f'<link rel="stylesheet" href="http://127.0.0.1:{listener.port}/b.css"></body></html>'
    )

    assert listener.heard() == []
    assert [text_of(page).split() for page in pypdfium2.PdfDocument(document)] == [["text"]]


def test_a_document_is_light() -> None:
    assert len(printed(unsaved(), address=ADDRESS, demo=True)) < 80_000
