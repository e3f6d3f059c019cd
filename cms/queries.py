"""Which page answers an address."""

from typing import TypeVar

from django.db.models import Case, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Length

from assessments.models import Quiz
from cms.models import CoursePage, GuidePage, LessonPage, ModulePage, NewsPage, StandardPage
from cms.models.addressed import AddressedPage

P = TypeVar("P", bound=AddressedPage)


def published(model: type[P], *, language: str) -> QuerySet[P]:
    """The live pages of a kind in one language, each with its locale."""
    pages: QuerySet[P] = model._default_manager.filter(live=True, locale__language_code=language)
    return pages.select_related("locale")


def published_best(model: type[P], *, language: str) -> QuerySet[P]:
    """The live pages of a kind, those in `language` before those in the other one, each with its locale.

    Where a page is not translated its readers are given the other language, whole.
    """
    pages: QuerySet[P] = model._default_manager.filter(live=True).select_related("locale")
    return pages.order_by(Case(When(locale__language_code=language, then=0), default=1))


def course_page(slug: str, *, language: str) -> CoursePage | None:
    """The live page of a course, in `language` or else in the other one: two queries.

    It carries its course with the professions addressed, and `pass_mark`.
    """
    pages = published_best(CoursePage, language=language).filter(course__slug=slug).select_related("course")
    marks = Quiz.objects.filter(module__editions__course=OuterRef("course")).order_by("pass_mark_percent")
    pages = pages.annotate(pass_mark=Subquery(marks.values("pass_mark_percent")[:1]))
    page: CoursePage | None = pages.prefetch_related("course__professions").first()
    return page


def module_page(slug: str, *, language: str) -> ModulePage | None:
    """The live page of a module, in `language` or else in the other one, with its module and quiz: one query."""
    pages = published_best(ModulePage, language=language).filter(module__slug=slug)
    return pages.select_related("module__quiz").first()


def lesson_page(slug: str, *, language: str) -> LessonPage | None:
    """The live page of a lesson, in `language` or else in the other one, with its lesson and module: one query."""
    pages = published_best(LessonPage, language=language).filter(lesson__slug=slug)
    return pages.select_related("lesson__module").first()


def standard_page(slug: str, *, language: str) -> StandardPage | None:
    """The live page of text at `slug`, in `language` or else in the other one: one query."""
    return published_best(StandardPage, language=language).filter(slug=slug).first()


def guide_page(slug: str, *, language: str) -> GuidePage | None:
    """The live tutor’s guide of the module at `slug`, in `language` or else in the other one: one query."""
    return published_best(GuidePage, language=language).filter(module__slug=slug).select_related("module").first()


def news_page(slug: str, *, language: str) -> NewsPage | None:
    """The live page of news at `slug`, in `language` or else in the other one: one query."""
    return published_best(NewsPage, language=language).filter(slug=slug).first()


def news_listed(*, language: str, kind: str = "") -> QuerySet[NewsPage]:
    """The live news in one language, newest first, of one kind where asked: one query."""
    pages = published(NewsPage, language=language)
    return (pages.filter(kind=kind) if kind else pages).order_by("-day", "title")


def guides_listed(*, language: str) -> QuerySet[GuidePage]:
    """The live tutors’ guides in one language, in the order of their modules: one query."""
    return (
        published(GuidePage, language=language)
        .select_related("module")
        .order_by(Length("module__code"), "module__code")
    )
