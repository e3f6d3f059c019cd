"""Each address of a page: find it in the reader's language, see that it may be read, let it answer."""

from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.demo import PASSWORD, accounts_offered
from accounts.http import PersonRequest
from cms.forms import CatalogueFilter
from cms.models import CataloguePage, HomePage
from cms.models.addressed import AddressedPage
from cms.outlines import catalogue as catalogue_entries
from cms.outlines import courses_holding
from cms.queries import course_page, lesson_page, module_page, published, standard_page
from courses.models import Lesson
from enrolments.errors import LessonClosed
from enrolments.services import open_lesson
from lms.lib.dates import day_of
from lms.lib.languages import reading_language

P = TypeVar("P", bound=AddressedPage, covariant=True)


class Find(Protocol[P]):
    """A query for the live page at an address in one language."""

    def __call__(self, slug: str, *, language: str) -> P | None: ...


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, for whom, and where to begin."""
    page = published(HomePage, language=reading_language()).first()
    if page is None:
        return render(request, "cms/empty_site.html", status=503)
    accounts = accounts_offered() if settings.DEBUG and not request.user.is_authenticated else ()
    return _served(page, request, accounts=accounts, password=PASSWORD)


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The courses, those for the reader's profession first."""
    page = published(CataloguePage, language=reading_language()).first()
    if page is None:
        raise Http404
    form = CatalogueFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    learner = request.user if request.user.is_authenticated else None
    entries = catalogue_entries(learner=learner, on=day_of(timezone.now()), **chosen)
    return _served(page, request, form=form, entries=entries, filtered=any(chosen.values()))


@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """The outline of a course, and the reader's way through it."""
    return _answer(request, course_page, slug)


@require_safe
def module(request: HttpRequest, slug: str) -> HttpResponse:
    """The outline of a module."""
    return _answer(request, module_page, slug)


@require_safe
def standard(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of text, such as the legal notice."""
    return _answer(request, standard_page, slug)


@login_required
@require_safe
def lesson(request: PersonRequest, slug: str) -> HttpResponse:
    """A lesson, for whoever is enrolled in a course that holds it, and for those who write it."""
    page = _published(lesson_page, slug)
    try:
        progress = open_lesson(request.user, lesson=page.lesson, revision=page.live_revision_id, at=timezone.now())
    except LessonClosed as closed:
        if not request.user.works_in_cms:
            return _locked(request, page.lesson, str(closed))
        progress = None
    return _served(page, request, progress=progress)


def _served(page: AddressedPage, request: HttpRequest, **context: object) -> HttpResponse:
    response: HttpResponse = page.serve(request, **context)
    return response


def _answer(request: HttpRequest, find: Find[Any], slug: str) -> HttpResponse:
    return _served(_published(find, slug), request)


def _published(find: Find[P], slug: str) -> P:
    """The live page in the reader's language, else in the other one, whole; not found where it is in neither."""
    page = find(slug, language=reading_language())
    if page is None:
        raise Http404
    return page


def _locked(request: PersonRequest, lesson: Lesson, reason: str) -> HttpResponse:
    courses = courses_holding(lesson.module_id, on=day_of(timezone.now()))
    return render(request, "cms/locked.html", {"lesson": lesson, "reason": reason, "courses": courses}, status=403)
