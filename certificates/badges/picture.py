"""The picture of a badge: a square with the mark, what is certified in both languages, and who issued it. No name.

Drawn like the document and then rasterised, so that its Arabic is joined and ordered as on paper.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO

import pypdfium2
from PIL import Image
from reportlab.lib.colors import Color, HexColor, white
from reportlab.pdfgen.canvas import Canvas

from certificates.badges.wording import Wording
from certificates.document import drawings
from certificates.document.faces import Face, ascent_of, leading_of, load_faces, runs_of, width_of
from certificates.document.fitting import broken, size_for
from certificates.document.page import one_at_a_time
from certificates.document.sheet import INK, SOFT, WARNING
from certificates.models import Certificate
from lms.lib.languages import ARABIC, FRENCH, LANGUAGES

SIDE, DOTS = 400.0, 800  # points, and pixels
MIDDLE, ROOM = SIDE / 2, SIDE - 76
FRAMES = ((8.0, 4.0), (14.0, 0.8))  # how far within, and how wide
Say = Callable[[str], str]  # a text in a language
Row = tuple[str, str, float]  # language, line and size
SMALLEST = 6.0
ABOVE, ISSUER, FOOT = 86.0, 78.0, 26.0  # what is certified ends, who issued it begins, and ends
DRAWING = 1  # raised with each change of the drawing, so that no picture ever changes at its address
COLOURS = 64  # enough for flat colours and the edges of letters


def picture_of(certificate: Certificate, *, demo: bool) -> Image.Image:
    """Return the picture of the badge of `certificate`, 800 by 800; `demo` says on it that it is without value.

    No query where the revision of its template was fetched.
    """
    wording = Wording(certificate, demo=demo)
    with one_at_a_time:
        load_faces()
        out = BytesIO()
        canvas = Canvas(out, pagesize=(SIDE, SIDE))
        _Medal(canvas, wording).draw()
        canvas.save()
        with pypdfium2.PdfDocument(out.getvalue()) as document:
            picture: Image.Image = document[0].render(scale=DOTS / SIDE).to_pil()
    return picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


def mark_of(certificate: Certificate, *, demo: bool) -> str:
    """Return a digest of what the picture of the badge of `certificate` shows: 32 digits, the same for every holder."""
    wording = Wording(certificate, demo=demo)
    said = [[say(each) for each in LANGUAGES] for say in (wording.kind_in, wording.course_in, wording.issuer_in)]
    return sha256(repr((DRAWING, wording.design.accent.value, demo, said)).encode()).hexdigest()[:32]


class _Medal:
    """The parts of one picture."""

    def __init__(self, canvas: Canvas, wording: Wording) -> None:
        self.canvas, self.wording = canvas, wording
        self.accent, self.wash = (HexColor(colour) for colour in wording.design.colours)

    def draw(self) -> None:
        wording, bottom = self.wording, WARNING if self.wording.demo else SOFT
        self._ground()
        top = self._both(wording.kind_in, top=SIDE - 108, face=Face.SERIF, largest=22, lines=1, colour=self.accent)
        self._both(wording.course_in, top=top - 10, face=Face.SERIF_BOLD, largest=23, lines=2, colour=INK, until=ABOVE)
        self._both(wording.issuer_in, top=ISSUER, face=Face.SANS, largest=11.5, lines=2, colour=bottom, until=FOOT)

    def _ground(self) -> None:
        """The mark on white, in a frame with the rampart at its foot."""
        canvas, (inset, _width) = self.canvas, FRAMES[-1]
        canvas.setFillColor(white)
        canvas.rect(0, 0, SIDE, SIDE, stroke=0, fill=1)
        self._placed(drawings.rampart(), x=inset, y=inset, scale=(SIDE - 2 * inset) / drawings.RAMPART[0])
        self._placed(drawings.mark(), x=MIDDLE - 32, y=SIDE - 96, scale=2)
        canvas.setStrokeColor(self.accent)
        for within, width in FRAMES:
            canvas.setLineWidth(width)
            canvas.rect(within, within, SIDE - 2 * within, SIDE - 2 * within, stroke=1, fill=0)

    def _placed(self, path: object, *, x: float, y: float, scale: float) -> None:
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.scale(scale, scale)
        self.canvas.setFillColor(self.accent)
        self.canvas.drawPath(path, stroke=0, fill=1)
        self.canvas.restoreState()

    def _both(
        self, say: Say, *, top: float, face: Face, largest: float, lines: int, colour: Color, until: float = 0.0
    ) -> float:
        """Set what `say` says in French and in Arabic below `top`, in the middle; return where the next begins.

        It is set smaller where it would reach below `until`.
        """
        texts = {language: say(language) for language in LANGUAGES}
        if texts[ARABIC] == texts[FRENCH]:
            del texts[ARABIC]
        rows = _rows(texts, face=face, largest=largest, lines=lines, height=top - until)
        for language, line, size in rows:
            base = top - ascent_of(face) * size
            self._centred(line, y=base, face=face, size=size, colour=colour, language=language)
            top -= leading_of(face) * size
        return top

    def _centred(self, text: str, *, y: float, face: Face, size: float, colour: Color, language: str) -> None:
        x = MIDDLE - width_of(text, face) * size / 2
        self.canvas.setFillColor(colour)
        for each, part in runs_of(text, face=face, language=language):
            self.canvas.setFont(each, size)
            self.canvas.drawString(x, y, part)
            x += self.canvas.stringWidth(part, each, size)


def _rows(texts: Mapping[str, str], *, face: Face, largest: float, lines: int, height: float) -> list[Row]:
    """The lines of `texts`, each of at most `lines`, at the largest size at which all fit into `height`."""
    while True:
        rows = []
        for language, text in texts.items():
            size = size_for(text, face=face, width=ROOM, largest=largest, smallest=SMALLEST, lines=lines)
            rows += [(language, line, size) for line in broken(text, face=face, size=size, width=ROOM)]
        if largest <= SMALLEST or sum(leading_of(face) * size for *_, size in rows) <= height:
            return rows
        largest -= 1
