"""The rows of a pack: modules, lessons, courses, editions, questions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Profession
from assessments.models import Attempt, Choice, Question, Quiz
from cms.pack import facts as said
from cms.services.pen import Facts, Pen
from cms.services.question_keys import PREFETCHED, key_said, key_standing, write_key
from cms.services.settling import both, save, settle_all, standing, uuid_of
from courses.models import Course, Edition, EditionModule, Lesson, Module
from enrolments.models import Enrolment
from library.models import Indicator, LegalReference


def write_courses(pack: said.Pack, pen: Pen) -> None:
    """Modules with their lessons and quizzes, then courses with their editions."""
    settle_all(pen, "module", Module, "slug", {each.slug: _module(each) for each in pack.modules})
    modules = {each.slug: each.pk for each in Module.objects.all()}
    lessons = {
        lesson.slug: _lesson(lesson, n, modules[module.slug])
        for module in pack.modules
        for n, lesson in enumerate(module.lessons)
    }
    settle_all(pen, "lesson", Lesson, "slug", lessons)
    quizzes = {each.slug: _quiz(each.quiz, modules[each.slug]) for each in pack.modules if each.quiz}
    settle_all(pen, "quiz", Quiz, "module__slug", quizzes)
    for module in pack.modules:
        _write_questions(module, pen)
    for course in pack.courses:
        _write_course(course, pen)
        for edition in course.editions:
            _write_edition(edition, course.slug, modules, pen)


def _module(module: said.Module) -> dict[str, Any]:
    return {
        "slug": module.slug, "code": module.code, "minutes": module.minutes, "has_quiz": module.quiz is not None,
        "uuid": uuid_of("module", module.slug), **both("title", module.title),
    }  # fmt: skip


def _lesson(lesson: said.Lesson, position: int, module: int) -> dict[str, Any]:
    return {
        "slug": lesson.slug, "module_id": module, "position": position, "minutes": lesson.fr.minutes,
        "uuid": uuid_of("lesson", lesson.slug), "title_fr": lesson.fr.title, "title_ar": lesson.ar.title,
    }  # fmt: skip


def _quiz(quiz: said.Quiz, module: int) -> dict[str, Any]:
    return {"module_id": module, "question_count": quiz.questions, "pass_mark_percent": quiz.pass_mark_percent}


def _write_course(course: said.Course, pen: Pen) -> None:
    facts = {
        "slug": course.slug, "code": course.code, "regime": course.regime, "hours": course.hours,
        "months_valid": course.months_valid, "uuid": uuid_of("course", course.slug),
        **both("title", course.title), **both("summary", course.summary),
    }  # fmt: skip
    row = Course.objects.filter(slug=course.slug).first()
    stands = standing(row, facts)
    if row and stands is not None:
        stands = {**stands, "professions": sorted(row.professions.values_list("code", flat=True))}

    def write() -> None:
        save(Course, row, facts)
        written = Course.objects.get(slug=course.slug)
        written.professions.set(Profession.objects.filter(code__in=course.professions))

    pen.settle(
        "course", course.slug, says={**facts, "professions": sorted(course.professions)}, stands=stands, write=write
    )


def _write_edition(edition: said.Edition, course: str, modules: Mapping[str, int], pen: Pen) -> None:
    facts = {
        "number": edition.number, "opens_on": edition.opens_on, "closes_on": edition.closes_on, "hours": edition.hours,
    }  # fmt: skip
    row = Edition.objects.filter(course__slug=course, number=edition.number).first()
    held = list(row.places.order_by("position").values_list("module__slug", flat=True)) if row else []
    stands = standing(row, facts)
    other = row is not None and held != list(edition.modules) and Enrolment.objects.filter(edition=row).exists()

    def write() -> None:
        save(Edition, row, {**facts, "course_id": Course.objects.get(slug=course).pk})
        written = Edition.objects.get(course__slug=course, number=edition.number)
        if held != list(edition.modules):
            written.places.all().delete()
            EditionModule.objects.bulk_create(
                EditionModule(edition=written, module_id=modules[slug], position=n)
                for n, slug in enumerate(edition.modules)
            )

    pen.settle(
        "edition", f"{course}/{edition.number}",
        says={**facts, "modules": edition.modules},
        stands=None if stands is None else {**stands, "modules": held},
        write=write,
        refused=_("people are enrolled in it, so its modules stay: write a new edition") if other else "",
    )  # fmt: skip


def _write_questions(module: said.Module, pen: Pen) -> None:
    """Settle the questions of a module: eleven queries, and those of the rows that change.

    Files come before the questions that belong to them.
    """
    owner = Module.objects.get(slug=module.slug)
    sat = Attempt.objects.filter(quiz__module=owner).exists()
    rows_there = {
        row.code: row
        for row in Question.objects.filter(code__in=[question.code for question in module.questions]).prefetch_related(
            "legal_references", "indicators", "choices", "lesson", "module", *PREFETCHED
        )
    }
    for question in sorted(module.questions, key=lambda each: bool(each.file)):
        _write_question(question, owner, rows_there.get(question.code), sat, pen)


def _write_question(question: said.Question, module: Module, row: Question | None, sat: bool, pen: Pen) -> None:
    stands = _question_standing(row) if row else None
    fewer = row is not None and sat and row.choices.count() > len(question.choices)

    def write() -> None:
        facts = {name: value for name, value in says.items() if name in _QUESTION_COLUMNS}
        lesson = Lesson.objects.filter(slug=question.lesson).first()
        save(Question, row, {**facts, "module_id": module.pk, "lesson_id": lesson.pk if lesson else None})
        written = Question.objects.get(code=question.code)
        written.legal_references.set(LegalReference.objects.filter(code__in=question.law))
        written.indicators.set(Indicator.objects.filter(code__in=question.indicators))
        _write_choices(written, question.choices)
        write_key(written, question)

    says = _question_said(question, module)
    pen.settle(
        "question", question.code, says=says, stands=stands, write=write,
        refused=_("its quiz has been sat, so no choice is taken away: write a new question") if fewer else "",
    )  # fmt: skip


_QUESTION_COLUMNS = ("code", "kind", "difficulty", "is_situation", "text_fr", "text_ar", "feedback_fr", "feedback_ar")
_CHOICE_COLUMNS = ("position", "is_correct", "text_fr", "text_ar", "feedback_fr", "feedback_ar")


def _question_said(question: said.Question, module: Module) -> Facts:
    return {
        "code": question.code, "kind": question.kind, "difficulty": question.difficulty,
        "is_situation": question.situation, **both("text", question.text), **both("feedback", question.feedback),
        "module": module.slug, "lesson": question.lesson, "law": sorted(question.law),
        "indicators": sorted(question.indicators),
        "choices": [_choice(choice, n) for n, choice in enumerate(question.choices)],
        **key_said(question),
    }  # fmt: skip


def _question_standing(row: Question) -> Facts:
    return {
        **{name: getattr(row, name) for name in _QUESTION_COLUMNS},
        "module": row.module.slug,
        "lesson": row.lesson.slug if row.lesson else "",
        "law": sorted(each.code for each in row.legal_references.all()),
        "indicators": sorted(each.code for each in row.indicators.all()),
        "choices": [{name: getattr(choice, name) for name in _CHOICE_COLUMNS} for choice in row.choices.all()],
        **key_standing(row),
    }


def _choice(choice: said.Choice, position: int) -> dict[str, Any]:
    return {
        "position": position, "is_correct": choice.correct, **both("text", choice.text),
        **both("feedback", choice.feedback),
    }  # fmt: skip


def _write_choices(question: Question, choices: Iterable[said.Choice]) -> None:
    """Write the choices in place, so that each keeps its identity."""
    facts = [_choice(choice, n) for n, choice in enumerate(choices)]
    rows_there = {choice.position: choice for choice in question.choices.all()}
    for each in facts:
        row = rows_there.get(each["position"])
        identity = {} if row else {"uuid": uuid_of("choice", f"{question.code}/{each['position']}")}
        save(Choice, row, {**each, **identity, "question_id": question.pk})
    question.choices.filter(position__gte=len(facts)).delete()
