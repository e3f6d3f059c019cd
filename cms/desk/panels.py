"""Panels of the editor."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class ShownPanel(FieldPanel):
    """The course, module or lesson that a page shows, to be read: it is chosen or made with the page."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **{**kwargs, "read_only": True})

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.read_only and getattr(self.instance, f"{self.field_name}_id", None) is not None


def change_panel() -> MultiFieldPanel:
    """What this change is, on a page that is published already, and whether both languages now agree."""
    return MultiFieldPanel(
        [FieldPanel("change_kind"), FieldPanel("change_note"), FieldPanel("aligned")],
        heading=_("This change"),
        icon="edit",
        classname="desk-change",
    )


def new_object_panel(*field_names: str, heading: Any) -> MultiFieldPanel:
    """What a new page says of the lesson or module that is made with it."""
    return MultiFieldPanel([FieldPanel(name) for name in field_names], heading=heading, icon="list-ol")
