"""The author's guide in the menu of those who write and validate."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class AuthorHelpItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.works_in_cms


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types
def author_help_urls() -> list[URLPattern | URLResolver]:
    return [path("guide/", include("cms.urls.author_help"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail has no types
def author_help_item() -> MenuItem:
    return AuthorHelpItem(
        _("Help for authors"), reverse("author_help"), name="author-help", icon_name="help", order=900
    )
