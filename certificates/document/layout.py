"""Where the lines of a certificate stand: French and Arabic side by side, each pair of lines on one height.

Sizes are points. What is too long is first wrapped, then set smaller; modules that crowd the page go to a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from certificates.document.faces import Face, ascent_of, leading_of
from certificates.document.fitting import broken, size_for

COLUMN = 322.0  # of the 328 there are, since letters overhang
HEIGHT = 318.0
MODULES_ON_THE_PAGE = 4
WRAPPED = 0.85  # of its largest size: the most that a wrapped text is given
CLOSE = 0.8  # of the face's whole height, between two lines of one text


@dataclass(frozen=True)
class Look:
    """How a kind of line is set: its face, sizes, lines, the room below it, and whether a group ends with it."""

    face: Face
    largest: float
    smallest: float
    lines: int
    below: float
    ends_group: bool = False
    one_line: float = 0.85  # of its largest size: what fits on one line so is not wrapped


LOOKS = {
    "title": Look(Face.SERIF, 31, 20, 1, below=0, ends_group=True),
    "small": Look(Face.SANS, 9.5, 8, 1, below=0),
    "name": Look(Face.SERIF_BOLD, 28, 9, 2, below=0, one_line=0.7),
    "post": Look(Face.SERIF, 13.5, 9, 2, below=0),
    "court": Look(Face.SERIF, 13.5, 9, 2, below=0, ends_group=True),
    "course": Look(Face.SERIF_BOLD, 18, 10, 2, below=0),
    "period": Look(Face.SERIF, 12.5, 9, 1, below=0),
    "measure": Look(Face.SERIF, 12.5, 9, 1, below=0, ends_group=True),
    "module": Look(Face.SERIF, 11.5, 9, 1, below=-3),
    "heading": Look(Face.SERIF, 24, 20, 1, below=0),
    "bearer": Look(Face.SERIF, 13.5, 9, 2, below=0),
    "number": Look(Face.SANS, 9.5, 8, 1, below=8),
    "annexed": Look(Face.SERIF, 13, 8, 2, below=4),
}


@dataclass(frozen=True)
class Line:
    """A text set in a look, at a size, with the room above and below it that keeps the other column level."""

    look: str
    text: str
    size: float
    above: float = 0.0
    below: float = 0.0


Pair = tuple[str, str, str]
Row = tuple[Line, Line]


def laid_out(pairs: Sequence[Pair], *, height: float = HEIGHT) -> list[Row]:
    """Return `pairs` of (look, French, Arabic) as rows that together take at most `height`.

    A pair without any text is left out. Where the rows would be too high they are set smaller, to no less than half.
    """
    for percent in range(100, 45, -5):
        rows = _rows(pairs, scale=percent / 100)
        if _height(rows) <= height:
            break
    return _spread(rows, height=height)


def crowded(body: Sequence[Pair], modules: Sequence[Pair]) -> bool:
    """Whether `modules` are too many or too long to stand below `body` on the first page, a tenth smaller at most."""
    wrapped = any(len(broken_line(line)) > 1 for row in _rows(modules) for line in row)
    return len(modules) > MODULES_ON_THE_PAGE or wrapped or _height(_rows([*body, *modules], scale=0.9)) > HEIGHT


def _rows(pairs: Sequence[Pair], *, scale: float = 1) -> list[Row]:
    return [_row(pair, scale=scale) for pair in pairs if pair[1] or pair[2]]


def _height(rows: Sequence[Row]) -> float:
    return sum(height_of(french) for french, _ in rows)


def _row(pair: Pair, *, scale: float) -> Row:
    """Both texts of `pair`, their first lines on one base line."""
    look, *texts = pair
    lines = [_set(look, text, scale=scale) for text in texts]
    largest = max(line.size for line in lines)
    french, arabic = (replace(line, above=ascent_of(LOOKS[look].face) * (largest - line.size)) for line in lines)
    room = max(_own_height(french), _own_height(arabic)) + LOOKS[look].below * scale
    return _with_room(french, room - _own_height(french)), _with_room(arabic, room - _own_height(arabic))


def _set(look: str, text: str, *, scale: float) -> Line:
    style = LOOKS[look]
    largest, smallest = style.largest * scale, style.smallest * scale
    fit = partial(size_for, text, face=style.face, width=COLUMN)
    size = fit(largest=largest, smallest=largest * style.one_line, lines=1)
    if len(broken(text, face=style.face, size=size, width=COLUMN)) > 1:
        size = fit(largest=largest * WRAPPED, smallest=smallest, lines=style.lines)
    return Line(look, text, size)


def broken_line(line: Line) -> tuple[str, ...]:
    """Return what `line` is broken into in its column."""
    return broken(line.text, face=LOOKS[line.look].face, size=line.size, width=COLUMN)


def leading_within(line: Line) -> float:
    """Return the distance between two lines of the text of `line`."""
    return CLOSE * leading_of(LOOKS[line.look].face) * line.size


def height_of(line: Line) -> float:
    """Return how high `line` is with the room above and below it."""
    return _own_height(line) + line.below


def _own_height(line: Line) -> float:
    more = len(broken_line(line)) - 1
    return line.above + leading_of(LOOKS[line.look].face) * line.size + more * leading_within(line)


def _with_room(line: Line, below: float) -> Line:
    return replace(line, below=below)


def _spread(rows: list[Row], *, height: float) -> list[Row]:
    """`rows` with what is left of `height` shared among the ends of their groups, at most 14 points each."""
    ends = sum(LOOKS[french.look].ends_group for french, _ in rows)
    more = min((height - _height(rows)) / ends, 14.0) if ends else 0.0
    if more <= 0:
        return rows
    return [
        (_with_room(french, french.below + more), _with_room(arabic, arabic.below + more))
        if LOOKS[french.look].ends_group
        else (french, arabic)
        for french, arabic in rows
    ]
