"""The rows of a pack's bank: tags, blueprints, and the tests of courses."""

from datetime import timedelta
from typing import Any

from assessments.models import Blueprint, DrawRule, Quiz, Tag
from cms.pack.facts import Bank
from cms.pack.question_facts import Blueprint as SaidBlueprint
from cms.pack.question_facts import Draw, Test
from cms.services.pen import Facts, Pen
from cms.services.settling import both, save, settle_all, standing
from courses.models import Course, Module
from library.models import Dimension, Indicator, LegalReference


def write_tags(bank: Bank, pen: Pen) -> None:
    """Tags, before the questions that carry them."""
    settle_all(
        pen, "tag", Tag, "code", {each.code: {"code": each.code, **both("name", each.name)} for each in bank.tags}
    )


def write_tests(bank: Bank, pen: Pen) -> None:
    """Blueprints, and the tests of courses that draw by them; a final exam closes its course."""
    for blueprint in bank.blueprints:
        _write_blueprint(blueprint, pen)
    for test in bank.tests:
        _write_test(test, pen)


def _write_blueprint(blueprint: SaidBlueprint, pen: Pen) -> None:
    row = Blueprint.objects.filter(code=blueprint.code).first()
    facts = {"code": blueprint.code, **both("name", blueprint.name)}
    stands = standing(row, facts)

    def write() -> None:
        save(Blueprint, row, facts)
        written = Blueprint.objects.get(code=blueprint.code)
        written.rules.all().delete()
        DrawRule.objects.bulk_create(
            DrawRule(blueprint=written, position=n, **_columns(draw)) for n, draw in enumerate(blueprint.draws)
        )

    pen.settle(
        "blueprint", blueprint.code,
        says={**facts, "draws": [_draw_said(draw) for draw in blueprint.draws]},
        stands=None if row is None else {**(stands or {}), "draws": [_draw_standing(rule) for rule in _rules(row)]},
        write=write,
    )  # fmt: skip


def _rules(row: Blueprint) -> list[DrawRule]:
    named = ("module", "tag", "indicator", "dimension__guide", "article")
    return list(row.rules.select_related(*named).order_by("position"))


def _draw_said(draw: Draw) -> Facts:
    return {name: value for name, value in vars(draw).items() if name != "place"}


def _draw_standing(rule: DrawRule) -> Facts:
    return {
        "count": rule.count, "module": rule.module.slug if rule.module else "",
        "tag": rule.tag.code if rule.tag else "",
        "indicator": rule.indicator.code if rule.indicator else "",
        "dimension": f"{rule.dimension.guide_id} {rule.dimension.code}" if rule.dimension else "",
        "article": rule.article.code if rule.article else "", "difficulty": rule.difficulty, "kind": rule.kind,
    }  # fmt: skip


def _columns(draw: Draw) -> dict[str, Any]:
    guide, _, dimension = draw.dimension.partition(" ")
    return {
        "count": draw.count, "difficulty": draw.difficulty, "kind": draw.kind,
        "module": Module.objects.filter(slug=draw.module).first(),
        "tag": Tag.objects.filter(code=draw.tag).first(),
        "indicator": Indicator.objects.filter(code=draw.indicator).first(),
        "dimension": Dimension.objects.filter(guide__code=guide, code=dimension).first(),
        "article": LegalReference.objects.filter(code=draw.article).first(),
    }  # fmt: skip


def _write_test(test: Test, pen: Pen) -> None:
    course = Course.objects.get(slug=test.course)
    row = Quiz.objects.filter(course=course, kind=test.kind).select_related("blueprint").first()
    facts = {
        "pass_mark_percent": test.pass_mark_percent, "attempts_allowed": test.attempts,
        "time_limit": timedelta(minutes=test.minutes) if test.minutes else None, "review": test.review,
    }  # fmt: skip
    stands = standing(row, facts)
    is_exam = test.kind == Quiz.Kind.EXAM
    said: Facts = {"blueprint": test.blueprint, **({"from_edition": test.from_edition} if is_exam else {})}
    held: Facts = {
        "blueprint": row.blueprint.code if row and row.blueprint else "",
        **({"from_edition": course.exam_from} if is_exam else {}),
    }  # fmt: skip

    def write() -> None:
        blueprint = Blueprint.objects.get(code=test.blueprint)
        save(Quiz, row, {**facts, "course_id": course.pk, "kind": test.kind, "blueprint_id": blueprint.pk})
        if is_exam:
            Course.objects.filter(pk=course.pk).update(has_exam=True, exam_from=test.from_edition)

    pen.settle(
        "test", f"{test.course}/{test.kind}", says={**facts, **said},
        stands=None if stands is None else {**stands, **held}, write=write,
    )  # fmt: skip
