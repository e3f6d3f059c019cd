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
from playwright.sync_api import Locator, Page, expect

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
from assessments.models import AcceptedAnswer, Choice, Pair
asked = {"question__module__slug": "detecter-et-identifier"}
right = {}
for choice in Choice.objects.filter(is_correct=True, **asked):
    right.setdefault(f"q-{choice.question_id}", []).append(str(choice.uuid))
for pair in Pair.objects.filter(**asked).exclude(stem_fr=""):
    same = Pair.objects.filter(question=pair.question_id, answer_fr=pair.answer_fr)
    right[f"q-{pair.question_id}-{pair.uuid}"] = [str(each.answer_uuid) for each in same]
for accepted in AcceptedAnswer.objects.filter(**asked).order_by("-position"):
    right[f"q-{accepted.question_id}"] = [str(accepted)]
print("KEY" + json.dumps(right))
"""
"""The values that are right in each field of the quiz, by its name."""

GIVEN = """() => [...document.querySelectorAll("fieldset.question [name^='q-']")]
    .filter((field) => ["radio", "checkbox"].includes(field.type) ? field.checked : field.value)
    .map((field) => `${field.name}=${field.value}`)"""
"""What is ticked, chosen and written on the screen."""

Right = dict[str, list[str]]


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


def sit_quiz(page: Page, right: Right) -> None:
    """Answer half in Arabic, switch to French, find every answer kept, answer the rest, submit."""
    page.locator("main form button.button--primary").click()
    page.wait_for_url("**/quiz/attempts/**")
    questions = page.locator("fieldset.question")
    assert questions.count() == 10
    for n in range(5):
        answer(page, n, right)
    before = given(page)
    page.goto(page.url.replace("/ar/", "/fr/"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert given(page) == before
    for n in range(5, 10):
        answer(page, n, right)
    page.locator("button[name=finish]").click()
    page.wait_for_url("**/submit/")
    page.locator("main form button.button--primary").click()
    page.wait_for_url(re.compile(r"/fr/quiz/attempts/\d+/$"))


def answer(page: Page, n: int, right: Right) -> None:
    """Answer question `n` rightly, whatever its kind, and wait until the server has acknowledged it."""
    question = page.locator("fieldset.question").nth(n)
    for field in question.locator("[name^='q-']").all():
        values = right[str(field.get_attribute("name"))]
        kind = field.evaluate("(field) => field.type")
        if kind in {"radio", "checkbox"} and field.get_attribute("value") not in values:
            continue
        with page.expect_response(re.compile("/answers/")) as saved:
            give(field, values, kind=kind)
        assert saved.value.status == 200
    expect(question.locator("[data-state=saved]")).to_be_visible()


def give(field: Locator, values: list[str], *, kind: str) -> None:
    """Tick, choose or write in `field` what is right there."""
    match kind:
        case "radio" | "checkbox":
            field.check()
        case "select-one":
            offered = field.locator("option").evaluate_all("(options) => options.map((each) => each.value)")
            field.select_option(next(value for value in values if value in offered))
        case _:
            field.fill(values[0])


def given(page: Page) -> set[str]:
    return set(page.evaluate(GIVEN))


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
    right = json.loads(site.manage("shell", "-v", "0", "-c", KEY).partition("KEY")[2])
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
