"""Type that fits its column: the faces of the document, and the largest size at which a text takes so many lines."""

from functools import lru_cache
from pathlib import Path

import fontpkg_amiri
import fontpkg_ibm_plex_sans_arabic
from arabic_reshaper import reshape  # type: ignore[import-untyped]  # has no types
from reportlab.pdfbase.ttfonts import TTFont

AMIRI = Path(fontpkg_amiri.__file__).parent / "files"
PLEX = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"
SERIF, SERIF_BOLD = AMIRI / "Amiri-Regular.ttf", AMIRI / "Amiri-Bold.ttf"
SANS = PLEX / "IBMPlexSansArabic-Regular.ttf"


@lru_cache
def _face(path: Path) -> TTFont:
    """The measures of the face at `path`, read once in a process."""
    return TTFont(path.stem, str(path))


@lru_cache(maxsize=4096)
def _width(text: str, face: Path) -> float:
    """How wide `text` is on one line at a size of one point, its Arabic letters joined as they are printed."""
    return float(_face(face).stringWidth(reshape(text), 1))


def leading_of(face: Path) -> float:
    """Return the distance between two lines in `face` at one point, as the engine sets them: its whole height."""
    return float(_face(face).face.ascent - _face(face).face.descent) / 1000


def lines_of(text: str, *, face: Path, size: float, width: float) -> int:
    """Return how many lines of `width` points `text` takes, broken at spaces and within words too long for a line."""
    lines, used = 1, 0.0
    space = _width(" ", face) * size
    for word in text.split():
        wide = _width(word, face) * size
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        used += wide + (space if used else 0.0)
        while used > width:
            lines, used = lines + 1, used - width
    return lines


def size_for(text: str, *, face: Path, width: float, largest: float, smallest: float, lines: int) -> float:
    """Return the largest size, in half points, at which `text` takes at most `lines` lines; else `smallest`.

    No word is broken while a size that keeps it whole is left.
    """
    widest = max((_width(word, face) for word in text.split()), default=0.0)
    size = largest
    while size > smallest:
        if widest * size <= width and lines_of(text, face=face, size=size, width=width) <= lines:
            return size
        size -= 0.5
    return smallest
