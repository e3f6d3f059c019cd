"""What the desk does around Wagtail's own pages: languages brought in line, changes named, the home."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.models import Page

from cms.desk.alignment import agree
from cms.desk.home import DeskPanel


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]  # Wagtail has no types
def our_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("lms/desk/desk.css"))


def keep_in_line(request: HttpRequest, page: Page) -> None:
    """Whoever ticks that both languages say the same says it of the page as it is now saved.

    The editor also saves by itself while somebody writes: that says nothing yet.
    """
    saved_by_itself = not request.accepts("text/html")
    if request.POST.get("aligned") and not saved_by_itself:
        agree(page, by=request.user, at=timezone.now())  # type: ignore[arg-type]  # whoever is here is signed in


for name in ("after_edit_page", "after_create_page", "before_publish_page"):
    hooks.register(name, keep_in_line)


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]  # Wagtail has no types
def name_each_change(request: HttpRequest, action_type: str, objects: list[Page], action: Any) -> HttpResponse | None:
    """A change of a published page is named in its editor, so pages whose change is not are not published in bulk."""
    if action_type != "publish" or request.method != "POST" or not all(isinstance(each, Page) for each in objects):
        return None
    unnamed = [page for page in objects if page.live and page.has_unpublished_changes and not _is_named(page)]
    if not unnamed:
        return None
    titles = ", ".join(page.draft_title for page in unnamed)
    messages.error(
        request,
        gettext("Nothing was published: say first, in the editor, what kind of change this is: %(titles)s")
        % {"titles": titles},
    )
    return redirect("wagtailadmin_explore", unnamed[0].get_parent().pk)


def _is_named(page: Page) -> bool:
    revision = page.get_latest_revision()
    return bool(revision and revision.content.get("change_kind"))


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # Wagtail has no types
def what_waits(request: HttpRequest, panels: list[Component]) -> None:
    """Our panel stands for Wagtail's two about the workflow, which grow with what waits."""
    grown = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
    panels[:] = [each for each in panels if not isinstance(each, grown)] + [DeskPanel()]
