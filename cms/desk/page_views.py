"""Wagtail's editor and history of a page, with what the desk adds to them."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.models import PageLogEntry

from cms.desk.alignment import Standing, standing_of
from cms.desk.changes import SHORT, ChangeKind
from cms.desk.side_panel import CounterpartSidePanel
from cms.models.addressed import AddressedPage


class PageEdit(EditView):
    """The editor of a page, with the other language beside it and a word on how the two stand."""

    @cached_property
    def standing(self) -> Standing | None:
        return standing_of(self.page) if isinstance(self.page, AddressedPage) else None

    def get_template_names(self) -> list[str]:
        names: list[str] = super().get_template_names()
        return ["cms/desk/edit.html"] if names == ["wagtailadmin/pages/edit.html"] else names

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        if self.standing and not self.expects_json_response:
            panels.append(CounterpartSidePanel(self.page, self.request, standing=self.standing))
        return panels

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"standing": self.standing}


class PageHistory(PageHistoryView):
    """The history of a page, with the kind of each change that was published or submitted."""

    @cached_property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("change", label=_("Kind of change"), accessor=kind_of_change, width="20%")]


def kind_of_change(entry: PageLogEntry) -> str:
    """The kind of change that the revision of a history's `entry` carries, and the sentence that tells it."""
    content = entry.revision.content if entry.revision_id and entry.revision else {}
    kind = content.get("change_kind")
    if kind not in ChangeKind.values:
        return ""
    return " – ".join(str(word) for word in (SHORT[ChangeKind(kind)], content.get("change_note")) if word)
