"""An exam on a bad connection, in a browser that dies: whatever the screen called saved is in the final record.

Each seed is a script of its own: answers given and changed, the network cut and given back, requests slowed, the page
killed or the language switched, at moments that the seed decides. After each step the answers that the screen calls
saved are noted. In the end the record holds them, and everything else that was given: nothing is lost on the way.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route
from playwright.sync_api import Error as PlaywrightError

from tests.journeys.conftest import ROOT, Site

pytestmark = pytest.mark.storm

SEEDS = range(200) if os.environ.get("STORMS") == "full" else range(10)
STEPS = 10
SETTLE = 300  # tenths of a second
NOTHING_WAITS = "() => Object.keys(localStorage).every((key) => !key.startsWith('rempart-'))"
"""Asked again and again: letting the page wait by itself takes `eval`, which the Content-Security-Policy forbids."""

SCREEN = """() => [...document.querySelectorAll("[data-question]")].map((each) => [
  each.dataset.question,
  [...each.querySelectorAll("input:checked")].map((box) => box.value).sort(),
  !each.querySelector("[data-state=saved]").hidden,
])"""
"""Each question on the screen: the choices ticked, and whether it calls them saved."""


@pytest.fixture(scope="module")
def platform(site: Site) -> Iterator["Platform"]:
    """One process inside the platform, since starting one for each seed takes longer than the seed."""
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", INSIDE % {"count": len(SEEDS) + 1}]
    with subprocess.Popen(
        command, cwd=ROOT, env=site.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Platform(process)


class Platform:
    """Tells the attempt and the session of each sitter, and what is in the record of an attempt."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.sitters: list[tuple[int, str]] = self._told()

    def record(self, attempt: int) -> dict[str, list[str]]:
        assert self.process.stdin
        self.process.stdin.write(f"{attempt}\n")
        self.process.stdin.flush()
        answers: dict[str, list[str]] = self._told()
        return answers

    def _told(self) -> Any:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())


INSIDE = """
import json, sys
from django.test import Client
from django.utils import timezone
from accounts.models import User
from assessments.models import Quiz, Response
from assessments.services.attempts import open_attempt
from courses.models import Edition
from enrolments.services import enrol_many

def sitter(quiz, edition, n):
    user = User.objects.create_user(f"storm{n}@demo.example", first_name="Tempête", last_name=str(n))
    enrol_many([user], edition=edition, by=None, at=timezone.now())
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return open_attempt(user, quiz=quiz, at=timezone.now()).pk, client.session.session_key

quiz = Quiz.objects.filter(module__isnull=False).order_by("pk").first()
edition = Edition.objects.filter(modules=quiz.module).first()
print(json.dumps([sitter(quiz, edition, n) for n in range(%(count)d)]), flush=True)
for line in sys.stdin:
    rows = Response.objects.filter(attempt=int(line)).values_list("question", "answer")
    print(json.dumps({str(question): answer for question, answer in rows}), flush=True)
"""


class Sitting:
    """One person's browser over an exam, and what its screen has called saved."""

    def __init__(self, context: BrowserContext, url: str, seed: int) -> None:
        self.context, self.url = context, url
        self.random = random.Random(seed)
        self.given: dict[str, list[str]] = {}
        self.called_saved: dict[str, list[str]] = {}
        self.cut = False
        self.page = context.new_page()
        context.route("**/answers/**", self._maybe_lose)

    def _maybe_lose(self, route: Route) -> None:
        """Sometimes the request never leaves, and sometimes its answer never comes back."""
        luck = self.random.random()
        try:
            if self.cut or luck < 0.12:
                route.abort()
            elif luck < 0.24:
                route.fetch()
                route.abort()
            else:
                route.continue_()
        except PlaywrightError:
            pass  # the page is gone

    def note(self, *, given: str = "") -> None:
        """What the screen calls saved, after an answer to the question `given`."""
        for question, ticked, saved in self.page.evaluate(SCREEN):
            if question == given:
                self.given[question] = ticked
                self.called_saved.pop(question, None)
            if saved and ticked == self.given.get(question):
                self.called_saved[question] = ticked

    def step(self) -> None:
        act = self.random.choice([self.answer] * 6 + [self.toggle, self.kill, self.switch, self.wait])
        act()

    def answer(self) -> None:
        boxes = self.page.locator("[data-question] input:not([type=hidden])")
        box = boxes.nth(self.random.randrange(boxes.count()))
        question = box.evaluate("box => box.closest('[data-question]').dataset.question")
        box.click(force=True)
        self.note(given=question)
        self.page.wait_for_timeout(self.random.choice([0, 0, 30, 150, 400]))
        self.note()

    def toggle(self) -> None:
        self.cut = not self.cut
        self.context.set_offline(self.cut)

    def kill(self) -> None:
        """The page dies without a word; another opens once the network lets it."""
        self.note()
        self.page.close(run_before_unload=False)
        self.page = self.context.new_page()
        self.open()

    def switch(self) -> None:
        language = self.random.choice(["fr", "ar"])
        self.note()
        self.url = f"/{language}/{self.url[4:]}"
        self.open()

    def wait(self) -> None:
        self.page.wait_for_timeout(self.random.choice([100, 400, 900]))
        self.note()

    def open(self) -> None:
        """Whatever page is opened, it shows what was given."""
        if self.cut:
            self.toggle()
        self.page.goto(self.url)
        screen = {question: ticked for question, ticked, _saved in self.page.evaluate(SCREEN)}
        assert {question: screen[question] for question in self.given} == self.given

    def end(self) -> None:
        """The network is back for good: everything given is saved, and handed in."""
        self.cut = False
        self.context.set_offline(False)
        self.context.unroute("**/answers/**")
        self.page.goto(self.url)
        settle(self.page)
        self.note()
        self.page.click("button[name=finish]")
        self.page.wait_for_url("**/submit/")
        self.page.click("main .button--primary")
        self.page.wait_for_selector(".score")


def test_an_answer_saved_while_the_next_page_is_on_its_way_is_on_that_page(
    site: Site, platform: Platform, visit: Callable[..., Page]
) -> None:
    """That page was written before the answer arrived, so it does not hold it."""
    attempt, session = platform.sitters[-1]
    page = visit()
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.address}])
    url = f"/fr/quiz/attempts/{attempt}/"
    page.goto(url)
    written_before = page.request.get(url).text()
    radios = page.locator("[data-question]:has(input[type=radio])").first.locator("input[type=radio]")
    radios.nth(0).check(force=True)
    settle(page)
    saved = answered(page)

    page.route(f"**{url}", lambda route: route.fulfill(body=written_before, content_type="text/html"))
    page.goto(url)
    seen = answered(page)
    radios.nth(1).check(force=True)
    settle(page)

    assert seen == saved != []
    assert platform.record(attempt) == {question: ticked for question, ticked, _saved in answered(page)}
    assert answered(page) != saved


def answered(page: Page) -> list[Any]:
    """What the screen says of each question that has an answer."""
    return [told for told in page.evaluate(SCREEN) if told[1]]


def settle(page: Page) -> None:
    """Wait until no answer is on its way."""
    for _ in range(SETTLE):
        if page.evaluate(NOTHING_WAITS):
            break
        page.wait_for_timeout(100)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_answer_called_saved_is_in_the_record(
    seed: int, site: Site, platform: Platform, visit: Callable[..., Page]
) -> None:
    attempt, session = platform.sitters[seed]
    page = visit()
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.address}])
    sitting = Sitting(page.context, f"/fr/quiz/attempts/{attempt}/", seed)
    sitting.open()

    for _ in range(STEPS):
        sitting.step()
    sitting.end()

    record = platform.record(attempt)
    answers = {question: ticked for question, ticked in sitting.given.items() if ticked}
    assert {question: sitting.called_saved[question] for question in answers} == answers
    assert {question: record[question] for question in sitting.called_saved} == sitting.called_saved
    assert {question: record[question] for question in sitting.given} == sitting.given
