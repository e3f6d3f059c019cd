"""What may not be done to a page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.models import Page

from cms.models.addressed import AddressedPage, ShownPage


@hooks.register("before_serve_page")  # type: ignore[untyped-decorator]  # Wagtail has no types
def canonical_only(page: Page, request: HttpRequest, args: object, kwargs: object) -> HttpResponse:
    """A page found by its place in the tree is sent to its address; nothing else is served there."""
    if not isinstance(page, AddressedPage):
        raise Http404
    return redirect(page.address(), permanent=True)


@hooks.register("before_copy_page")  # type: ignore[untyped-decorator]  # Wagtail has no types
def one_page_for_each(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A course, module or lesson has one page in each language, so its page is not copied."""
    if not isinstance(page.specific, ShownPage):
        return None
    messages.error(request, gettext("A course, a module or a lesson has one page in each language: it is not copied."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
