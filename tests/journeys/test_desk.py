"""An author corrects a lesson in both languages; it is refused, mended and published, and only then is it read."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.once
LESSON = "acte-moyen-but"
OLD = {"fr": "Acte, moyen, but", "ar": "الفعل والوسيلة والغرض"}
FIRST = {"fr": "Acte, moyen, but (révisé)", "ar": "الفعل والوسيلة والغرض (منقح)"}
MENDED = {"fr": "L’acte, le moyen et le but", "ar": "الفعل ثم الوسيلة ثم الغرض"}
SUMMARY = {"fr": "Un résumé plus précis.", "ar": "ملخص أدق."}


def heading(learner: Page, language: str) -> str:
    """What the lesson is called for a learner who opens it now."""
    learner.goto(f"/{language}/lecons/{LESSON}/")
    return learner.locator("main h1").inner_text()


def editor(desk: Page, lesson: Page, language: str) -> str:
    """The address of the lesson's editor, found by the link that authors have on the lesson."""
    lesson.goto(f"/{language}/lecons/{LESSON}/")
    return str(lesson.locator("main a[href*='/cms/pages/']").first.get_attribute("href"))


def submit(desk: Page, address: str, *, title: str, summary: str, aligned: bool = False) -> None:
    """Write title and summary, name the change, and submit it."""
    desk.goto(address)
    desk.locator("#id_title").fill(title)
    desk.locator("#id_summary").fill(summary)
    desk.locator("#id_change_kind").select_option("clarification")
    if aligned:
        desk.locator("#id_aligned").check()
    desk.locator("footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle").first.click()
    desk.locator("[name=action-submit]").click()
    desk.wait_for_url(re.compile(r"/cms/pages/\d+/$"))


def answer(desk: Page, address: str, action: str, comment: str = "") -> None:
    """Refuse or publish from the editor, as a validator."""
    desk.goto(address)
    desk.locator("footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle").first.click()
    desk.locator(f"[data-workflow-action-name={action}]").first.click()
    if action == "reject":
        desk.locator(".modal [type=submit]").click()
        expect(desk.locator(".modal .error-message")).to_be_visible()
        desk.locator(".modal textarea").fill(comment)
        desk.locator(".modal [type=submit]").click()
    desk.wait_for_url(re.compile(r"/cms/pages/\d+/$"))


def waiting(desk: Page) -> str:
    """What the home of the desk says waits."""
    desk.goto("/cms/")
    return desk.locator("#desk-section").inner_text()


def test_a_lesson_is_refused_mended_and_published_in_both_languages(visit: Callable[..., Page]) -> None:
    leila, hassan, amina = visit("leila"), visit("hassan"), visit("amina")
    assert {language: heading(amina, language) for language in OLD} == OLD
    french, arabic = editor(leila, leila, "fr"), editor(leila, leila, "ar")

    # The author corrects the French page: the Arabic one is then behind, and the editor marks the places.
    submit(leila, french, title=FIRST["fr"], summary=SUMMARY["fr"])
    leila.goto(arabic)
    expect(leila.locator(".desk-standing [data-desk-open]")).to_be_visible()
    leila.locator("[data-desk-open]").click()
    place = leila.locator("[data-desk-place=title]")
    expect(place).to_contain_text(FIRST["fr"])
    expect(place).to_have_attribute("data-desk-mark", "changed")

    # She writes the Arabic, says that both agree, and submits it too.
    submit(leila, arabic, title=FIRST["ar"], summary=SUMMARY["ar"], aligned=True)
    leila.goto(arabic)
    expect(leila.locator(".desk-standing [data-desk-open]")).to_have_count(0)
    assert {language: heading(amina, language) for language in OLD} == OLD

    # The validator refuses both, which is not taken without a comment.
    assert FIRST["fr"] in waiting(hassan)
    for address, comment in ((french, "Gardez les trois mots."), (arabic, "احتفظوا بالكلمات الثلاث.")):
        answer(hassan, address, "reject", comment)
    told = waiting(leila)
    assert ("Gardez les trois mots." in told, "احتفظوا بالكلمات الثلاث." in told) == (True, True)
    assert {language: heading(amina, language) for language in OLD} == OLD

    # She mends both; published, they are what learners read.
    submit(leila, french, title=MENDED["fr"], summary=SUMMARY["fr"])
    submit(leila, arabic, title=MENDED["ar"], summary=SUMMARY["ar"], aligned=True)
    assert {language: heading(amina, language) for language in OLD} == OLD
    for address in (french, arabic):
        answer(hassan, address, "approve")
    assert {language: heading(amina, language) for language in OLD} == MENDED
    amina.goto("/fr/dashboard/")
    expect(amina.locator("main")).not_to_contain_text("Gardez les trois mots.")
