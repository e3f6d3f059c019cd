"""What is drawn and not written: the mark, the rampart at the foot and the QR code, as paths.

What never changes is worked out once in a process.
"""

from functools import cache

import segno
from reportlab.pdfgen.pathobject import PDFPathObject

Rectangle = tuple[int, int, int, int]

# The outline of each merlon, in steps of four units, as (right, up) from one corner
# to the next, and the corners of the mark up to its gate.
_STEPS = ((0, 6), (4, 0), (0, 6), (4, 0), (0, 6), (8, 0), (0, -6), (4, 0), (0, -6), (4, 0), (0, -6), (4, 0))
_MERLON_WIDE, _MERLONS = 28, 36
RAMPART = (_MERLON_WIDE * _MERLONS, 24)
MARK = (32, 32)
_WALL = (
    (31, 2), (31, 20), (29, 20), (29, 23), (27, 23), (27, 26), (23, 26), (23, 23), (21, 23), (21, 20), (19, 20),
    (19, 23), (18, 23), (18, 26), (14, 26), (14, 23), (13, 23), (13, 20), (11, 20), (11, 23), (9, 23), (9, 26), (5, 26),
    (5, 23), (3, 23), (3, 20), (1, 20), (1, 2), (12, 2), (12, 8.2),
)  # fmt: skip


@cache
def mark() -> PDFPathObject:
    """Return the platform's mark, 32 units wide and high, with its gate left open."""
    path = PDFPathObject()
    path.moveTo(*_WALL[0])
    for corner in _WALL[1:]:
        path.lineTo(*corner)
    path.arcTo(11, 6.2, 21, 16.2, startAng=216.87, extent=-253.74)
    path.lineTo(20, 2)
    path.close()
    return path


@cache
def rampart() -> PDFPathObject:
    """Return a row of merlons, as wide and high as `RAMPART` says."""
    path = PDFPathObject()
    x, y = 0, 0
    path.moveTo(x, y)
    for right, up in _STEPS * _MERLONS:
        x, y = x + right, y + up
        path.lineTo(x, y)
    path.close()
    return path


def qr_code(text: str) -> tuple[PDFPathObject, int]:
    """Return the QR code that says `text` and its width in units, without its quiet zone, repairing up to 15 %."""
    rows = [[bool(module) for module in row] for row in segno.make_qr(text, error="m").matrix]
    path = PDFPathObject()
    for left, top, wide, high in rectangles(rows):
        path.rect(left, len(rows) - top - high, wide, high)
    return path, len(rows)


def rectangles(rows: list[list[bool]]) -> list[Rectangle]:
    """Return few rectangles (left, top, width, height) that together cover what is set in `rows`, and nothing twice."""
    found, left_over = [], [row[:] for row in rows]
    for top, row in enumerate(left_over):
        for left in range(len(row)):
            if not row[left]:
                continue
            wide = next((n for n, is_set in enumerate(row[left:]) if not is_set), len(row) - left)
            high = 1
            while top + high < len(rows) and all(left_over[top + high][left : left + wide]):
                high += 1
            for below in left_over[top : top + high]:
                below[left : left + wide] = [False] * wide
            found.append((left, top, wide, high))
    return found
