"""The faces that the document is set in, and text as they print it: letters joined, lines in the order of the eye.

A letter that a face does not hold is set in the next one that does. Tifinagh, which none of them holds, is written
in Latin letters; what is left over is left out, since names in other scripts are refused where they are entered.
"""

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

import fontpkg_amiri
import fontpkg_ibm_plex_sans_arabic
from arabic_reshaper import ArabicReshaper, reshape  # type: ignore[import-untyped]  # has no types
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from xhtml2pdf.bidi import get_display

from lms.lib.languages import ARABIC
from lms.lib.tifinagh import in_latin

AMIRI = Path(fontpkg_amiri.__file__).parent / "files"
PLEX = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"


class Face(StrEnum):
    """A face under the name by which ReportLab knows it."""

    SERIF = "Rempart-Serif"
    SERIF_BOLD = "Rempart-Serif-Bold"
    SANS = "Rempart-Sans"


FILES = {
    Face.SERIF: AMIRI / "Amiri-Regular.ttf",
    Face.SERIF_BOLD: AMIRI / "Amiri-Bold.ttf",
    Face.SANS: PLEX / "IBMPlexSansArabic-Regular.ttf",
}
_plain = ArabicReshaper(configuration={"support_ligatures": False})


@cache
def _loaded(face: Face) -> TTFont:
    """The font of `face`, read and made known to ReportLab once in a process."""
    font = TTFont(face.value, str(FILES[face]), asciiReadable=False)
    registerFont(font)
    return font


def load_faces() -> None:
    """Make every face known to ReportLab."""
    for face in Face:
        _loaded(face)


def leading_of(face: Face) -> float:
    """Return the distance between two lines in `face` at one point: its whole height."""
    return float(_loaded(face).face.ascent - _loaded(face).face.descent) / 1000


def ascent_of(face: Face) -> float:
    """Return how far `face` reaches above its base line at one point."""
    return float(_loaded(face).face.ascent) / 1000


@lru_cache(maxsize=4096)
def width_of(text: str, face: Face) -> float:
    """Return how wide `text` is on one line at a size of one point, its Arabic letters joined as they are printed."""
    return sum(float(_loaded(each).stringWidth(part, 1)) for each, part in runs_of(text, face=face, language=""))


@lru_cache(maxsize=4096)
def runs_of(text: str, *, face: Face, language: str) -> tuple[tuple[Face, str], ...]:
    """Return `text` from left to right as it is drawn, in parts of one face each.

    The paragraph runs from right to left where `language` is Arabic.
    """
    joined = " ".join(_joined(word, face) for word in text.split(" "))
    drawn = get_display(joined, "R" if language == ARABIC else "L")
    holding = [(each, character) for character in drawn if (each := _holder(character, face))]
    return tuple(
        (each, "".join(character for _, character in part)) for each, part in groupby(holding, key=lambda pair: pair[0])
    )


def holds(text: str) -> bool:
    """Whether every letter of `text` can be printed as it is, Tifinagh in Latin letters."""
    return all(_holder(character, Face.SERIF) for character in _latin(text) if not character.isspace())


@lru_cache(maxsize=4096)
def _joined(word: str, face: Face) -> str:
    """`word` with its Arabic letters joined, with ligatures where the face holds them; vowel signs are left out."""
    word = _latin(word)
    if not any("\u0590" <= character <= "\u08ff" for character in word):
        return word
    full = str(reshape(word))
    return full if all(_in(character, face) for character in full) else str(_plain.reshape(word))


def _latin(text: str) -> str:
    return in_latin(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def _holder(character: str, face: Face) -> Face | None:
    """The face that prints `character`: `face` itself where it can; `None` where none can or nothing is to be seen."""
    if unicodedata.category(character) in {"Cf", "Cc"}:
        return None
    return next((each for each in (face, *Face) if _in(character, each)), None)


def _in(character: str, face: Face) -> bool:
    return ord(character) in _loaded(face).face.charToGlyph
