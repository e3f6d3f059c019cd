"""The ledger's lines, told by tables; each row is a history with what it must say."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.signals import PersonFacts, Service
from reporting.rules import EnrolmentFacts, Line, Measure, contributions, difference

BENI_MELLAL, TANGER = 1, 2
JUDGE, MINORS = 10, 11
MARCH, MAY, JULY, SEPTEMBER = (date(2026, month, 1) for month in (3, 5, 7, 9))
SINCE = date(2020, 1, 1)
HERE = Service(BENI_MELLAL, JUDGE, SINCE)


def person(*services: Service, gender: str = "F") -> PersonFacts:
    return PersonFacts(gender, services or (HERE,))


def moved(on: date, *, court: int = TANGER, profession: int = JUDGE) -> PersonFacts:
    return person(Service(BENI_MELLAL, JUDGE, SINCE, on), Service(court, profession, on))


def enrolment(
    enrolled: date, *, completed: date | None = None, left: date | None = None, code: str = "M", regime: str = "c"
) -> EnrolmentFacts:
    return EnrolmentFacts(code, regime, enrolled, completed, left)


def told(facts: PersonFacts, *enrolments: EnrolmentFacts) -> set[tuple[str, str, int, date, int]]:
    """Each line as (measure, "regime/course", court, day, n)."""
    return {
        (line.measure, f"{line.regime}/{line.course_code}", line.court_id, line.happened_on, n)
        for line, n in contributions(facts, enrolments).items()
    }


def everywhere(measure: str, court: int, day: date, n: int, *, levels: str = "c/M c/ /") -> set[object]:
    return {(measure, level, court, day, n) for level in levels.split()}


ENROLLED = {("enrolled", "c/M", BENI_MELLAL, MARCH, 1), *everywhere("people-enrolled", BENI_MELLAL, MARCH, 1)}
DONE = {("completed", "c/M", BENI_MELLAL, MAY, 1), *everywhere("people-trained", BENI_MELLAL, MAY, 1)}


@pytest.mark.parametrize(
    ("facts", "enrolments", "expected"),
    [
        pytest.param(person(), [], set(), id="nobody enrolled"),
        pytest.param(person(), [enrolment(MARCH)], ENROLLED, id="enrolled"),
        pytest.param(person(), [enrolment(MARCH, completed=MAY)], ENROLLED | DONE, id="completed"),
        pytest.param(
            person(),
            [enrolment(MARCH, left=MAY)],
            ENROLLED
            | {("enrolled", "c/M", BENI_MELLAL, MAY, -1), *everywhere("people-enrolled", BENI_MELLAL, MAY, -1)},
            id="left",
        ),
        pytest.param(person(), [enrolment(MARCH, left=MARCH)], set(), id="left on the day of enrolment"),
        pytest.param(
            moved(JULY),
            [enrolment(MARCH, completed=MAY)],
            ENROLLED
            | DONE
            | everywhere("people-enrolled", BENI_MELLAL, JULY, -1)
            | everywhere("people-enrolled", TANGER, JULY, 1)
            | everywhere("people-trained", BENI_MELLAL, JULY, -1)
            | everywhere("people-trained", TANGER, JULY, 1),
            id="transfer after completion: the person moves, the events stay",
        ),
        pytest.param(
            moved(MAY),
            [enrolment(MARCH, completed=JULY)],
            ENROLLED
            | {("completed", "c/M", TANGER, JULY, 1)}
            | everywhere("people-enrolled", BENI_MELLAL, MAY, -1)
            | everywhere("people-enrolled", TANGER, MAY, 1)
            | everywhere("people-trained", TANGER, JULY, 1),
            id="transfer before completion",
        ),
        pytest.param(
            moved(MAY),
            [enrolment(MARCH, left=JULY)],
            ENROLLED
            | {("enrolled", "c/M", BENI_MELLAL, JULY, -1)}
            | everywhere("people-enrolled", BENI_MELLAL, MAY, -1)
            | everywhere("people-enrolled", TANGER, MAY, 1)
            | everywhere("people-enrolled", TANGER, JULY, -1),
            id="transfer before leaving: taken back where it was told",
        ),
        pytest.param(
            person(Service(BENI_MELLAL, JUDGE, SINCE, JULY)),
            [enrolment(MARCH, completed=MAY)],
            ENROLLED
            | DONE
            | everywhere("people-enrolled", BENI_MELLAL, JULY, -1)
            | everywhere("people-trained", BENI_MELLAL, JULY, -1),
            id="retired: the person counts nowhere, the events stay",
        ),
        pytest.param(
            person(Service(TANGER, JUDGE, JULY)),
            [enrolment(MARCH, completed=MAY)],
            everywhere("people-enrolled", TANGER, JULY, 1) | everywhere("people-trained", TANGER, JULY, 1),
            id="no posting on the days: told when one starts",
        ),
        pytest.param(
            person(),
            [enrolment(MARCH, completed=MAY), enrolment(JULY, completed=SEPTEMBER)],
            ENROLLED
            | DONE
            | {("enrolled", "c/M", BENI_MELLAL, JULY, 1), ("completed", "c/M", BENI_MELLAL, SEPTEMBER, 1)},
            id="a second cycle: two events more, nobody more",
        ),
        pytest.param(
            person(),
            [enrolment(MARCH, completed=MAY), enrolment(JULY, completed=SEPTEMBER, code="A")],
            ENROLLED
            | DONE
            | {("enrolled", "c/A", BENI_MELLAL, JULY, 1), ("completed", "c/A", BENI_MELLAL, SEPTEMBER, 1)}
            | everywhere("people-enrolled", BENI_MELLAL, JULY, 1, levels="c/A")
            | everywhere("people-trained", BENI_MELLAL, SEPTEMBER, 1, levels="c/A"),
            id="two courses of one regime",
        ),
        pytest.param(
            person(),
            [enrolment(MARCH), enrolment(MAY, code="I", regime="i")],
            ENROLLED
            | {("enrolled", "i/I", BENI_MELLAL, MAY, 1)}
            | everywhere("people-enrolled", BENI_MELLAL, MAY, 1, levels="i/I i/"),
            id="two courses of two regimes",
        ),
        pytest.param(
            person(),
            [enrolment(MARCH), enrolment(MAY, left=JULY, code="A")],
            ENROLLED
            | {("enrolled", "c/A", BENI_MELLAL, MAY, 1), ("enrolled", "c/A", BENI_MELLAL, JULY, -1)}
            | everywhere("people-enrolled", BENI_MELLAL, MAY, 1, levels="c/A")
            | everywhere("people-enrolled", BENI_MELLAL, JULY, -1, levels="c/A"),
            id="leaving one course of two",
        ),
    ],
)
def test_contributions(
    facts: PersonFacts, enrolments: Sequence[EnrolmentFacts], expected: set[object]
) -> None:  # fmt: skip
    assert told(facts, *enrolments) == expected


def test_a_new_profession_in_the_same_court_moves_the_person() -> None:
    lines = contributions(moved(MAY, court=BENI_MELLAL, profession=MINORS), [enrolment(MARCH)])

    any_course = {(line.profession_id, line.happened_on, n) for line, n in lines.items() if not line.regime}

    assert any_course == {(JUDGE, MARCH, 1), (JUDGE, MAY, -1), (MINORS, MAY, 1)}


def test_a_corrected_gender_rewrites_every_line_under_the_other_one() -> None:
    history = [enrolment(MARCH, completed=MAY)]
    before, after = contributions(person(), history), contributions(person(gender="M"), history)

    lines = difference(before, after)

    assert lines == Counter({**{line: -n for line, n in before.items()}, **after})
    assert {line.gender for line in before} == {"F"}
    assert len(lines) == 2 * len(before)


DAYS = st.integers(min_value=0, max_value=40).map(lambda n: date(2026, 1, 1) + timedelta(days=n))


@st.composite
def histories(draw: st.DrawFn) -> tuple[PersonFacts, list[EnrolmentFacts]]:
    starts = sorted(draw(st.sets(DAYS, max_size=4)))
    ends = [*starts[1:], draw(st.none() | st.just(date(2026, 2, 20)))]
    services = [
        Service(draw(st.sampled_from([BENI_MELLAL, TANGER])), draw(st.sampled_from([JUDGE, MINORS])), start, end)
        for start, end in zip(starts, ends, strict=False)
        if draw(st.booleans())
    ]
    return PersonFacts(draw(st.sampled_from("FM-")), tuple(services)), draw(st.lists(enrolments(), max_size=4))


@st.composite
def enrolments(draw: st.DrawFn) -> EnrolmentFacts:
    enrolled, later = sorted([draw(DAYS), draw(DAYS)])
    completed, left = draw(st.sampled_from([(None, None), (later, None), (None, later)]))
    code, regime = draw(st.sampled_from([("M", "c"), ("A", "c"), ("I", "i")]))
    return EnrolmentFacts(code, regime, enrolled, completed, left)


@given(history=histories(), day=DAYS)
def test_on_any_day_a_person_counts_once_where_they_serve(
    history: tuple[PersonFacts, list[EnrolmentFacts]], day: date
) -> None:
    facts, theirs = history
    serving = [s for s in facts.services if s.starts_on <= day and (s.ends_on is None or day < s.ends_on)]

    sums: Counter[tuple[int, int]] = Counter()
    for line, n in contributions(facts, theirs).items():
        if line.measure == Measure.PEOPLE_TRAINED and not line.regime and line.happened_on <= day:
            sums[line.court_id, line.profession_id] += n

    trained = any(e.completed_on and e.completed_on <= day for e in theirs)
    expected = {(serving[0].court_id, serving[0].profession_id): 1} if serving and trained else {}
    assert {key: n for key, n in sums.items() if n} == expected


@given(history=histories())
def test_nothing_is_ever_below_nought(history: tuple[PersonFacts, list[EnrolmentFacts]]) -> None:
    sums: Counter[tuple[object, ...]] = Counter()
    lowest = 0
    for line, n in sorted(contributions(*history).items(), key=lambda item: (item[0].happened_on, -item[1])):
        sums[line[:-1]] += n
        lowest = min(lowest, sums[line[:-1]])

    assert lowest == 0


def test_a_line_without_a_sum_is_not_told() -> None:
    line = Line(BENI_MELLAL, JUDGE, "F", "c", "M", "enrolled", MARCH)

    assert difference(Counter({line: 1}), Counter({line: 1})) == Counter()
