"""Which page answers an address."""

from typing import TypeVar

from django.db.models import OuterRef, QuerySet, Subquery

from assessments.models import Quiz
from cms.models import CoursePage, LessonPage, ModulePage, StandardPage
from cms.models.addressed import AddressedPage

P = TypeVar("P", bound=AddressedPage)


def published(model: type[P], *, language: str) -> QuerySet[P]:
    """The live pages of a kind in one language, each with its locale."""
    pages: QuerySet[P] = model._default_manager.filter(live=True, locale__language_code=language)
    return pages.select_related("locale")


def course_page(slug: str, *, language: str) -> CoursePage | None:
    """The live page of a course, with its course, the professions addressed and `pass_mark`: two queries."""
    pages = published(CoursePage, language=language).filter(course__slug=slug).select_related("course")
    marks = Quiz.objects.filter(module__editions__course=OuterRef("course")).order_by("pass_mark_percent")
    pages = pages.annotate(pass_mark=Subquery(marks.values("pass_mark_percent")[:1]))
    page: CoursePage | None = pages.prefetch_related("course__professions").first()
    return page


def module_page(slug: str, *, language: str) -> ModulePage | None:
    """The live page of a module, with its module and quiz: one query."""
    pages = published(ModulePage, language=language).filter(module__slug=slug)
    return pages.select_related("module__quiz").first()


def lesson_page(slug: str, *, language: str) -> LessonPage | None:
    """The live page of a lesson, with its lesson and module: one query."""
    pages = published(LessonPage, language=language).filter(lesson__slug=slug)
    return pages.select_related("lesson__module").first()


def standard_page(slug: str, *, language: str) -> StandardPage | None:
    """The live page of text at `slug`: one query."""
    return published(StandardPage, language=language).filter(slug=slug).first()
