"""Write what a plan says, in one transaction; pictures that were stored go when it fails."""

import hashlib
from collections.abc import Iterable, Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from assessments.errors import BankChangedMeanwhile
from assessments.exchange.item import ALL_OR_NOTHING, FULL, Choice, Item, Kind
from assessments.models import AcceptedAnswer, Illustration, Pair, Question, Tag
from assessments.models import Choice as ChoiceRow
from assessments.queries.exchange import CATEGORY, INBOX, other
from assessments.services.exchange.checking import Plan, Planned, plan_import
from courses.models import Module

_TRUTH = {"true": {"fr": "Vrai", "ar": "صحيح"}, "false": {"fr": "Faux", "ar": "خطأ"}}
_LONGEST_NAME, _LONGEST_CODE = 80, 50


def apply_import(content: bytes, *, format_key: str, language: str = "", module: Module | None = None) -> Plan:
    """Write what `plan_import` says of `content`, all of it or nothing, and return what was done.

    A new question lacks its other language, so it is retired; filling the missing language brings it into the draw,
    save a case note, which waits for its rubric. Raises a `Refusal` for the whole file, and `BankChangedMeanwhile`.
    """
    stored: list[str] = []
    try:
        with transaction.atomic():
            plan = plan_import(content, format_key=format_key, language=language, module=module)
            _write_new(plan, stored)
            for planned in plan.filled:
                _fill(planned, plan.language, stored)
    except BaseException as error:
        for name in stored:
            default_storage.delete(name)
        if isinstance(error, IntegrityError):
            raise BankChangedMeanwhile from error
        raise
    return plan


def _write_new(plan: Plan, stored: list[str]) -> None:
    inbox = _inbox() if any(planned.module is None for planned in plan.new) else None
    rows = Question.objects.bulk_create(
        Question(
            code=planned.code, module=planned.module or inbox, kind=planned.item.kind, is_retired=True,
            max_marks=planned.item.marks, **_said("text", planned.item.text, plan.language),
            **_said("feedback", planned.item.feedback, plan.language),
        )
        for planned in plan.new
    )  # fmt: skip
    items = [planned.item for planned in plan.new]
    ChoiceRow.objects.bulk_create(
        row for each in zip(rows, items, strict=True) for row in _choices(*each, plan.language)
    )
    Pair.objects.bulk_create(row for each in zip(rows, items, strict=True) for row in _pairs(*each, plan.language))
    AcceptedAnswer.objects.bulk_create(
        row for each in zip(rows, items, strict=True) for row in _accepted(*each, plan.language)
    )
    _tag(rows, items)
    for question, item in zip(rows, items, strict=True):
        _illustrate(question, item, plan.language, stored)


def _inbox() -> Module:
    """The module of questions that name none; it belongs to no course."""
    titles = {"title_fr": "Questions importées", "title_ar": "أسئلة مستوردة"}
    module, _made = Module.objects.get_or_create(
        slug=INBOX, defaults={"code": "IMPORT", "minutes": 1, "has_quiz": False, **titles}
    )
    return module


def _said(name: str, text: str, language: str) -> dict[str, str]:
    return {f"{name}_{language}": text, f"{name}_{other(language)}": ""}


def _choices(question: Question, item: Item, language: str) -> Iterable[ChoiceRow]:
    if item.kind == Kind.SHORT_ANSWER:
        return
    plain = item.all_or_nothing or _is_plain(item)
    for position, choice in enumerate(item.choices):
        truth = {f"text_{each}": text for each, text in _TRUTH.get(choice.text, {}).items()}
        texts = truth if item.kind == Kind.TRUE_FALSE else _said("text", choice.text, language)
        yield ChoiceRow(
            question=question, position=position, is_correct=choice.fraction > 0,
            fraction=None if plain else choice.fraction, **texts, **_said("feedback", choice.feedback, language),
        )  # fmt: skip


def _is_plain(item: Item) -> bool:
    """Whether the right choices say everything: one of them, whole, and nothing for the others."""
    shares = [choice.fraction for choice in item.choices]
    return item.kind != Kind.MULTIPLE and set(shares) <= {FULL, FULL * 0}


def _pairs(question: Question, item: Item, language: str) -> Iterable[Pair]:
    for position, pair in enumerate(item.pairs):
        texts = {**_said("stem", pair.stem, language), **_said("answer", pair.answer, language)}
        yield Pair(question=question, position=position, **texts)


def _accepted(question: Question, item: Item, language: str) -> Iterable[AcceptedAnswer]:
    for position, number in enumerate(item.numbers):
        yield AcceptedAnswer(
            question=question, position=position, number=number.value, tolerance=number.tolerance,
            fraction=number.fraction, **_said("feedback", number.feedback, language),
        )  # fmt: skip
    words = item.choices if item.kind == Kind.SHORT_ANSWER else ()
    yield from (_words(question, choice, position, language) for position, choice in enumerate(words))


def _words(question: Question, choice: Choice, position: int, language: str) -> AcceptedAnswer:
    return AcceptedAnswer(
        question=question, position=position, language=language, text=choice.text, fraction=choice.fraction,
        **_said("feedback", choice.feedback, language),
    )  # fmt: skip


def _tag(questions: Sequence[Question], items: Sequence[Item]) -> None:
    """Tags and categories: known by their name in either language, or by their code; made where there is none."""
    known: dict[str, Tag] = {}
    for tag in Tag.objects.all():
        for name in (tag.code, tag.name_fr, tag.name_ar):
            known.setdefault(name, tag)
    for question, item in zip(questions, items, strict=True):
        tags = [_tag_named(name, known) for name in item.tags if name != ALL_OR_NOTHING]
        if item.category:
            tags.append(_tag_named(item.category, known, prefix=CATEGORY))
        if tags:
            question.tags.set(tags)


def _tag_named(name: str, known: dict[str, Tag], *, prefix: str = "") -> Tag:
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    name = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    if name not in known or not known[name].code.startswith(prefix):
        code = f"{prefix}{slugify(name)}"[: _LONGEST_CODE - 9].strip("-")
        code = f"{code}-{digest}" if prefix or code in known or not code else code
        known[name] = known[code] = Tag.objects.get_or_create(code=code, defaults={"name_fr": name, "name_ar": name})[0]
    return known[name]


def _illustrate(question: Question, item: Item, language: str, stored: list[str]) -> None:
    """Keep the pictures of `item`; one that is there already takes its description in this language."""
    there = {row.name: row for row in question.illustrations.all()} if item.pictures else {}
    for position, picture in enumerate(item.pictures):
        row = there.get(picture.name)
        if row is None:
            row = Illustration(question=question, name=picture.name[:100], position=position)
            row.file.save(picture.name, ContentFile(picture.content), save=False)
            stored.append(str(row.file.name))
        setattr(row, f"description_{language}", picture.description)
        row.save()


def _fill(planned: Planned, language: str, stored: list[str]) -> None:
    """Write the missing language of a question that is there."""
    question, item = planned.question, planned.item
    if question is None:
        return
    setattr(question, f"text_{language}", item.text)
    setattr(question, f"feedback_{language}", item.feedback)
    complete = bool(getattr(question, f"text_{other(language)}"))
    question.is_retired = question.is_retired and not (complete and item.kind != Kind.ESSAY)
    question.save(update_fields=[f"text_{language}", f"feedback_{language}", "is_retired"])
    if item.kind == Kind.SHORT_ANSWER:
        AcceptedAnswer.objects.bulk_create(_accepted(question, item, language))
    elif item.kind != Kind.TRUE_FALSE:
        _fill_rows(list(question.choices.all()), "text", [choice.text for choice in item.choices], language)
    _fill_rows(list(question.choices.all()), "feedback", [choice.feedback for choice in item.choices], language)
    _fill_rows(list(question.accepted.all()), "feedback", [number.feedback for number in item.numbers], language)
    _fill_rows(list(question.pairs.all()), "stem", [pair.stem for pair in item.pairs], language)
    _fill_rows(list(question.pairs.all()), "answer", [pair.answer for pair in item.pairs], language)
    _illustrate(question, item, language, stored)


def _fill_rows(
    rows: Sequence[ChoiceRow | Pair | AcceptedAnswer], name: str, texts: Sequence[str], language: str
) -> None:
    for row, text in zip(rows, texts, strict=False):
        setattr(row, f"{name}_{language}", text)
        row.save(update_fields=[f"{name}_{language}"])
