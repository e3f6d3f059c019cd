"""What goes out comes in again the same: every kind, with Arabic, braces, escapes and empty feedback."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.exchange.aiken import read_aiken, write_aiken
from assessments.exchange.formats import FORMATS
from assessments.exchange.item import FULL, NONE, Choice, Item, Kind
from tests.assessments.exchange.strategies import items, lines

FAITHFUL = ("gift", "moodle-xml")
calm = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("key", FAITHFUL)
@calm
@given(given_items=st.lists(items(), min_size=1, max_size=3))
def test_what_is_exported_is_imported_the_same(key: str, given_items: list[Item]) -> None:
    read, write = FORMATS[key].read, FORMATS[key].write
    assert write

    content, told = write(given_items)
    contents = read(content)

    assert contents.refused == ()
    assert told.refused == ()
    assert list(contents.items) == [replace(each, language=contents.items[0].language) for each in given_items]


@pytest.mark.parametrize("key", FAITHFUL)
@calm
@given(item=items())
def test_a_second_export_is_the_first_to_the_byte(key: str, item: Item) -> None:
    read, write = FORMATS[key].read, FORMATS[key].write
    assert write

    first, _told = write([item])
    second, _told = write(read(first).items)

    assert second == first


@calm
@given(text=lines, choices=st.lists(lines, min_size=2, max_size=6), key=st.integers(0, 5))
def test_aiken_gives_back_what_it_took(text: str, choices: list[str], key: int) -> None:
    chosen = tuple(Choice(each, FULL if n == key % len(choices) else NONE) for n, each in enumerate(choices))
    item = Item(Kind.SINGLE, "", text, choices=chosen)

    content, told = write_aiken([item])

    assert read_aiken(content).items == told.items


@given(content=st.binary(max_size=300))
@pytest.mark.parametrize("key", ["gift", "aiken"])
@calm
def test_any_text_is_read_or_refused(key: str, content: bytes) -> None:
    """Nothing but a `Refusal` leaves a reader, whatever the text."""
    text = content.decode("latin-1").encode()
    contents = FORMATS[key].read(text.replace(b"\0", b""))

    assert all(refused.reason for refused in contents.refused)
