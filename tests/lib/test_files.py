from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponseBase
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from lms.lib.files import asked_range, send

TEXT = b"0123456789"


@pytest.mark.parametrize(
    ("header", "size", "asked"),
    [
        # RFC 9110, section 14.1.2, on a representation of 10000 bytes.
        ("bytes=0-499", 10000, (0, 499)),
        ("bytes=500-999", 10000, (500, 999)),
        ("bytes=-500", 10000, (9500, 9999)),
        ("bytes=9500-", 10000, (9500, 9999)),
        ("bytes=0-", 10, (0, 9)),
        ("bytes=0-0", 10, (0, 0)),
        ("bytes=9-9", 10, (9, 9)),
        ("bytes=-1", 10, (9, 9)),
        # "If the last-pos value is greater than or equal to the current length, the remainder"; likewise for a suffix.
        ("bytes=5-99", 10, (5, 9)),
        ("bytes=-99", 10, (0, 9)),
        # A server may ignore what it does not know: other units, several ranges, nonsense.
        ("", 10, None),
        ("bytes=0-0,-1", 10, None),
        ("pages=1-2", 10, None),
        ("bytes=-", 10, None),
        ("bytes=a-b", 10, None),
        ("bytes 0-1", 10, None),
        ("bytes=" + "9" * 400 + "-", 10, None),
    ],
)
def test_a_range_is_read_as_the_standard_says(header: str, size: int, asked: tuple[int, int] | None) -> None:
    assert asked_range(header, size=size) == asked


@pytest.mark.parametrize(
    ("header", "size"),
    [("bytes=10-", 10), ("bytes=10-20", 10), ("bytes=-0", 10), ("bytes=5-4", 10), ("bytes=0-", 0), ("bytes=-5", 0)],
)
def test_a_range_without_a_byte_is_refused(header: str, size: int) -> None:
    with pytest.raises(ValueError, match="bytes="):
        asked_range(header, size=size)


@given(st.from_regex(r"bytes=[0-9]{0,4}-[0-9]{0,4}", fullmatch=True) | st.text(), st.integers(0, 2000))
def test_whatever_is_asked_the_answer_lies_within_the_file(header: str, size: int) -> None:
    try:
        asked = asked_range(header, size=size)
    except ValueError:
        return

    assert asked is None or 0 <= asked[0] <= asked[1] < size


@pytest.fixture(autouse=True)
def no_connection_to_close() -> Iterator[None]:
    """The end of a response looks after database connections, which these tests have none of."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def body(response: HttpResponseBase) -> bytes:
    content = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    response.close()
    return bytes(content)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(TEXT)
    return path


def ask(path: Path, **headers: str) -> HttpResponseBase:
    return send(RequestFactory().get("/media/x", headers=headers), path, internal="/protected/x")


def test_a_file_is_sent_whole_to_whoever_asks_for_no_range(film: Path) -> None:
    response = ask(film)

    assert (response.status_code, body(response)) == (200, TEXT)
    assert {name: response[name] for name in ("Content-Type", "Content-Length", "Accept-Ranges")} == {
        "Content-Type": "video/mp4",
        "Content-Length": "10",
        "Accept-Ranges": "bytes",
    }


@pytest.mark.parametrize(
    ("asked", "told", "sent"),
    [
        ("bytes=2-4", "bytes 2-4/10", b"234"),
        ("bytes=-3", "bytes 7-9/10", b"789"),
        ("bytes=8-99", "bytes 8-9/10", b"89"),
    ],
)
def test_a_piece_is_sent_as_the_range_says(film: Path, asked: str, told: str, sent: bytes) -> None:
    response = ask(film, range=asked)

    assert (response.status_code, response["Content-Range"], body(response)) == (206, told, sent)
    assert (response["Content-Length"], response["Content-Type"]) == (str(len(sent)), "video/mp4")


def test_a_piece_larger_than_one_read_is_sent_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.mp3"
    path.write_bytes(bytes(range(250)) * 1000)

    response = ask(path, range="bytes=1-200000")

    assert body(response) == path.read_bytes()[1:200001]


def test_a_range_outside_the_file_is_answered_with_its_size(film: Path) -> None:
    response = ask(film, range="bytes=10-")

    assert (response.status_code, response["Content-Range"], body(response)) == (416, "bytes */10", b"")


def test_a_piece_of_a_file_that_changed_since_is_not_mixed_with_the_old_one(film: Path) -> None:
    first = ask(film)
    known = first["Last-Modified"]
    first.close()

    same = ask(film, range="bytes=2-4", if_range=known)
    changed = ask(film, range="bytes=2-4", if_range="Tue, 01 Jan 2019 00:00:00 GMT")

    assert [(same.status_code, body(same)), (changed.status_code, body(changed))] == [(206, b"234"), (200, TEXT)]


@pytest.mark.parametrize("name", ["page.html", "page.xhtml", "drawing.svg", "script.js", "data.xml", "unknown"])
def test_a_file_that_a_browser_would_run_is_sent_to_be_saved(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(TEXT)

    response = ask(path)

    assert (body(response), response["Content-Type"]) == (TEXT, "application/octet-stream")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.pdf", "application/pdf"), ("a.JPG", "image/jpeg"), ("a.webp", "image/webp"), ("a.vtt", "text/vtt")],
)
def test_a_file_that_is_only_shown_is_sent_as_what_it_is(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(TEXT)

    response = ask(path)
    response.close()

    assert (response["Content-Type"], response["Content-Disposition"]) == (kind, f'inline; filename="{name}"')


def test_in_production_the_proxy_is_told_where_the_file_is(film: Path, settings: Settings) -> None:
    settings.ACCEL_REDIRECT = True

    response = ask(film, range="bytes=2-4")

    assert (response.status_code, response["X-Accel-Redirect"], body(response)) == (200, "/protected/x", b"")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("video/mp4", "nosniff")


def test_the_proxy_is_told_an_arabic_name_in_the_letters_of_an_address(film: Path, settings: Settings) -> None:
    settings.ACCEL_REDIRECT = True

    response = send(RequestFactory().get("/media/x"), film, internal="/protected/documents/دليل القاضي.mp4")

    assert unquote(response["X-Accel-Redirect"]) == "/protected/documents/دليل القاضي.mp4"
    assert response["X-Accel-Redirect"].isascii()
