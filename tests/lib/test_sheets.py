import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.lib.sheets import csv_of, defused, fused, rows_of

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


@pytest.mark.parametrize("text", ["=1+1", "+212 5", "-1", "@a"])
def test_a_formula_is_defused_and_comes_back(text: str) -> None:
    assert (defused(text), fused(str(defused(text)))) == (f"'{text}", text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("\ufeffa,b\r\n1,2\r\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("a;b\n1,5;2\n", [(1, ["a", "b"]), (2, ["1,5", "2"])]),
        ("a\tb\n1\t2", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ('a,b\n"deux\nlignes",x\n\n , \nfin,y\n', [(1, ["a", "b"]), (2, ["deux\nlignes", "x"]), (6, ["fin", "y"])]),
        ("", []),
    ],
)
def test_rows_are_read_whatever_separates_them(text: str, rows: list[tuple[int, list[str]]]) -> None:
    assert rows_of(text) == rows


def test_what_is_no_table_is_told_with_its_line() -> None:
    with pytest.raises(csv.Error) as broken:
        rows_of('a,b\n1,2\n"x"y,3\n')

    assert broken.value.args == (3,)


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS), min_size=1, max_size=5))
def test_what_is_written_is_read_again(rows: list[tuple[str, str]]) -> None:
    written = csv_of([("first", "second"), *rows])

    expected = [[one, other] for one, other in rows]
    assert [cells for _, cells in rows_of(written)][1:] == expected
