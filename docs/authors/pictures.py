"""Take the pictures of the author's guide from a running trial installation (`make run`), in French.

    python docs/authors/pictures.py http://localhost:8000 [NAME…]

It works as the accounts of the demonstration: the author changes one lesson of the demo and submits it, so that the
validator has something to refuse. Chromium is taken from CHROMIUM, or /usr/bin/chromium.
"""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent / "pictures"
WIDTH, HEIGHT = 1280, 900
PASSWORD = "formation-2026"
LESSON = "Orienter avec accord, partager le nécessaire"
Shot = Callable[[Page], dict[str, int]]


def top(height: int) -> dict[str, int]:
    return {"x": 0, "y": 0, "width": WIDTH, "height": height}


def around(page: Page, selector: str, *, room: int = 16, height: int = 900) -> dict[str, int]:
    """The part of the window that holds the first thing `selector` finds, scrolled to its top."""
    thing = page.locator(selector).first
    thing.evaluate("each => each.scrollIntoView({block: 'start'}); window.scrollBy(0, -90)")
    page.wait_for_timeout(300)
    box = thing.bounding_box()
    assert box, selector
    x, y = max(int(box["x"]) - room, 0), max(int(box["y"]) - room, 0)
    return {
        "x": x, "y": y, "width": min(int(box["width"]) + 2 * room, WIDTH - x),
        "height": min(int(box["height"]) + 2 * room, height, HEIGHT - y),
    }  # fmt: skip


def open_lesson(page: Page) -> None:
    """The editor of the lesson that the guide tells of."""
    page.goto("/cms/pages/search/?q=" + LESSON.replace(" ", "+"))
    page.locator(f'main a[href*="/edit/"]:has-text("{LESSON}")').first.click()
    page.wait_for_selector("[data-contentpath=body]")


def home(page: Page) -> dict[str, int]:
    page.goto("/cms/")
    return top(760)


def editor(page: Page) -> dict[str, int]:
    open_lesson(page)
    return top(860)


def blocks(page: Page) -> dict[str, int]:
    open_lesson(page)
    add = page.locator("[data-contentpath=body] button.c-sf-add-button").nth(1)
    add.evaluate("each => each.scrollIntoView({block: 'center'}); window.scrollBy(0, -250)")
    add.click()
    page.wait_for_timeout(600)
    return top(860)


def other_language(page: Page) -> dict[str, int]:
    open_lesson(page)
    page.locator('button[aria-label="Afficher ou masquer l’autre langue"]').click()
    page.wait_for_timeout(600)
    return top(860)


def preview(page: Page) -> dict[str, int]:
    open_lesson(page)
    page.locator('button[aria-label*="prévisualisation"]').first.click()
    page.wait_for_timeout(600)
    page.locator("#id_preview_mode").select_option("fr:MA-06")
    page.wait_for_timeout(3500)
    return top(HEIGHT)


def change(page: Page) -> dict[str, int]:
    open_lesson(page)
    page.locator("#id_change_kind").select_option("clarification")
    page.locator("#id_change_note").fill("La liste des services suit désormais la région.")
    return around(page, ".desk-change, [data-contentpath=change_kind]")


def submit(page: Page) -> dict[str, int]:
    open_lesson(page)
    page.locator("#id_change_kind").select_option("clarification")
    page.locator("#id_summary").fill("Hébergement, soins, aide juridique. Proposer, recueillir un accord.")
    page.locator("footer .w-dropdown__toggle").first.click()
    page.wait_for_timeout(500)
    return {"x": 0, "y": 560, "width": 800, "height": HEIGHT - 560}


def submitted(page: Page) -> None:
    page.locator('button[name="action-submit"]').first.click()
    page.wait_for_load_state()


def waiting(page: Page) -> dict[str, int]:
    page.goto("/cms/")
    return top(760)


def refuse(page: Page) -> dict[str, int]:
    open_lesson(page)
    page.locator("footer .w-dropdown__toggle").first.click()
    page.locator('[data-workflow-action-name="reject"]').first.click()
    page.wait_for_selector("[role=dialog] textarea")
    page.locator("[role=dialog] textarea").first.fill("Dites aussi quoi faire quand la personne refuse.")
    page.wait_for_timeout(400)
    return top(HEIGHT)


def judgment(page: Page) -> dict[str, int]:
    page.goto("/cms/snippets/library/judgment/")
    page.locator('main a[href*="/edit/"]').first.click()
    page.locator("#id_is_published").evaluate("each => each.scrollIntoView({block: 'end'})")
    page.wait_for_timeout(600)
    return top(HEIGHT)


def law(page: Page) -> dict[str, int]:
    page.goto("/cms/snippets/library/legalreference/?q=448-1")
    page.locator('main a[href*="/edit/"]').first.click()
    page.wait_for_load_state()
    return top(860)


def question(page: Page) -> dict[str, int]:
    page.goto("/cms/question/")
    page.locator('main a[href*="/edit/"]').first.click()
    page.wait_for_load_state()
    return top(860)


def scenario(page: Page) -> dict[str, int]:
    page.goto("/cms/scenario/")
    edit = page.locator('main a[href*="/scenario/edit/"]').first.get_attribute("href") or ""
    page.goto(f"/cms/scenarios/{edit.rstrip('/').rpartition('/')[2]}/")
    return top(860)


def edition(page: Page) -> dict[str, int]:
    page.goto("/cms/edition/")
    page.locator('main a[href*="/edit/"]').first.click()
    page.wait_for_load_state()
    return top(860)


AUTHOR, VALIDATOR = "leila@demo.example", "hassan@demo.example"
SHOTS: dict[str, tuple[str, Shot]] = {
    "home": (AUTHOR, home), "editor": (AUTHOR, editor), "blocks": (AUTHOR, blocks),
    "other-language": (AUTHOR, other_language), "preview": (AUTHOR, preview), "change": (AUTHOR, change),
    "law": (AUTHOR, law), "judgment": (AUTHOR, judgment), "question": (AUTHOR, question),
    "scenario": (AUTHOR, scenario), "edition": (AUTHOR, edition), "submit": (AUTHOR, submit),
    "waiting": (VALIDATOR, waiting), "refuse": (VALIDATOR, refuse),
}  # fmt: skip
AFTER = {"submit": submitted}


def signed_in(browser: Browser, base: str, email: str) -> Page:
    """A window of `email`, with the desk in French and in its light colours."""
    page = browser.new_context(
        base_url=base, viewport={"width": WIDTH, "height": HEIGHT}, locale="fr-FR", color_scheme="light"
    ).new_page()
    page.set_default_timeout(20_000)
    page.goto("/fr/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "login" not in url)
    page.goto("/cms/account/")
    page.select_option("[name=locale-preferred_language]", "fr")
    with page.expect_navigation():
        page.locator("[name=locale-preferred_language]").evaluate("each => each.form.requestSubmit()")
    return page


def keep(name: str, picture: bytes) -> None:
    """Write the picture in 64 colours: a screen has few."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    small = image.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(HERE / f"{name}.png", optimize=True)


def main(base: str, names: list[str]) -> None:
    HERE.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--lang=fr"],
            env={**os.environ, "LANGUAGE": "fr"},
        )
        windows: dict[str, Page] = {}
        for name in names or SHOTS:
            email, shot = SHOTS[name]
            page = windows.get(email) or windows.setdefault(email, signed_in(browser, base, email))
            keep(name, page.screenshot(clip=shot(page)))  # type: ignore[arg-type]  # a clip is floats to Playwright
            sys.stdout.write(f"{name}\n")
            AFTER.get(name, lambda _page: None)(page)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:])
