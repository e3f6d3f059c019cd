"""Pages of the editing desk that stand in the place of Wagtail's own, below the address of the desk."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from cms.desk import page_views, views


def _guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    guarded: Callable[..., HttpResponseBase] = never_cache(require_admin_access(view))
    return guarded


urlpatterns = [
    path("pages/<int:page_id>/edit/", _guarded(page_views.PageEdit.as_view())),
    path("pages/<int:page_id>/history/", _guarded(page_views.PageHistory.as_view())),
    path("pages/<int:page_id>/history/results/", _guarded(page_views.PageHistory.as_view(results_only=True))),
    path("jsi18n/", views.script_words),
    path("waiting/<slug:key>/", _guarded(views.waiting_list), name="desk_list"),
]
