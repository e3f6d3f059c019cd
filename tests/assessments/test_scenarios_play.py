"""The engine and its marks: walks at random over the pack's scenarios and the small one stay within bounds."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scenarios.graph import REFERRAL, Graph, from_document, to_document
from assessments.scenarios.marks import marks_of, referral_share, standard_of
from assessments.scenarios.play import Move, State, advised_path, begin, offered, replayed, take
from tests.assessments.graphs import pack_scenarios, small, small_graph

GRAPHS = [small_graph(), *(scenario.graph for scenario in pack_scenarios())]
NAMES = ["small", *(scenario.slug for scenario in pack_scenarios())]
each_graph = pytest.mark.parametrize("graph", GRAPHS, ids=NAMES)


def ways(graph: Graph, state: State) -> list[str]:
    scene = graph.by_key[state.scene]
    return [choice.key for choice in offered(scene, state)] + ([REFERRAL] if scene.referral else [])


def walk(graph: Graph, choose: "st.DataObject", *, most: int = 200) -> tuple[list[Move], State]:
    """A walk at random to an ending, or of `most` moves."""
    state = begin(graph)
    moves: list[Move] = []
    while not graph.by_key[state.scene].ending and len(moves) < most:
        key = choose.draw(st.sampled_from(ways(graph, state)))
        share = Decimal(choose.draw(st.integers(0, 4))) / 4
        moves.append(Move(state.scene, key, share))
        state = take(graph, state, moves[-1])
    return moves, state


@each_graph
@given(data=st.data())
def test_marks_of_any_walk_lie_within_bounds_and_under_its_cap(graph: Graph, data: "st.DataObject") -> None:
    codes = sorted(graph.indicators() | {"unknown"})
    _moves, state = walk(graph, data)
    noted = data.draw(st.sets(st.sampled_from(codes)))

    marks = marks_of(graph, state, noted=noted)

    assert 0 <= marks.percent <= marks.cap <= 100
    assert marks.percent <= marks.uncapped + Decimal("0.01")
    assert 0 <= marks.decisions <= 70
    assert 0 <= marks.indicators <= 30
    assert 0 <= marks.time_lost <= 20


@each_graph
@given(data=st.data())
def test_a_walk_that_ends_has_made_a_referral(graph: Graph, data: "st.DataObject") -> None:
    _moves, state = walk(graph, data)

    assert state.referred or not graph.by_key[state.scene].ending


@each_graph
@given(data=st.data())
def test_every_walk_replays_to_the_same_state(graph: Graph, data: "st.DataObject") -> None:
    moves, state = walk(graph, data)

    assert replayed(from_document(to_document(graph)), moves) == state


@each_graph
def test_the_recommended_path_with_all_it_shows_earns_everything(graph: Graph) -> None:
    state = replayed(graph, advised_path(graph))

    marks = marks_of(graph, state, noted=state.shown)

    assert (marks.percent, marks.cap, marks.time_lost) == (Decimal(100), 100, 0)
    assert graph.by_key[state.scene].ending
    assert state.minutes <= graph.budget


def critical_moves(graph: Graph) -> Iterator[tuple[str, str, int]]:
    for scene, choice in graph.choices():
        if choice.critical:
            yield scene.key, choice.key, choice.critical.cap or 0


@each_graph
@given(data=st.data())
def test_a_critical_error_caps_the_mark_whatever_else_is_done(graph: Graph, data: "st.DataObject") -> None:
    moves, state = walk(graph, data)
    caps = {(scene, choice): cap for scene, choice, cap in critical_moves(graph)}
    met = [caps[move.scene, move.choice] for move in moves if (move.scene, move.choice) in caps]

    marks = marks_of(graph, state, noted=state.shown)

    assert marks.cap <= min([*met, 100])
    assert marks.percent <= min([*met, 100])


def test_a_referral_without_consent_caps_the_mark() -> None:
    graph = small_graph()
    agreed = replayed(graph, [Move("hall", "ask"), Move("desk", REFERRAL)])
    not_asked = replayed(graph, [Move("hall", "accuse"), Move("desk", REFERRAL)])

    assert (agreed.cap, not_asked.cap) == (100, 40)
    assert replayed(from_document(_without_error()), [Move("hall", "accuse"), Move("desk", REFERRAL)]).cap == 50


def _without_error() -> dict[str, object]:
    document = small()
    document["scenes"][0]["choices"][2].pop("critical")
    return document


def test_each_minute_beyond_the_budget_costs_one_point_and_twenty_at_most() -> None:
    lost = []
    for budget in (30, 29, 25, 1):
        graph = from_document(small() | {"budget": budget})
        state = replayed(graph, advised_path(graph))
        lost.append(marks_of(graph, state, noted=state.shown).percent)

    assert lost == [100, 99, 95, 80]


def test_points_count_once_however_often_a_choice_is_made() -> None:
    document = small()
    document["scenes"][1]["choices"] = [
        document["scenes"][0]["choices"][2] | {"key": "back", "goes": "hall", "points": 3}
    ]
    graph = from_document(document)

    state = replayed(graph, [Move("hall", "ask"), Move("desk", "back"), Move("hall", "ask"), Move("desk", "back")])

    assert state.points == 8 + 3
    assert state.minutes == 2 * (10 + 1)


def test_an_observation_is_offered_once_and_what_is_not_offered_is_refused() -> None:
    graph = small_graph()
    state = take(graph, begin(graph), Move("hall", "look"))

    assert ways(graph, begin(graph)) == ["look", "ask", "accuse"]
    assert ways(graph, state) == ["ask", "accuse"]
    for move in (Move("hall", "look"), Move("hall", REFERRAL), Move("desk", "ask"), Move("hall", "nothing")):
        with pytest.raises(ValueError, match="not on offer"):
            take(graph, state, move)


@pytest.mark.parametrize(
    ("noted", "indicators"),
    [((), 0), (("G-1",), 15), (("G-1", "G-2"), 30), (("G-1", "G-2", "G-3"), Decimal("22.5")), (("G-3",), 0)],
)
def test_indicators_noted_earn_thirty_and_each_wrong_one_takes_back_half(
    noted: tuple[str, ...], indicators: Decimal
) -> None:
    graph = small_graph()
    state = replayed(graph, advised_path(graph))

    marks = marks_of(graph, state, noted=noted)

    assert (marks.decisions, marks.indicators) == (Decimal(70), Decimal(indicators))


@pytest.mark.parametrize(
    ("chosen", "wanted", "wrong", "share"),
    [
        (["shelter", "health"], ["shelter", "health"], 0, 1),
        (["shelter"], ["shelter", "health"], 0, Decimal("0.5")),
        (["shelter", "health"], ["shelter", "health"], 1, Decimal("0.75")),
        ([], ["shelter"], 3, 0),
        ([], [], 0, 1),
        ([], [], 1, Decimal("0.5")),
    ],
)
def test_a_referral_earns_the_kinds_it_covers(
    chosen: list[str], wanted: list[str], wrong: int, share: Decimal
) -> None:  # fmt: skip
    assert referral_share(chosen, wanted=wanted, wrong=wrong) == share


def test_the_standard_is_what_the_recommended_path_gives() -> None:
    standard = standard_of(small_graph())

    assert (standard.points, standard.minutes, standard.indicators) == (Decimal(20), 30, frozenset({"G-1", "G-2"}))
