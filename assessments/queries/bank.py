"""Which questions may be drawn, and what each offers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.models import CHOOSING, AcceptedAnswer, Choice, DrawRule, Kind, Level, Pair, Question, Quiz
from assessments.rules import Portion, order_by_seed
from assessments.rules.draw import Unit


def live_questions() -> QuerySet[Question]:
    """The questions that may be put: not retired, said in both languages, with a key; no cluster by itself."""
    own = {"question": OuterRef("pk")}
    right = Choice.objects.filter(Q(is_correct=True) | Q(fraction__gt=0), **own)
    worth = Level.objects.filter(criterion__question=OuterRef("pk"), marks__gt=0)
    has_key = (
        Q(Exists(right), kind__in=CHOOSING)
        | Q(Exists(Choice.objects.filter(position__gt=0, **own)), kind=Kind.ORDERING)
        | Q(Exists(Pair.objects.filter(**own).exclude(stem_fr="")), kind=Kind.MATCHING)
        | Q(Exists(AcceptedAnswer.objects.filter(number__isnull=False, **own)), kind=Kind.NUMERICAL)
        | Q(Exists(AcceptedAnswer.objects.filter(**own).exclude(text="")), kind=Kind.SHORT_ANSWER)
        | Q(Exists(worth), kind=Kind.ESSAY)
    )
    return Question.objects.filter(has_key, is_retired=False).exclude(Q(text_fr="") | Q(text_ar=""))


def portions_of(quiz: Quiz) -> list[Portion]:
    """What an attempt at `quiz` draws from, as the bank now is: two or three queries for each rule.

    Without a blueprint one portion: as many questions of the module as the quiz asks, or as there are.
    """
    if quiz.blueprint is None:
        pool = _units(Q(module=quiz.module), kind="")
        return [Portion(min(quiz.question_count, sum(map(len, pool))), pool)]
    return [Portion(rule.count, _units(conditions_of(rule), kind=rule.kind)) for rule in quiz.blueprint.rules.all()]


def conditions_of(rule: DrawRule) -> Q:
    """The condition on questions, and on files with questions, that `rule` names; its kind apart."""
    named: dict[str, Any] = {
        "module": rule.module_id, "tags": rule.tag_id, "indicators": rule.indicator_id,
        "indicators__dimension": rule.dimension_id, "legal_references": rule.article_id,
        "difficulty": rule.difficulty,
    }  # fmt: skip
    return Q(**{name: value for name, value in named.items() if value})


def _units(conditions: Q, *, kind: str) -> tuple[Unit, ...]:
    """The questions by themselves, and the files each with its questions in order.

    A case note is drawn only where its kind is named, since it makes an attempt wait for a tutor.
    """
    units: list[Unit] = []
    if kind != Kind.CLUSTER:
        singles = live_questions().filter(conditions, cluster=None)
        singles = singles.filter(kind=kind) if kind else singles.exclude(kind=Kind.ESSAY)
        units += [(pk,) for pk in singles.order_by("pk").values_list("pk", flat=True).distinct()]
    if kind in {"", Kind.CLUSTER}:
        units += _clusters(conditions)
    return tuple(units)


def _clusters(conditions: Q) -> list[Unit]:
    files = Question.objects.filter(conditions, kind=Kind.CLUSTER, is_retired=False).exclude(
        Q(text_fr="") | Q(text_ar="")
    )
    members: dict[int, list[int]] = defaultdict(list)
    held = live_questions().filter(cluster__in=files.values("pk")).order_by("cluster", "position", "pk")
    for cluster, pk in held.values_list("cluster_id", "pk"):
        members[cluster].append(pk)
    return [tuple(questions) for questions in members.values()]


def laid_out(questions: Sequence[int], *, seed: str) -> list[dict[str, Any]]:
    """What an attempt keeps of each question, as `Attempt.drawn` says: three queries.

    What a question offers stands in an order that the `seed` decides, except true before false.
    """
    rows = Question.objects.in_bulk(questions)
    choices: dict[int, list[str]] = defaultdict(list)
    for question, uuid in Choice.objects.filter(question__in=questions).values_list("question_id", "uuid"):
        choices[question].append(str(uuid))
    pairs = _pairs_of(questions)
    return [
        {
            "question": pk, "version": rows[pk].version, "kind": rows[pk].kind, "marks": str(rows[pk].max_marks),
            "cluster": rows[pk].cluster_id, **_offered(rows[pk], choices[pk], pairs[pk], seed=f"{seed}/{pk}"),
        }
        for pk in questions
    ]  # fmt: skip


def _offered(question: Question, choices: list[str], pairs: Sequence[Pair], *, seed: str) -> dict[str, list[str]]:
    if question.kind == Kind.MATCHING:
        answers = {(each.answer_fr, each.answer_ar): str(each.answer_uuid) for each in reversed(pairs)}
        stems = [str(each.uuid) for each in pairs if each.stem_fr]
        return {"offered": stems, "answers": order_by_seed(answers.values(), seed=seed)}
    return {"offered": choices if question.kind == Kind.TRUE_FALSE else order_by_seed(choices, seed=seed)}


def _pairs_of(questions: Collection[int]) -> dict[int, list[Pair]]:
    pairs: dict[int, list[Pair]] = defaultdict(list)
    for pair in Pair.objects.filter(question__in=questions):
        pairs[pair.question_id].append(pair)
    return pairs


def short_rules(quiz: Quiz, portions: Iterable[Portion]) -> list[DrawRule]:
    """The rules of `quiz` that ask for more questions than meet them."""
    rules = list(quiz.blueprint.rules.all()) if quiz.blueprint else []
    return [rule for rule, each in zip(rules, portions, strict=True) if sum(map(len, each.pool)) < each.count]
