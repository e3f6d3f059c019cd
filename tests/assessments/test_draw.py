"""Blueprints: what they draw, that it can be told again, and what happens where the bank is too small."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from assessments.errors import BankTooSmall
from assessments.models import Attempt, Kind, Question, Quiz, Tag
from assessments.rules import Drawn, Portion, draw, order_by_seed
from assessments.services.attempts import open_attempt
from courses.models import Course, Module
from enrolments.services import mark_done
from library.models import Dimension, Guide, Indicator, LegalReference
from tests.assessments.bank import exam_of, offer, put, rubric
from tests.conftest import NOON

Enrol = Callable[[User], User]
units = st.lists(st.integers(1, 3), min_size=1, max_size=12)


def portion(count: int, *units: tuple[int, ...]) -> Portion:
    return Portion(count, units)


def test_three_general_two_on_children_one_on_an_article() -> None:
    general, children = [(n,) for n in range(10)], [(n,) for n in range(10, 15)]
    drawn = draw([Portion(3, tuple(general)), Portion(2, tuple(children)), portion(1, (14,), (20,))], seed="a")

    assert [len(each) for each in drawn.portions] == [3, 2, 1]
    assert len(set(drawn.questions)) == 6
    assert set(drawn.questions[:3]) <= set(range(10))


def test_a_file_is_drawn_whole_or_not_at_all() -> None:
    pool = ((1, 2, 3), (4,), (5, 6))
    told = {draw([Portion(3, pool)], seed=str(seed)).portions[0] for seed in range(40)}

    assert told == {((1, 2, 3),), ((4,), (5, 6)), ((5, 6), (4,))}


def test_a_portion_that_cannot_be_filled_is_named() -> None:
    assert draw([portion(1, (1,)), portion(2, (2,))], seed="a") == Drawn(short=1)
    assert draw([portion(2, (1, 2, 3))], seed="a") == Drawn(short=0)
    assert draw([portion(1)], seed="a") == Drawn(short=0)


def test_portions_that_take_from_one_another_are_both_filled_where_that_is_possible() -> None:
    wide, narrow = Portion(2, ((1,), (2,), (3,))), portion(1, (1,))

    for seed in range(20):
        assert draw([wide, narrow], seed=str(seed)).portions[1] == ((1,),)


@given(units, st.integers(0, 12), st.text(max_size=8))
def test_a_draw_is_exact_without_repetition_and_told_again_by_its_seed(sizes: list[int], count: int, seed: str) -> None:
    pool, first = [], 0
    for size in sizes:
        pool.append(tuple(range(first, first + size)))
        first += size
    drawn = draw([Portion(count, tuple(pool))], seed=seed)

    assert drawn == draw([Portion(count, tuple(pool))], seed=seed)
    if drawn.short is None:
        assert len(set(drawn.questions)) == len(drawn.questions) == count
        assert set(drawn.portions[0]) <= set(pool)


def test_an_order_depends_on_the_seed_alone() -> None:
    assert order_by_seed("abcdef", seed="x") == order_by_seed("fedcba", seed="x") == list("faebdc")


@pytest.fixture
def course_learnt(course: Course, enrolled: Enrol, amina: User) -> Course:
    """A course all of whose lessons Amina has read; its modules have no quiz."""
    Module.objects.update(has_quiz=False)
    enrolled(amina)
    for module in Module.objects.filter(editions__course=course):
        for lesson in module.lessons.all():
            mark_done(amina, lesson=lesson, revision=None, at=NOON)
    return course


def bank_of(module: Module, count: int, *, prefix: str = "B") -> list[Question]:
    bank = [put(module, Kind.TRUE_FALSE, code=f"{prefix}-{n}") for n in range(count)]
    for question in bank:
        offer(question, "ab", right="a")
    return bank


@pytest.mark.django_db
def test_each_condition_of_a_rule_narrows_what_is_drawn(
    course_learnt: Course, article: LegalReference, amina: User
) -> None:
    module = Module.objects.get(code="T1")
    bank = bank_of(module, 8)
    guide = Guide.objects.create(code="g", name_fr="g", name_ar="g", edition="1", source_fr="s", source_ar="s")
    dimension = Dimension.objects.create(guide=guide, code="d", name_fr="d", name_ar="d")
    indicator = Indicator.objects.create(code="I-1", dimension=dimension, label_fr="i", label_ar="i")
    tag = Tag.objects.create(code="enfants", name_fr="Enfants", name_ar="أطفال")
    bank[0].tags.add(tag)
    bank[1].indicators.add(indicator)
    bank[2].indicators.add(indicator)
    bank[3].legal_references.add(article)
    Question.objects.filter(pk=bank[4].pk).update(difficulty="hard")
    rules = [
        {"count": 1, "tag": tag}, {"count": 1, "indicator": indicator}, {"count": 1, "dimension": dimension},
        {"count": 1, "article": article}, {"count": 1, "difficulty": "hard", "module": module},
    ]  # fmt: skip

    drawn = open_attempt(amina, quiz=exam_of(course_learnt, *rules), at=NOON).questions

    assert (drawn[0], set(drawn[1:3]), drawn[3:]) == (bank[0].pk, {bank[1].pk, bank[2].pk}, [bank[3].pk, bank[4].pk])


@pytest.mark.django_db
def test_an_attempt_tells_from_its_record_what_it_drew(course_learnt: Course, amina: User) -> None:
    bank_of(Module.objects.get(code="T1"), 12)
    attempt = open_attempt(amina, quiz=exam_of(course_learnt, {"count": 4}, {"count": 2}), at=NOON)
    Question.objects.update(is_retired=True)

    attempt = Attempt.objects.get()
    portions = [Portion(each["count"], tuple(map(tuple, each["pool"]))) for each in attempt.blueprint]

    assert draw(portions, seed=attempt.seed).questions == attempt.questions
    assert [each["version"] for each in attempt.drawn] == [1] * 6


@pytest.mark.django_db
def test_a_file_brings_its_questions_and_a_note_only_where_its_kind_is_named(
    course_learnt: Course, amina: User
) -> None:
    module = Module.objects.get(code="T1")
    case = put(module, Kind.CLUSTER, code="DOSSIER")
    members = [put(module, Kind.TRUE_FALSE, code=f"D-{n}", cluster=case) for n in range(2)]
    for member in members:
        offer(member, "ab", right="a")
    note = put(module, Kind.ESSAY, code="NOTE")
    rubric(note)
    rules: list[dict[str, Any]] = [{"count": 2, "kind": "cluster"}, {"count": 1, "kind": "essay"}]

    attempt = open_attempt(amina, quiz=exam_of(course_learnt, *rules), at=NOON)

    assert attempt.questions == [*(each.pk for each in members), note.pk]
    assert [each["cluster"] for each in attempt.drawn] == [case.pk, case.pk, None]


@pytest.mark.django_db
def test_a_bank_that_cannot_fill_the_blueprint_is_refused_and_counts_no_attempt(
    course_learnt: Course, amina: User
) -> None:
    bank_of(Module.objects.get(code="T1"), 2)
    quiz: Quiz = exam_of(course_learnt, {"count": 2}, {"count": 1, "difficulty": "hard"})

    with pytest.raises(BankTooSmall) as refused:
        open_attempt(amina, quiz=quiz, at=NOON)

    assert "1 × difficile" in str(refused.value)
    assert not Attempt.objects.exists()
