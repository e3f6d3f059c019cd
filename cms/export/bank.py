"""The bank of questions as the files of a pack: keys of every kind, tags, blueprints and the tests of courses."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from assessments.models import Blueprint, DrawRule, Kind, Question, Quiz, Tag

PREFETCHED = ("tags", "cluster", "pairs", "accepted", "criteria__levels")


def key_of(row: Question) -> dict[str, Any]:
    """What `questions.yaml` says of the key of `row` and of what surrounds it."""
    return {**_around(row), **_key(row)}


def _around(row: Question) -> dict[str, Any]:
    around = {
        "marks": None if row.max_marks == 1 else _plain(row.max_marks), "tags": [tag.code for tag in row.tags.all()],
        "file": row.cluster.code if row.cluster else "",
    }  # fmt: skip
    return {name: value for name, value in around.items() if value}


def _key(row: Question) -> dict[str, Any]:
    match row.kind:
        case Kind.TRUE_FALSE:
            return {"right": any(each.is_correct and each.position == 0 for each in row.choices.all())}
        case Kind.ORDERING:
            return {"items": [{"fr": each.text_fr, "ar": each.text_ar} for each in row.choices.all()]}
        case Kind.MATCHING:
            return {"pairs": [_pair(each) for each in row.pairs.all()]}
        case Kind.NUMERICAL | Kind.SHORT_ANSWER:
            return {"accept": [_accepted(each) for each in row.accepted.all()]}
        case Kind.ESSAY:
            return {"rubric": [_criterion(each) for each in row.criteria.all()]}
    return {}


def share_of(choice: Any) -> dict[str, Any]:
    """The share of the marks of a choice, where it has one."""
    return {} if choice.fraction is None else {"share": _plain(choice.fraction)}


def _pair(pair: Any) -> dict[str, Any]:
    sides = {
        language: {"stem": getattr(pair, f"stem_{language}"), "answer": getattr(pair, f"answer_{language}")}
        for language in ("fr", "ar")
    }
    return {language: {name: text for name, text in side.items() if text} for language, side in sides.items()}


def _accepted(each: Any) -> dict[str, Any]:
    share = {} if each.fraction == 100 else {"share": _plain(each.fraction)}
    if each.number is None:
        return {each.language or "any": each.text, **share}
    tolerance = {"tolerance": _plain(each.tolerance)} if each.tolerance else {}
    return {"number": _plain(each.number), **tolerance, **share}


def _criterion(criterion: Any) -> dict[str, Any]:
    levels = [
        {"marks": _plain(level.marks), "fr": level.text_fr, "ar": level.text_ar} for level in criterion.levels.all()
    ]
    return {"fr": criterion.title_fr, "ar": criterion.title_ar, "levels": levels}


def bank_file() -> dict[str, Any]:
    """What `bank.yaml` says: tags, blueprints and tests; empty where there is none of them. Five queries."""
    tests = Quiz.objects.exclude(kind=Quiz.Kind.MODULE).select_related("course", "blueprint").order_by("course", "kind")
    named = ("module", "tag", "indicator", "dimension__guide", "article")
    blueprints = Blueprint.objects.order_by("code")
    rules: dict[int, list[DrawRule]] = {}
    for rule in DrawRule.objects.select_related(*named).order_by("blueprint", "position"):
        rules.setdefault(rule.blueprint_id, []).append(rule)
    told = {
        "tags": [{"code": tag.code, "name": _both(tag, "name")} for tag in Tag.objects.order_by("code")],
        "blueprints": [
            {"code": each.code, "name": _both(each, "name"), "draws": _draws(rules.get(each.pk, ()))}
            for each in blueprints
        ],
        "tests": [_test(quiz) for quiz in tests],
    }
    return {name: rows for name, rows in told.items() if rows}


def _draws(rules: Iterable[DrawRule]) -> list[dict[str, Any]]:
    return [_without_nothing({
        "count": rule.count, "module": rule.module and rule.module.slug, "tag": rule.tag and rule.tag.code,
        "indicator": rule.indicator and rule.indicator.code,
        "dimension": rule.dimension and f"{rule.dimension.guide_id} {rule.dimension.code}",
        "article": rule.article and rule.article.code, "difficulty": rule.difficulty, "kind": rule.kind,
    }) for rule in rules]  # fmt: skip


def _test(quiz: Quiz) -> dict[str, Any]:
    return _without_nothing({
        "course": quiz.course and quiz.course.slug, "kind": quiz.kind,
        "blueprint": quiz.blueprint and quiz.blueprint.code, "pass_mark_percent": quiz.pass_mark_percent,
        "attempts": quiz.attempts_allowed,
        "minutes": quiz.time_limit and int(quiz.time_limit.total_seconds() // 60), "review": quiz.review,
        "from_edition": quiz.course and quiz.kind == Quiz.Kind.EXAM and quiz.course.exam_from,
    })  # fmt: skip


def _without_nothing(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}


def _both(row: Any, name: str) -> dict[str, str]:
    return {language: getattr(row, f"{name}_{language}") for language in ("fr", "ar")}


def _plain(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)
