"""The author's guide as help pages of the desk, in the language of the desk."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.author_help import help_entries, help_page, help_picture
from lms.lib.languages import reading_language


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The first page of the guide."""
    _for_the_desk(request)
    entries = help_entries(reading_language())
    if not entries:
        raise Http404
    return redirect("author_help_page", slug=entries[0].slug)


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the guide, beside the list of all."""
    _for_the_desk(request)
    language = reading_language()
    found = help_page(slug, language=language)
    if found is None:
        raise Http404
    entries = help_entries(language)
    place = entries.index(found.entry)
    context = {
        "page": found,
        "entries": entries,
        "previous": entries[place - 1] if place else None,
        "next": entries[place + 1] if place + 1 < len(entries) else None,
    }
    return render(request, "cms/desk/help.html", context)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of the guide."""
    _for_the_desk(request)
    path = help_picture(name)
    if path is None:
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def _for_the_desk(request: HttpRequest) -> None:
    if not (request.user.is_authenticated and request.user.works_in_cms):
        raise PermissionDenied(_("The guide is for those who write and validate."))
