"""The logos of issuing bodies: read, checked and made light when they are given, drawn when a document is printed.

What a logo may be is decided here, once: a picture is drawn anew from its pixels, and a drawing holds shapes only.
Nothing in either can name a file or an address.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

from lxml import etree
from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

from certificates.errors import LogoRefused, LogoTooLarge

LARGEST = 300_000
DRAWING_LARGEST = 60_000
PIXELS_AT_MOST = 16_000_000
TALL, WIDE = 280, 560  # pixels: three hundred to an inch at the size printed
PRINTED_LARGEST = 9_000
SHAPES = {
    "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "path", "rect", "circle", "ellipse",
    "line", "polyline", "polygon", "clipPath", "linearGradient", "radialGradient", "stop",
}  # fmt: skip


@dataclass(frozen=True)
class Logo:
    """A logo as it is kept and printed; its name is made of its content."""

    content: bytes
    name: str


def read_logo(content: bytes) -> Logo:
    """Return the logo in the file `content`, a picture made small enough to print.

    Raises `LogoTooLarge`, and `LogoRefused` for what is no PNG, JPEG or SVG, or an SVG that holds more than shapes.
    """
    if len(content) > LARGEST:
        raise LogoTooLarge(limit=LARGEST // 1000)
    is_drawing = b"<svg" in content[:4000]
    kept = _checked_drawing(content) if is_drawing else _light_picture(content)
    return Logo(kept, f"{sha256(kept).hexdigest()[:20]}.{'svg' if is_drawing else 'jpg'}")


def drawn(canvas: Canvas, logo: bytes, *, x: float, y: float, width: float, height: float) -> None:
    """Draw `logo` with its lower left corner at (`x`, `y`), as wide and as high as said."""
    if not _is_drawing(logo):
        canvas.drawImage(_picture(logo), x, y, width, height)
        return
    drawing = _drawing(logo)
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(width / drawing.width, height / drawing.height)
    renderPDF.draw(drawing, canvas, 0, 0)
    canvas.restoreState()


def proportion_of(logo: bytes) -> float:
    """Return how many times as wide as high `logo` is."""
    if _is_drawing(logo):
        return float(_drawing(logo).width / _drawing(logo).height)
    width, height = _picture(logo).getSize()
    return float(width / height)


def _is_drawing(logo: bytes) -> bool:
    return not logo.startswith(b"\xff\xd8")


def _light_picture(content: bytes) -> bytes:
    """The picture on white paper, as a JPEG of few kilobytes."""
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > PIXELS_AT_MOST:
                raise LogoTooLarge(limit=LARGEST // 1000)
            coloured = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoRefused from error
    coloured.thumbnail((WIDE, TALL))
    paper = Image.new("RGB", coloured.size, "white")
    paper.paste(coloured, mask=coloured.getchannel("A"))
    for quality in (88, 78, 68, 58, 48, 38):
        out = BytesIO()
        paper.save(out, "JPEG", quality=quality, optimize=True)
        if len(out.getvalue()) <= PRINTED_LARGEST:
            break
    return out.getvalue()


def _checked_drawing(content: bytes) -> bytes:
    """The drawing as it came, once it is known to hold shapes only and to be drawn."""
    if len(content) > DRAWING_LARGEST:
        raise LogoTooLarge(limit=DRAWING_LARGEST // 1000)
    if b"<!" in content.replace(b"<!--", b"").replace(b"<![CDATA[", b"") or b"<?xml-stylesheet" in content:
        raise LogoRefused
    root = _root(content)
    for element in root.iter():
        if isinstance(element.tag, str):
            _check(element)
    try:
        drawing = _drawing(content)
    except Exception as error:  # svglib raises whatever a broken drawing makes it raise
        raise LogoRefused from error
    if not (drawing.width > 0 and drawing.height > 0):
        raise LogoRefused
    return content


def _check(element: "etree._Element") -> None:
    name = etree.QName(element)
    foreign = name.namespace not in (None, "http://www.w3.org/2000/svg")
    if name.localname not in SHAPES and not foreign:
        raise LogoRefused
    for attribute, value in element.attrib.items():
        pointing = etree.QName(attribute).localname in ("href", "src", "base") and not str(value).startswith("#")
        if pointing or str(attribute).lower().startswith("on") or _points_away(str(value)):
            raise LogoRefused
    if name.localname == "style" and (_points_away(element.text or "") or "@import" in (element.text or "")):
        raise LogoRefused


def _points_away(text: str) -> bool:
    """Whether a style names an address, other than a part of the same drawing."""
    flat = "".join(text.lower().split()).replace('"', "").replace("'", "")
    return "url(" in flat.replace("url(#", "") or "\\" in flat


def _root(content: bytes) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise LogoRefused from error


@lru_cache(maxsize=16)
def _drawing(logo: bytes) -> Drawing:
    """The drawing in `logo`, read once."""
    drawing = svg2rlg(BytesIO(logo))
    if drawing is None:
        raise LogoRefused
    return drawing


@lru_cache(maxsize=16)
def _picture(logo: bytes) -> ImageReader:
    return ImageReader(BytesIO(logo))
