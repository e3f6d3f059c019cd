"""News for everybody, and guides for tutors."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from accounts.models import User
from cms.models import AwarenessPage, NewsPage
from cms.queries import guide_page, guides_listed, news_listed, news_page, published
from lms.lib.languages import reading_language
from lms.lib.paging import page_of


@require_safe
def awareness(request: HttpRequest) -> HttpResponse:
    """News, brochures and studies, newest first."""
    page = published(AwarenessPage, language=reading_language()).first()
    if page is None:
        raise Http404
    kind = request.GET.get("kind", "")
    kind = kind if kind in NewsPage.Kind else ""
    rows = news_listed(language=reading_language(), kind=kind)
    response: HttpResponse = page.serve(
        request, page_obj=page_of(rows, request.GET.get("page")), kind=kind, kinds=NewsPage.Kind.choices
    )
    return response


@require_safe
def news(request: HttpRequest, slug: str) -> HttpResponse:
    """One piece of news, brochure or notice of a study."""
    page = news_page(slug, language=reading_language())
    if page is None:
        raise Http404
    response: HttpResponse = page.serve(request)
    return response


@login_required
@require_safe
def guides(request: PersonRequest) -> HttpResponse:
    """The guides for tutors, by module."""
    _admit(request.user)
    page = page_of(guides_listed(language=reading_language()), request.GET.get("page"))
    return render(request, "cms/guides.html", {"page_obj": page})


@login_required
@require_safe
def guide(request: PersonRequest, slug: str) -> HttpResponse:
    """The guide of one module, to be read or printed."""
    _admit(request.user)
    page = guide_page(slug, language=reading_language())
    if page is None:
        raise Http404
    response: HttpResponse = page.serve(request)
    return response


def _admit(person: User) -> None:
    if not person.animates:
        raise PermissionDenied(_("The guides are for tutors, coordinators and those who write the courses."))
