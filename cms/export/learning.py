"""Courses, modules, questions and pages as the files of a pack."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from assessments.models import Kind, Question, Quiz
from cms.export.bank import PREFETCHED, key_of, share_of
from cms.export.texts import text_file
from cms.export.yaml_text import words, written
from cms.models import GuidePage, LessonPage, ModulePage, NewsPage, StandardPage
from cms.models.addressed import AddressedPage
from courses.models import Course, EditionModule, Module

Files = Iterator[tuple[str, str]]


def course_files() -> Files:
    """Each course with its editions: four queries."""
    places = Prefetch("editions__places", EditionModule.objects.select_related("module"))
    for course in Course.objects.prefetch_related("professions", places):
        facts = {
            "code": course.code, "slug": course.slug, "regime": course.regime,
            "professions": [each.code for each in course.professions.all()], "title": words(course, "title"),
            "summary": words(course, "summary"), "hours": _number(course.hours), "months_valid": course.months_valid,
            "editions": [_edition(edition) for edition in course.editions.all()],
        }  # fmt: skip
        yield f"courses/{course.slug}.yaml", written(facts)


def _edition(edition: Any) -> dict[str, Any]:
    return {
        "number": edition.number, "opens_on": edition.opens_on, "closes_on": edition.closes_on,
        "hours": _number(edition.hours) if edition.hours is not None else None,
        "modules": [place.module.slug for place in edition.places.all()],
    }  # fmt: skip


def _number(value: Any) -> float | int:
    return int(value) if value == int(value) else float(value)


def module_files() -> Files:
    """Each module with its lessons in both languages, its guide and its questions: a dozen queries."""
    lessons = _pairs(LessonPage, "lesson")
    guides = _pairs(GuidePage, "module")
    outlines = _pairs(ModulePage, "module")
    quizzes = {quiz.module_id: quiz for quiz in Quiz.objects.filter(module__isnull=False)}
    for n, module in enumerate(sorted(Module.objects.prefetch_related("lessons"), key=_order), start=1):
        pages = outlines.get(module.uuid)
        if not pages:
            continue
        folder = f"modules/{_order(module)[0] or n:02d}-{module.slug}"
        shown = [lesson for lesson in module.lessons.all() if lesson.uuid in lessons]
        yield f"{folder}/module.yaml", written(_module(module, pages, shown, quizzes.get(module.pk)))
        for position, lesson in enumerate(shown, start=1):
            for language, page in lessons[lesson.uuid].items():
                head = {"title": page.title, "summary": page.summary, "minutes": lesson.minutes}
                yield f"{folder}/{position:02d}-{lesson.slug}.{language}.md", text_file(head, page.body)
        for language, page in guides.get(GuidePage.key_of(module), {}).items():
            head = {"title": page.title, "summary": page.summary, "minutes": page.minutes}
            yield f"{folder}/guide.{language}.md", text_file(head, page.body)
        yield f"{folder}/questions.yaml", written(_questions(module))


def _order(module: Module) -> tuple[int, str]:
    """Modules by the number in their code."""
    digits = "".join(letter for letter in module.code if letter.isdigit())
    return int(digits or 0), module.code


def _pairs(model: type[AddressedPage], *related: str) -> dict[UUID, dict[str, Any]]:
    """The live pages of a kind that stand in both languages, by what the two have in common: one query."""
    found: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for page in model.objects.filter(live=True).select_related("locale", *related).order_by("-locale__language_code"):
        found[page.translation_key][page.locale.language_code] = page
    return {key: pages for key, pages in found.items() if len(pages) == 2}


def _module(module: Module, pages: dict[str, Any], lessons: list[Any], quiz: Quiz | None) -> dict[str, Any]:
    return {
        "code": module.code, "slug": module.slug, "title": words(module, "title"),
        "summary": {language: page.summary for language, page in pages.items()}, "minutes": module.minutes,
        "objectives": {language: page.objectives.splitlines() for language, page in pages.items()},
        "lessons": [lesson.slug for lesson in lessons],
        "quiz": {"questions": quiz.question_count, "pass_mark_percent": quiz.pass_mark_percent} if quiz else None,
    }  # fmt: skip


def _questions(module: Module) -> list[dict[str, Any]]:
    rows = module.questions.filter(is_retired=False).select_related("lesson")
    return [_question(row) for row in rows.prefetch_related("legal_references", "indicators", "choices", *PREFETCHED)]


def _question(row: Question) -> dict[str, Any]:
    return {
        "code": row.code, "kind": row.kind, "difficulty": row.difficulty, "situation": row.is_situation,
        "lesson": row.lesson.slug if row.lesson else "", "law": [law.code for law in row.legal_references.all()],
        "indicators": [each.code for each in row.indicators.all()], **_said(row), **key_of(row),
        **_choices(row),
    }  # fmt: skip


def _choices(row: Question) -> dict[str, Any]:
    if row.kind not in {Kind.SINGLE, Kind.MULTIPLE}:
        return {}
    choices = row.choices.all()
    return {"choices": [{"correct": each.is_correct, **share_of(each), **_said(each)} for each in choices]}


def _said(row: Any) -> dict[str, dict[str, str]]:
    return {
        language: {"text": getattr(row, f"text_{language}"), "feedback": getattr(row, f"feedback_{language}")}
        for language in ("fr", "ar")
    }


def page_files() -> Files:
    """Pages of text, and news: two queries."""
    for pages in _pairs(StandardPage).values():
        for language, page in pages.items():
            head = {"title": page.title, "summary": page.summary}
            yield f"pages/{page.slug}.{language}.md", text_file(head, page.body)
    for pages in _pairs(NewsPage).values():
        for language, page in pages.items():
            head = {
                "title": page.title, "summary": page.summary, "kind": page.kind, "date": page.day,
                "citation": page.citation,
            }  # fmt: skip
            yield f"news/{page.slug}.{language}.md", text_file(head, page.body)
