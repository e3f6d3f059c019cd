"""Type that fits its column: the lines that a text is broken into, and the largest size at which it takes so many."""

from functools import lru_cache

from certificates.document.faces import Face, width_of


@lru_cache(maxsize=4096)
def broken(text: str, *, face: Face, size: float, width: float) -> tuple[str, ...]:
    """Return the lines of `width` points that `text` takes, broken at spaces, and within words too long for a line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, face) * size <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, face=face, size=size, width=width)
        lines += whole
    return (*lines, line) if line or not lines else tuple(lines)


def size_for(text: str, *, face: Face, width: float, largest: float, smallest: float, lines: int) -> float:
    """Return the largest size, in half points, at which `text` takes at most `lines` lines; else `smallest`.

    No word is broken while a size that keeps it whole is left.
    """
    widest = max((width_of(word, face) for word in text.split()), default=0.0)
    size = largest
    while size > smallest:
        if widest * size <= width and len(broken(text, face=face, size=size, width=width)) <= lines:
            return size
        size -= 0.5
    return smallest


def _pieces(word: str, *, face: Face, size: float, width: float) -> list[str]:
    """`word` in pieces that each fit into a line; whole where it does."""
    pieces, piece = [], ""
    for character in word:
        if piece and width_of(piece + character, face) * size > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]
