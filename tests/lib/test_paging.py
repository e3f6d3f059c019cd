import pytest

from lms.lib.paging import page_of


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (None, [0, 1, 2]),
        ("1", [0, 1, 2]),
        ("2", [3, 4, 5]),
        ("3", [6]),
        ("4", [6]),
        ("0", [6]),
        ("-1", [6]),
        ("", [0, 1, 2]),
        ("two", [0, 1, 2]),
        ("1.5", [0, 1, 2]),
        ("9" * 30, [6]),
    ],
)
def test_a_page_number_without_sense_shows_the_first_or_the_last_page(asked: str | None, shown: list[int]) -> None:
    assert list(page_of(range(7), asked, size=3)) == shown


def test_a_list_without_rows_has_one_empty_page() -> None:
    page = page_of([], "5")

    assert (list(page), page.number, page.paginator.num_pages) == ([], 1, 1)


def test_a_page_holds_twenty_five_rows() -> None:
    assert len(page_of(range(60), None)) == 25
