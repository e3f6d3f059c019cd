"""Files of questions, in and out, in the menu of those who write and validate."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class ExchangeItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.works_in_cms


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types
def exchange_urls() -> list[URLPattern | URLResolver]:
    return [path("exchange/", include("cms.urls.exchange"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail has no types
def exchange_item() -> MenuItem:
    return ExchangeItem(_("Files of questions"), reverse("exchange"), name="exchange", icon_name="upload", order=235)
