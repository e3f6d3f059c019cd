"""Scenarios and files to screen at the author's desk."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.widgets.button import Button

from assessments.models.scenarios import Scenario
from assessments.models.screenings import ScreeningFile
from cms.desk.columns import YesNo
from cms.desk.scenario_forms import ScenarioForm
from cms.desk.screening_forms import ScreeningForm
from cms.wagtail_hooks.learning import Desk


class ToTheGraph:
    """A view of a scenario that leads on to its graph once it is saved."""

    object: Any

    def get_success_url(self) -> str:
        return reverse("scenario_graph", args=[self.object.pk])


class ScenarioCreate(ToTheGraph, CreateView):
    pass


class ScenarioEdit(ToTheGraph, EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        url = reverse("scenario_graph", args=[self.object.pk])
        return [*super().header_more_buttons, Button(_("Scenes and check"), url=url, icon_name="list-ul")]


class Scenarios(Desk):
    model = Scenario
    icon = "pick"
    list_display = ["title", "slug", "minutes", "current"]
    list_filter = ["modules"]
    search_fields = ["slug", "title_fr", "title_ar", "summary_fr", "summary_ar"]
    object_form = ScenarioForm
    add_view_class = ScenarioCreate
    edit_view_class = ScenarioEdit
    related = ("current",)


class ScreeningFiles(Desk):
    model = ScreeningFile
    icon = "tasks"
    list_display = ["title", "slug", "audience", YesNo(ScreeningFile, "is_published")]
    list_filter = ["audience", "modules", "is_published"]
    search_fields = ["slug", "title_fr", "title_ar", "narrative_fr", "narrative_ar"]
    object_form = ScreeningForm


class PracticeGroup(ViewSetGroup):
    menu_label = _("Scenarios and screening")
    menu_icon = "pick"
    menu_order = 235
    items = (Scenarios, ScreeningFiles)


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # Wagtail has no types
def practice() -> list[ViewSetGroup]:
    return [PracticeGroup()]


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types
def practice_urls() -> list[URLPattern | URLResolver]:
    return [path("scenarios/", include("cms.urls.scenarios"))]
