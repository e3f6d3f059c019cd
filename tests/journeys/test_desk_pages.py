"""The pages of the desk in both languages, light on a screen and dark on a phone: no barrier.

The editors of pages and library entries are Wagtail's own and are not asked.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, StorageState

from tests.journeys.test_pages import Scheme, barriers

pytestmark = pytest.mark.once

PAGES = [
    "/cms/",
    "/cms/guide/01-arriver-au-bureau/",
    "/cms/guide/03-l-autre-langue/",
    "/cms/reviews/",
    "/cms/exchange/",
    "/cms/waiting/untested-indicators/",
    "/cms/waiting/refused/",
    "/cms/question/",
    "/cms/question/edit/1/",
    "/cms/edition/edit/1/",
    "/cms/scenarios/1/",
    "/cms/scenarios/1/scenes/",
    "/cms/snippets/library/judgment/",
]
LOOKS: list[tuple[Scheme, int]] = [("light", 1280), ("dark", 360)]


def speak(desk: Page, language: str, kept: dict[str, StorageState]) -> None:
    """Choose the language of the desk, as whoever works there does; it begins a new session."""
    desk.goto("/cms/account/")
    desk.select_option("[name=locale-preferred_language]", language)
    with desk.expect_navigation():
        desk.locator("[name=locale-preferred_language]").evaluate("each => each.form.requestSubmit()")
    kept["leila"] = desk.context.storage_state()


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_axe_finds_no_barrier_at_the_desk(
    visit: Callable[..., Page], kept: dict[str, StorageState], language: str
) -> None:
    desk = visit("leila")
    speak(desk, language, kept)
    found: dict[str, list[str]] = {}

    for path in PAGES:
        response = desk.goto(path)
        assert (response and response.status, desk.url.endswith(path)) == (200, True), desk.url
        assert desk.locator("html").get_attribute("lang") == language
        for scheme, width in LOOKS:
            desk.emulate_media(color_scheme=scheme)
            desk.set_viewport_size({"width": width, "height": 900})
            found[f"{path} {scheme} {width}"] = barriers(desk)

    assert {place: lines for place, lines in found.items() if lines} == {}
