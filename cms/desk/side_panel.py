"""The other language beside the editor, place by place, to be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page

from cms.desk.alignment import Standing
from cms.desk.prints import TEXTS
from library.queries import penalty_phrases


@dataclass(frozen=True)
class Place:
    """A text or a block of the other language; `mark` says what became of it since both said the same."""

    key: str
    label: str
    html: SafeString
    mark: str
    is_here: bool


class CounterpartSidePanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Show or hide the other language")
        icon_name = "globe"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"count": self.panel.standing.differences}

    name = "counterpart"
    title = _("The other language")
    template_name = "cms/desk/side_panel.html"
    order = 150

    class Media:
        js = ["lms/desk/counterpart.js"]

    def __init__(self, object: Page, request: Any, *, standing: Standing) -> None:
        super().__init__(object, request)
        self.standing = standing

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        there = self.standing.counterpart
        if there is None:
            return context | {"standing": self.standing}
        newest = there.get_latest_revision_as_object()
        return context | {
            "standing": self.standing,
            "counterpart": newest,
            "places": list(self._places(newest)),
            "alone": self._alone(newest),
        }

    def _places(self, newest: Page) -> Iterator[Place]:
        here = {block["id"] for block in _raw(self.object)} | set(TEXTS)
        context = {"phrases": SimpleLazyObject(penalty_phrases)}
        for name in TEXTS:
            if text := getattr(newest, name, ""):
                yield self._place(
                    name, newest._meta.get_field(name).verbose_name, mark_safe(linebreaks(text, autoescape=True)), here
                )
        for block in getattr(newest, "body", ()):
            with translation.override(newest.locale.language_code):
                html = block.render(context={**context, "block_id": block.id})
            yield self._place(block.id, block.block.label, html, here)

    def _place(self, key: str, label: Any, html: str, here: set[str]) -> Place:
        mark = "changed" if key in self.standing.changed else "new" if key in self.standing.added else ""
        return Place(key, label, cast(SafeString, html), mark, key in here)

    def _alone(self, newest: Page) -> int:
        """How many blocks stand on the page in the editor alone."""
        there = {block["id"] for block in _raw(newest)}
        return sum(1 for block in _raw(self.object) if block["id"] not in there)


def _raw(page: Page) -> list[dict[str, Any]]:
    body = getattr(page, "body", None)
    return list(body.raw_data) if body else []
