"""The main job: a judge learns in two languages, passes, holds a certificate, and one figure moves."""

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import pypdfium2
import zxingcpp
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

MODULE = "detecter-et-identifier"
LEDGER = """
import json
from reporting.models import Delta
from jurisdictions.models import Court
from accounts.models import Profession
courts = dict(Court.objects.values_list("pk", "code"))
professions = dict(Profession.objects.values_list("pk", "code"))
rows = Delta.objects.values_list(
    "court_id", "profession_id", "gender", "regime", "course_code", "measure", "happened_on", "n")
print("LEDGER" + json.dumps([[courts[r[0]], professions[r[1]], *r[2:6], str(r[6]), r[7]] for r in rows]))
"""
KEY = """
import json
from assessments.models import Choice
right = Choice.objects.filter(question__module__slug="detecter-et-identifier", is_correct=True)
print("KEY" + json.dumps([str(uuid) for uuid in right.values_list("uuid", flat=True)]))
"""


def ledger(site: Site) -> Counter[tuple[str, ...]]:
    rows = json.loads(site.manage("shell", "-v", "0", "-c", LEDGER).partition("LEDGER")[2])
    told: Counter[tuple[str, ...]] = Counter()
    for *key, n in rows:
        told[tuple(key)] += n
    return told


def coverage(page: Page, query: str = "") -> dict[str, list[str]]:
    """The coverage table as a coordinator downloads it: the figures of each place by its name."""
    text = page.request.get(f"/fr/reporting/coverage.csv{query}").text()
    return {row[0]: row[1:] for row in csv.reader(io.StringIO(text.lstrip("\ufeff")))}


def read_last_lesson(page: Page) -> None:
    """Resume where the judge left, in French; change to Arabic; say that it is read."""
    page.goto("/fr/dashboard/")
    page.locator(".resume a.button").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    french = page.url
    page.locator(".page-tools .language-switch, .page-tools a[hreflang=ar]").first.click()
    page.wait_for_url("**/ar/lecons/**")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.url.split("#")[0] == french.replace("/fr/", "/ar/").split("#")[0]
    page.locator("form[action*='/done/'] button").click()
    page.wait_for_url(f"**/ar/quiz/{MODULE}/")


def sit_quiz(page: Page, right: set[str]) -> None:
    """Answer half in Arabic, switch to French, find every answer kept, answer the rest, submit."""
    page.locator("main form button.button--primary").click()
    page.wait_for_url("**/quiz/attempts/**")
    questions = page.locator("fieldset.question")
    assert questions.count() == 10
    for n in range(5):
        answer(page, n, right)
    before = checked(page)
    page.goto(page.url.replace("/ar/", "/fr/"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert checked(page) == before
    for n in range(5, 10):
        answer(page, n, right)
    page.locator("button[name=finish]").click()
    page.wait_for_url("**/submit/")
    page.locator("main form button.button--primary").click()
    page.wait_for_url(re.compile(r"/fr/quiz/attempts/\d+/$"))


def answer(page: Page, n: int, right: set[str]) -> None:
    """Choose the right choices of question `n`, and wait until the server has acknowledged them."""
    question = page.locator("fieldset.question").nth(n)
    for choice in question.locator("input[type=radio], input[type=checkbox]").all():
        if choice.get_attribute("value") in right:
            with page.expect_response(re.compile("/answers/")) as saved:
                choice.check()
            assert saved.value.status == 200
    expect(question.locator("[data-state=saved]")).to_be_visible()


def checked(page: Page) -> set[str]:
    boxes = page.locator("fieldset.question input:checked").all()
    return {str(box.get_attribute("value")) for box in boxes}


def read_certificate(page: Page) -> tuple[str, str]:
    """Download the newest certificate; return its text (NFKC) and what its QR code says."""
    page.goto("/fr/certificates/")
    link = page.locator("a[href$='/pdf/']").first.get_attribute("href")
    assert link
    answer = page.request.get(link)
    assert answer.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.body())
    text = unicodedata.normalize("NFKC", document[0].get_textpage().get_text_range())
    picture = document[0].render(scale=150 / 72).to_pil()
    codes = zxingcpp.read_barcodes(picture)
    return text, codes[0].text


def test_a_judge_learns_passes_and_moves_one_figure(site: Site, visit: Callable[..., Page]) -> None:
    right = set(json.loads(site.manage("shell", "-v", "0", "-c", KEY).partition("KEY")[2]))
    nadia, karim, salma = visit("nadia"), visit("karim"), visit("salma")
    told, seen, seen_by_karim = ledger(site), coverage(nadia), coverage(karim)
    amina = visit("amina")

    read_last_lesson(amina)
    sit_quiz(amina, right)
    text, code = read_certificate(amina)

    # The certificate holds the name in both scripts, and its code opens the page that verifies it.
    assert "Amina Exemple" in text
    assert "أمينة المثال" in text or "لاثملا ةنيمأ" in text
    assert "■" not in text
    anybody = visit()
    anybody.goto(code)
    for fact in ("Amina Exemple", "أمينة المثال", "Béni Mellal", "بني ملال", "Magistrats, formation continue"):
        expect(anybody.locator("main")).to_contain_text(fact)

    # The ledger moved by one completion and by one person in each filter that holds it, and by nothing else.
    moved = ledger(site)
    moved.subtract(told)
    assert {key: n for key, n in moved.items() if n} == {
        ("TPI-BML", "juge-siege", "F", regime, course, measure, today(site)): 1
        for regime, course, measure in [
            ("continuing", "MAG-C", "completed"),
            ("continuing", "MAG-C", "people-trained"),
            ("continuing", "", "people-trained"),
            ("", "", "people-trained"),
        ]
    }

    # The national coordinator sees it in Béni Mellal's region and in the total; the one of Casablanca sees nothing.
    after = coverage(nadia)
    assert {name for name in after if after[name] != seen[name]} == {"Béni Mellal-Khénifra", "Total"}
    assert int(after["Total"][1]) == int(seen["Total"][1]) + 1
    assert coverage(karim) == seen_by_karim
    assert karim.request.get("/fr/reporting/?by=region&region=MA-05").status in (403, 404)

    # An outsider sees none of it.
    assert salma.request.get("/fr/reporting/").status == 403
    link = amina.locator("a[href$='/pdf/']").first.get_attribute("href")
    assert link
    assert salma.request.get(link).status == 404
    assert "exact" in site.manage("recount_reporting")


def today(site: Site) -> str:
    return site.manage(
        "shell", "-v", "0", "-c",
        "from django.utils import timezone; from lms.lib.dates import day_of; print(day_of(timezone.now()))",
    ).strip()  # fmt: skip
