"""The keys of questions besides plain choices: what a pack says, what stands, and how one becomes the other.

What a plain question does not have is left out of both, so that loading says nothing new about it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from assessments.models import AcceptedAnswer, Choice, Criterion, Level, Pair, Question, Tag
from cms.pack.facts import Words
from cms.pack.question_facts import Question as Said
from cms.services.pen import Facts
from cms.services.settling import uuid_of

PREFETCHED = ("tags", "cluster", "pairs", "accepted", "criteria__levels")


def key_said(question: Said) -> Facts:
    """What the pack says of the key of `question`, as plain values."""
    return _told({
        "marks": question.marks, "tags": sorted(question.tags), "file": question.file,
        "shares": [each.share for each in question.choices],
        "pairs": [_four(each.stem, each.answer) for each in question.pairs],
        "accepted": [
            [each.language, each.text, each.number, each.tolerance, each.share] for each in question.accepted
        ],
        "rubric": [
            [*each.title.texts(), [[level.marks, *level.text.texts()] for level in each.levels]]
            for each in question.rubric
        ],
    })  # fmt: skip


def key_standing(row: Question) -> Facts:
    """The same of what stands in the tables."""
    return _told({
        "marks": row.max_marks, "tags": sorted(tag.code for tag in row.tags.all()),
        "file": row.cluster.code if row.cluster else "",
        "shares": [each.fraction for each in row.choices.all()],
        "pairs": [[each.stem_fr, each.stem_ar, each.answer_fr, each.answer_ar] for each in row.pairs.all()],
        "accepted": [
            [each.language, each.text, each.number, each.tolerance, each.fraction] for each in row.accepted.all()
        ],
        "rubric": [
            [each.title_fr, each.title_ar, [[level.marks, level.text_fr, level.text_ar] for level in each.levels.all()]]
            for each in row.criteria.all()
        ],
    })  # fmt: skip


def _four(stem: Words, answer: Words) -> list[str]:
    return [*stem.texts(), *answer.texts()]


def _told(facts: Mapping[str, Any]) -> Facts:
    """`facts` without what a plain question says, numbers in one spelling."""
    plain = facts["marks"] == 1, not any(share is not None for share in facts["shares"])
    left_out = {name for name, is_plain in zip(("marks", "shares"), plain, strict=True) if is_plain}
    left_out |= {name for name in ("tags", "file", "pairs", "accepted", "rubric") if not facts[name]}
    return {f"key_{name}": _spelled(value) for name, value in facts.items() if name not in left_out}


def _spelled(value: Any) -> Any:
    if isinstance(value, list):
        return [_spelled(each) for each in value]
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def write_key(row: Question, question: Said) -> None:
    """Write pairs, accepted answers, rubric, tags and file in place, so that what was answered keeps its meaning."""
    row.tags.set(Tag.objects.filter(code__in=question.tags))
    cluster = Question.objects.filter(code=question.file).first() if question.file else None
    Question.objects.filter(pk=row.pk).update(max_marks=question.marks, cluster=cluster)
    for choice, said in zip(row.choices.order_by("position"), question.choices, strict=False):
        Choice.objects.filter(pk=choice.pk).update(fraction=said.share)
    _in_place(Pair, row, [_pair(each) for each in question.pairs], twin="answer_uuid")
    accepted = [
        {"language": each.language, "text": each.text, "number": each.number, "tolerance": each.tolerance,
         "fraction": each.share}
        for each in question.accepted
    ]  # fmt: skip
    _in_place(AcceptedAnswer, row, accepted)
    _in_place(Criterion, row, [{"title_fr": each.title.fr, "title_ar": each.title.ar} for each in question.rubric])
    for criterion, rubric in zip(row.criteria.order_by("position"), question.rubric, strict=True):
        levels = [{"marks": each.marks, "text_fr": each.text.fr, "text_ar": each.text.ar} for each in rubric.levels]
        _in_place(Level, criterion, levels)


def _pair(pair: Any) -> dict[str, str]:
    return dict(zip(("stem_fr", "stem_ar", "answer_fr", "answer_ar"), _four(pair.stem, pair.answer), strict=True))


def _in_place(model: Any, owner: Any, columns: Iterable[Mapping[str, Any]], *, twin: str = "") -> None:
    """Bring the rows of `model` that `owner` holds to `columns`, by position; each keeps its identity."""
    name = "criterion" if model is Level else "question"
    there = {each.position: each for each in model.objects.filter(**{name: owner})}
    wanted = list(columns)
    for position, facts in enumerate(wanted):
        row = there.get(position) or model(**{name: owner}, position=position)
        if row.pk is None:
            key = f"{getattr(owner, 'code', getattr(owner, 'uuid', ''))}/{position}"
            row.uuid = uuid_of(model.__name__.lower(), key)
            if twin:
                setattr(row, twin, uuid_of(f"{model.__name__.lower()}-{twin}", key))
        for column, value in facts.items():
            setattr(row, column, value)
        row.save()
    model.objects.filter(**{name: owner}, position__gte=len(wanted)).delete()
