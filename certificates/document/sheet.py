"""The sheet of paper: A4 in landscape, where its parts stand, and how each is drawn. Millimetres from the top left."""

from collections.abc import Sequence

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from certificates.document import drawings, logos
from certificates.document.faces import Face, ascent_of, runs_of, width_of
from certificates.document.fitting import size_for
from certificates.document.layout import LOOKS, Line, Row, broken_line, height_of, leading_within
from lms.lib.languages import ARABIC, FRENCH

WIDE, HIGH = 297 * mm, 210 * mm
LEFT, RIGHT, MIDDLE = 25 * mm, 272 * mm, 148.5 * mm
INK, SOFT, WARNING = HexColor("#171c1a"), HexColor("#454d49"), HexColor("#8f1d1d")
SOFT_LOOKS = {"small", "module", "number"}
ACCENT_LOOKS = {"title", "heading"}
LOGOS_HIGH, LOGOS_WIDE, LOGOS_APART = 17 * mm, 80 * mm, 5 * mm
QR_WIDE = 25 * mm
FOOT_WIDE = 85 * mm
FOOT_PARTS = ((Face.SERIF, 12.5, 17.0), (Face.SANS, 8.5, 12.5))  # face, largest size and distance of lines


class Sheet:
    """One document on its way to paper, in two colours."""

    def __init__(self, canvas: Canvas, *, colours: tuple[str, str]) -> None:
        self.canvas = canvas
        self.accent, self.wash = (HexColor(colour) for colour in colours)

    def frame(self, kind: str) -> None:
        """The border of a kind of document: walls with a rampart, a wall with corner stones, or two bands."""
        canvas = self.canvas
        canvas.setStrokeColor(self.accent)
        canvas.setFillColor(self.wash)
        if kind == "presence":
            self._bands()
            return
        if kind == "achievement":
            self._rampart()
            canvas.setLineWidth(2)
            canvas.rect(8 * mm, 8 * mm, WIDE - 16 * mm, HIGH - 16 * mm)
        canvas.setLineWidth(0.4)
        canvas.rect(10 * mm, 10 * mm, WIDE - 20 * mm, HIGH - 20 * mm)
        if kind == "module":
            canvas.rect(11.5 * mm, 11.5 * mm, WIDE - 23 * mm, HIGH - 23 * mm)
            self._corner_stones()

    def rule(self) -> None:
        """The line between the languages."""
        self.canvas.setLineWidth(0.4)
        self.canvas.setStrokeColor(self.accent)
        self.canvas.line(MIDDLE, HIGH - 44 * mm, MIDDLE, HIGH - 145 * mm)

    def demonstration(self, kind: str) -> None:
        """Says that the document is none: over its border, or within its band."""
        french, arabic = "DÉMONSTRATION · ", "نموذج للعرض"
        wide = [width_of(text, Face.SERIF_BOLD) * 13 for text in (french, arabic)]
        left, base = MIDDLE - sum(wide) / 2, HIGH - (6 if kind == "presence" else 9.6) * mm
        if kind != "presence":
            self.canvas.setFillColor(white)
            self.canvas.rect(left - 5 * mm, HIGH - 13 * mm, sum(wide) + 10 * mm, 7 * mm, stroke=0, fill=1)
        self.write(french, x=left, y=base, face=Face.SERIF_BOLD, size=13, colour=WARNING)
        self.write(arabic, x=left + wide[0], y=base, face=Face.SERIF_BOLD, size=13, colour=WARNING, language=ARABIC)

    def emblems(self, pictures: Sequence[bytes]) -> float:
        """The logos side by side in the middle, or the platform's mark; return how wide they are together."""
        if not pictures:
            self._placed(drawings.mark(), x=MIDDLE - 6.5 * mm, y=HIGH - 31 * mm, scale=13 * mm / 32, colour=self.accent)
            return float(13 * mm)
        wide = [logos.proportion_of(each) * LOGOS_HIGH for each in pictures]
        between = LOGOS_APART * (len(wide) - 1)
        scale = min(1.0, (LOGOS_WIDE - between) / sum(wide))
        x, high = MIDDLE - (sum(wide) * scale + between) / 2, LOGOS_HIGH * scale
        for picture, width in zip(pictures, wide, strict=True):
            below = HIGH - 18 * mm - (LOGOS_HIGH + high) / 2
            logos.drawn(self.canvas, picture, x=x, y=below, width=width * scale, height=high)
            x += width * scale + LOGOS_APART
        return float(sum(wide) * scale + between)

    def brand(self, pairs: Sequence[tuple[str, str]], *, beside: float) -> None:
        """The issuing bodies left and right of emblems that are `beside` wide, the last line small."""
        room = MIDDLE - LEFT - beside / 2 - 6 * mm
        largest = 18.0 if len(pairs) == 2 else 12.0
        base = HIGH - 24 * mm if len(pairs) < 4 else HIGH - 20 * mm
        for pair in pairs[:-1]:
            self._pair(pair, y=base, face=Face.SERIF_BOLD, largest=largest, room=room, colour=self.accent)
            base -= largest * 1.3
        self._pair(pairs[-1], y=base - 2, face=Face.SANS, largest=8.5, room=room, colour=SOFT)

    def columns(self, rows: Sequence[Row]) -> None:
        """The rows of both columns from 40 mm on, each pair of lines on one height."""
        for side, language in enumerate((FRENCH, ARABIC)):
            top = HIGH - 40 * mm
            for row in rows:
                top = self._set(row[side], top=top, language=language)

    def foot(self, dates: Sequence[tuple[str, str]], small_print: Sequence[tuple[str, str]]) -> None:
        """The dates and the small print at both sides of the code."""
        base = HIGH - 161 * mm
        for (face, largest, leading), pairs in zip(FOOT_PARTS, (dates, small_print), strict=True):
            for pair in pairs:
                self._pair(pair, y=base, face=face, largest=largest, room=FOOT_WIDE, colour=INK)
                base -= leading

    def code(self, address: str, *, number: str) -> None:
        """The QR code that opens `address`, with the number and the address below it."""
        path, modules = drawings.qr_code(address)
        self._placed(path, x=MIDDLE - QR_WIDE / 2, y=HIGH - 176.5 * mm, scale=QR_WIDE / modules, colour=INK)
        self._centred(number, y=HIGH - 181.6 * mm, largest=10)
        self._centred(address.partition("://")[2], y=HIGH - 186 * mm, largest=8.5)

    def write(
        self, text: str, *, x: float, y: float, face: Face, size: float, colour: Color, language: str = FRENCH
    ) -> None:
        """Write `text` from `x` on the base line `y`, each part in the face that holds it."""
        self.canvas.setFillColor(colour)
        for each, part in runs_of(text, face=face, language=language):
            self.canvas.setFont(each, size)
            self.canvas.drawString(x, y, part)
            x += self.canvas.stringWidth(part, each, size)

    def _set(self, line: Line, *, top: float, language: str) -> float:
        """Set `line` below `top` in its language's column; return where the next one begins."""
        look = LOOKS[line.look]
        colour = self.accent if line.look in ACCENT_LOOKS else SOFT if line.look in SOFT_LOOKS else INK
        base = top - line.above - ascent_of(look.face) * line.size
        for n, text in enumerate(broken_line(line)):
            y = base - n * leading_within(line)
            self._aligned(text, y=y, face=look.face, size=line.size, colour=colour, language=language)
        return top - height_of(line)

    def _aligned(self, text: str, *, y: float, face: Face, size: float, colour: Color, language: str) -> None:
        x = LEFT if language == FRENCH else RIGHT - width_of(text, face) * size
        self.write(text, x=x, y=y, face=face, size=size, colour=colour, language=language)

    def _pair(self, pair: tuple[str, str], *, y: float, face: Face, largest: float, room: float, colour: Color) -> None:
        """French and Arabic on one line, each at the largest size that fits into `room`."""
        for text, language in zip(pair, (FRENCH, ARABIC), strict=True):
            size = size_for(text, face=face, width=room, largest=largest, smallest=4.0, lines=1)
            self._aligned(text, y=y, face=face, size=size, colour=colour, language=language)

    def _centred(self, text: str, *, y: float, largest: float) -> None:
        size = size_for(text, face=Face.SANS, width=70 * mm, largest=largest, smallest=4.0, lines=1)
        x = MIDDLE - width_of(text, Face.SANS) * size / 2
        self.write(text, x=x, y=y, face=Face.SANS, size=size, colour=INK if largest > 9 else SOFT)

    def _placed(self, path: PDFPathObject, *, x: float, y: float, scale: float, colour: Color) -> None:
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.scale(scale, scale)
        self.canvas.setFillColor(colour)
        self.canvas.drawPath(path, stroke=0, fill=1)
        self.canvas.restoreState()

    def _rampart(self) -> None:
        wide = 276.6 * mm
        self._placed(drawings.rampart(), x=10.2 * mm, y=10.2 * mm, scale=wide / drawings.RAMPART[0], colour=self.wash)

    def _corner_stones(self) -> None:
        self.canvas.setFillColor(self.accent)
        for x in (8 * mm, WIDE - 14 * mm):
            for y in (8 * mm, HIGH - 14 * mm):
                self.canvas.rect(x, y, 6 * mm, 6 * mm, stroke=0, fill=1)

    def _bands(self) -> None:
        self.canvas.rect(0, HIGH - 9 * mm, WIDE, 9 * mm, stroke=0, fill=1)
        self.canvas.rect(0, 0, WIDE, 9 * mm, stroke=0, fill=1)
        self.canvas.setFillColor(self.accent)
        self.canvas.rect(0, HIGH - 10.4 * mm, WIDE, 1.4 * mm, stroke=0, fill=1)
        self.canvas.rect(0, 9 * mm, WIDE, 1.4 * mm, stroke=0, fill=1)
