"""Every page in both languages, light and dark, on a phone and on a screen: no barrier, no sideways scroll."""

import json
from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.conftest import Site

pytestmark = pytest.mark.once
Scheme = Literal["light", "dark"]

PAGES = [
    ("", "/"),
    ("", "/catalogue/"),
    ("", "/accounts/login/"),
    ("amina", "/lecons/acte-moyen-but/"),
    ("salma", "/quiz/comprendre-la-traite/"),
    ("amina", "/dashboard/"),
    ("nadia", "/reporting/"),
    ("", "/verify/"),
    ("", "/etat-du-droit/"),
    ("amina", "/bibliotheque/"),
    ("amina", "/bibliotheque/indices/"),
    ("amina", "/bibliotheque/indices/guides/oit-2009/"),
    ("amina", "/bibliotheque/indices/D5-01/"),
    ("amina", "/bibliotheque/indices/aide-memoire/#oit-2009-D5"),
    ("leila", "/bibliotheque/indices/matrice/"),
    ("amina", "/bibliotheque/textes/"),
    ("amina", "/bibliotheque/textes/CP-448-4/"),
    ("amina", "/bibliotheque/textes/peines/"),
    ("amina", "/bibliotheque/chiffres/"),
    ("amina", "/bibliotheque/termes/"),
    ("amina", "/bibliotheque/jurisprudence/"),
    ("amina", "/bibliotheque/annuaire/"),
    ("amina", "/bibliotheque/parcours-de-referencement/"),
    ("amina", "/search/?q=confiscation"),
    ("amina", "/mises-en-situation/"),
    ("", "/sensibilisation/"),
    ("youssef", "/modules/comprendre-la-traite/guide/"),
    ("karim", "/people/"),
    ("salma", "/dashboard/"),
    ("salma", "/parcours/assistants-sociaux-continue/"),
    ("salma", "/quiz/assistants-sociaux-continue.pre-test/"),
    ("salma", "/quiz/attempts/{sheet}/"),
    ("youssef", "/dashboard/"),
    ("youssef", "/quiz/notes/"),
    ("youssef", "/quiz/notes/{note}/"),
    ("leila", "/quiz/corrections/"),
    ("leila", "/quiz/corrections/K-SINGLE/"),
    ("leila", "/quiz/figures/"),
    ("leila", "/quiz/assistants-sociaux-continue.pre-test/figures/"),
    ("leila", "/quiz/assistants-sociaux-continue.pre-test/figures/K-SINGLE/"),
    ("nadia", "/certificates/find/"),
    ("nadia", "/certificates/{certificate}/"),
    ("nadia", "/certificates/{certificate}/correct/"),
    ("nadia", "/certificates/{certificate}/revoke/"),
    ("nadia", "/certificates/bundles/{bundle}/"),
    ("amina", "/certificates/"),
    ("salma", "/certificates/"),
    ("amina", "/certificates/{own}/badge/"),
    ("", "/verify/{certificate}/"),
    ("", "/verify/7K3M-0Q9X-B2TE/"),
    ("", "/dev/mail/"),
    ("amina", "/bibliotheque/jurisprudence/rantsev-c-chypre-et-russie/"),
    ("amina", "/bibliotheque/annuaire/commission-nationale-numero-vert/"),
    ("karim", "/bibliotheque/annuaire/exemple-shelter-ma-06/"),
    ("karim", "/bibliotheque/annuaire/exemple-shelter-ma-06/evaluation/"),
    ("admin", "/bibliotheque/lecture-annuaire/"),
    ("amina", "/bibliotheque/parcours-de-referencement/?region=MA-04"),
    ("amina", "/bibliotheque/termes/traite-des-personnes/"),
    ("", "/sensibilisation/plan-national-2023-2030/"),
    ("", "/sensibilisation/vos-droits-si-vous-etes-victime/"),
    ("youssef", "/guides/"),
]
NAMES = [f"{who or 'anybody'}{path}" for who, path in PAGES]
LESSONS = [
    "traite-ou-trafic-de-migrants",
    "ordonner-les-instruments",
    "mendicite-et-activites-imposees",
    "coter-six-dimensions",
    "questions-non-suggestives",
    "accueil-et-placement-de-l-enfant",
    "infractions-autour-de-la-traite",
    "societe-biens-publication",
    "trente-jours-et-sejour",
    "preserver-la-preuve-numerique",
]
BEYOND = """() => [...document.querySelectorAll("main *:not(.visually-hidden)")]
    .filter((each) => each.closest("thead") === null && each.getClientRects().length > 0)
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 || each.getBoundingClientRect().left < -1)
    .map((each) => `${each.tagName} ${each.textContent.slice(0, 40)}`)"""
LOOKS: list[tuple[Scheme, int, dict[str, Any]]] = [
    ("light", 360, {}),
    ("light", 1280, {}),
    ("dark", 360, {"runOnly": ["color-contrast"]}),
    ("dark", 1280, {"runOnly": ["color-contrast"]}),
]
"""What axe is asked of each look: the dark differs from the light in nothing but its colours."""


SCENE = """
import json
from datetime import timedelta
from django.utils import timezone
from accounts.models import User
from assessments.models import Blueprint, DrawRule, Quiz, Response
from assessments.services.analysing import analyse
from assessments.services.answers import Given, save_answers
from assessments.services.attempts import open_attempt
from assessments.services.submission import submit
from certificates.models import Bundle, Certificate
from certificates.services.attest import attest_module
from certificates.services.preserve import document_of
from courses.models import Course, Module
from enrolments.models import Enrolment, ModulePass
from tests.assessments.bank import one_of_each

now = timezone.now()
course = Course.objects.get(slug="assistants-sociaux-continue")
course.tutors.add(User.objects.get(email="youssef@demo.example"))
module = Module.objects.create(code="KINDS", slug="kinds", title_fr="Types", title_ar="أنواع", minutes=1)
bank = one_of_each(module)
blueprint = Blueprint.objects.create(code="kinds", name_fr="Types", name_ar="أنواع")
for n, kind in enumerate(bank):
    DrawRule.objects.create(blueprint=blueprint, position=n, count=1, kind=kind, module=module)
quiz = Quiz.objects.get(kind="pre-test", course=course)
Quiz.objects.filter(pk=quiz.pk).update(blueprint=blueprint)
Course.objects.filter(pk=course.pk).update(exam_from=1)
quiz.refresh_from_db()
salma = User.objects.get(email="salma@demo.example")
others = Enrolment.objects.filter(course=course, left_at=None, completed_at=None).exclude(learner=salma)[:31]
for n, enrolment in enumerate(others):
    attempt = open_attempt(enrolment.learner, quiz=quiz, at=now)
    choice = bank["single"].choices.order_by("position")[n % 4]
    given = {bank["single"].pk: Given([str(choice.uuid)], None)}
    if n == 30:
        given[bank["essay"].pk] = Given("Une note.", None)
    save_answers(attempt.pk, learner=enrolment.learner, given=given, at=now)
    submit(attempt, at=now)
analyse(quiz, at=now)
note = Response.objects.get(question=bank["essay"], is_answered=True).pk

amina, nadia = User.objects.get(email="amina@demo.example"), User.objects.get(email="nadia@demo.example")
passed = Module.objects.get(pk=ModulePass.objects.filter(learner=amina).values("module")[:1])
own = attest_module(amina, module=passed, at=now)
other = Certificate.objects.filter(kind="achievement", state="valid").order_by("pk")[0]
for each in (own, other):
    document_of(each, at=now)
bundle = Bundle.objects.create(
    purpose="pack", asked_by=nadia, asked_at=now, members=[other.pk], total=2, done=1,
    claimed_at=now + timedelta(hours=1),
)
print(json.dumps({
    "sheet": open_attempt(salma, quiz=quiz, at=now).pk, "note": note, "own": own.number, "certificate": other.number,
    "bundle": bundle.pk,
}))
"""
"""What some of the pages show.

A test before a course with a question of each kind, sat by thirty-one people and analysed, and a sheet for Salma; a
module's certificate of Amina's, a course's of somebody else, and a bundle that is being packed.
"""


@pytest.fixture(scope="package")
def made(site: Site) -> dict[str, int | str]:
    """The ids that some addresses name."""
    ids: dict[str, int | str] = json.loads(site.manage("shell", "-v", "0", "-c", SCENE).splitlines()[-1])
    return ids


def address(path: str, language: str, made: dict[str, int | str]) -> str:
    """Where the page is: the public check alone has no language in its address."""
    return path.format(**made) if path.startswith("/verify/") else f"/{language}{path.format(**made)}"


def barriers(page: Page, options: dict[str, Any] = LOOKS[0][2]) -> list[str]:
    """What axe finds, as lines that say the rule and the place."""
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE_SCRIPT} }} }}")
    results = page.evaluate("options => axe.run(options)", {"resultTypes": ["violations"], **options})
    return [
        f"{violation['id']}: {node['target']}" for violation in results["violations"] for node in violation["nodes"]
    ]


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(("who", "path"), PAGES, ids=NAMES)
def test_no_barrier_and_nothing_beyond_a_phone(
    visit: Callable[..., Page], made: dict[str, int | str], who: str, path: str, language: str
) -> None:
    """By axe, and at 320 pixels nothing scrolls sideways."""
    page = visit(who, language=language)
    found: dict[str, list[str]] = {}
    page.goto(address(path, language, made))

    for scheme, width, options in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found[f"{scheme} {width}"] = barriers(page, options)
    page.set_viewport_size({"width": 320, "height": 640})

    assert {place: lines for place, lines in found.items() if lines} == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_axe_finds_a_planted_barrier(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/fr/")

    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')")

    assert any(line.startswith("image-alt") for line in barriers(page))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_lesson_of_each_module_is_whole_on_a_phone(visit: Callable[..., Page], language: str) -> None:
    """No word lies beyond the edge, those of tables and of every feedback included."""
    page = visit("leila", language=language, viewport={"width": 360, "height": 640})
    beyond: dict[str, list[str]] = {}

    for slug in LESSONS:
        page.goto(f"/{language}/lecons/{slug}/")
        for choice in page.locator(".block-check summary").all():
            choice.click()
            beyond.setdefault(slug, []).extend(page.evaluate(BEYOND))

    assert beyond == {slug: [] for slug in LESSONS}


@pytest.mark.parametrize(("who", "path"), PAGES, ids=NAMES)
def test_a_first_visit_is_light(visit: Callable[..., Page], made: dict[str, int | str], who: str, path: str) -> None:
    """At most six requests and 60 kB as they travel, and nothing refused by the Content-Security-Policy."""
    page = visit(who)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked: list[str] = []
    complaints: list[str] = []
    sizes: list[int] = []
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    page.goto(address(path, "fr", made), wait_until="networkidle")

    assert len(asked) <= 6, asked
    assert sum(sizes) < 60_000, dict(zip(asked, sizes, strict=False))
    assert complaints == []
