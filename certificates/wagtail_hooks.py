"""Certificates at the desk, for administrators: templates, issuing bodies, and what could not be issued."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.components import Component
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from certificates.models import DocumentTemplate, IssuingBody
from certificates.models.templates import IN_ARABIC
from certificates.queries import certificates_to_print

LATE = timedelta(minutes=10)


class EditedOnly(ModelPermissionPolicy):
    """There are three documents: their templates are edited and restored, never added or deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


class Templates(SnippetViewSet):
    model = DocumentTemplate
    icon = "doc-full"
    list_display = ["__str__", "title_fr", "title_ar", "accent"]
    add_to_reference_index = False

    @property
    def permission_policy(self) -> EditedOnly:
        return EditedOnly(self.model)


class IssuingBodies(SnippetViewSet):
    model = IssuingBody
    icon = "group"
    list_display = ["name_fr", "name_ar", "position"]
    search_fields = ["name_fr", "name_ar"]
    panels = [
        FieldRowPanel([FieldPanel("name_fr"), FieldPanel("name_ar", widget=IN_ARABIC)]),
        FieldPanel("logo"),
        FieldPanel("position"),
    ]


class CertificatesGroup(SnippetViewSetGroup):
    menu_label = _("Certificates")
    menu_icon = "clipboard-list"
    menu_order = 240
    items = (Templates, IssuingBodies)


register_snippet(CertificatesGroup)


class LatePanel(Component):
    """How many certificates should have been issued and are not: the key is refused, or no worker runs."""

    name = "certificates-late"
    template_name = "certificates/desk/late.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        late = certificates_to_print().filter(issued_at__lt=timezone.now() - LATE)
        return {"late": late.count()}


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # Wagtail has no types
def what_is_late(request: HttpRequest, panels: list[Component]) -> None:
    """Administrators are told on the first page of the desk."""
    if request.user.is_superuser:
        panels.append(LatePanel())
