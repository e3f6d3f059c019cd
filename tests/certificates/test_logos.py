"""Logos: what may be one, and that none of them fetches anything."""

from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from certificates.document.logos import PRINTED_LARGEST, read_logo
from certificates.document.page import printed
from certificates.errors import LogoRefused, LogoTooLarge
from tests.certificates.conftest import LOGO, unsaved

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
HOSTILE = [
    '<image href="{address}"/>',
    '<image xlink:href="{address}" width="9" height="9"/>',
    '<use xlink:href="{address}#a"/>',
    '<style>@import url({address});</style><path d="M0 0h9v9z"/>',
    '<style>path{{fill:url({address}#a)}}</style><path d="M0 0h9v9z"/>',
    '<path d="M0 0h9v9z" style="fill:url({address}#a)"/>',
    '<path d="M0 0h9v9z" fill="url({address}#a)"/>',
    '<script href="{address}"/>',
    '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{address}"/></foreignObject>',
    '<path d="M0 0h9v9z" onload="fetch(1)"/>',
    '<text font-family="x">x</text>',
    '<a xlink:href="{address}"><path d="M0 0h9v9z"/></a>',
]


def picture(*, size: tuple[int, int] = (900, 900), form: str = "PNG") -> bytes:
    out = BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_is_made_light_enough_to_print(form: str) -> None:
    logo = read_logo(picture(size=(400, 300), form=form))

    assert Image.open(BytesIO(logo.content)).format == "JPEG"
    assert logo.name.endswith(".jpg")
    assert len(logo.content) < 5 * PRINTED_LARGEST


def test_a_drawing_is_kept_as_it_came_under_a_name_of_its_content() -> None:
    assert (read_logo(LOGO).content, read_logo(LOGO).name) == (LOGO, read_logo(LOGO).name)
    assert read_logo(LOGO).name != read_logo(LOGO.replace(b"224488", b"224489")).name


@pytest.mark.parametrize("drawing", HOSTILE)
@pytest.mark.parametrize("address", ["http://127.0.0.1:{port}/x", "file:///etc/passwd", "//192.0.2.1/x"])
def test_a_drawing_that_points_anywhere_is_refused_and_fetches_nothing(
    drawing: str, address: str, listener: Any
) -> None:
    with pytest.raises(LogoRefused):
        read_logo(SVG.format(drawing.format(address=address.format(port=listener.port))).encode())

    assert listener.heard() == []


@pytest.mark.parametrize(
    "content",
    [
        b"", b"GIF89a", b"<html></html>", b"<svg", SVG.format("").encode().replace(b"0 0 9 9", b"0 0 0 0"),
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "a">]>' + SVG.format("&a;").encode(),
        b'<?xml-stylesheet href="http://127.0.0.1/"?>' + SVG.format("").encode(), b"\x89PNG\r\n\x1a\nxx",
    ],
)  # fmt: skip
def test_what_is_no_logo_is_refused(content: bytes) -> None:
    with pytest.raises(LogoRefused):
        read_logo(content)


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(LogoTooLarge):
        read_logo(b"x" * 300_001)
    with pytest.raises(LogoTooLarge):
        read_logo(SVG.format("<g/>" * 20_000).encode())


def test_even_a_drawing_that_slipped_through_fetches_nothing_when_printed(listener: Any) -> None:
    logo = SVG.format(f'<image href="http://127.0.0.1:{listener.port}/x" width="9" height="9"/><path d="M0 0h9v9z"/>')

    content = printed(unsaved(), address="https://example.ma/verify/", demo=False, logos=[logo.encode()])

    assert len(pypdfium2.PdfDocument(content)) == 1
    assert listener.heard() == []
