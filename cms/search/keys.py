"""The spelling under which words are indexed and asked for."""

import re
from dataclasses import dataclass

from lms.lib.arabic import fold

_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"(?<=[a-z]{3})(?:s|x)$")
AROUND = 14  # words of an excerpt on each side of the first one found


def keys(text: str) -> str:
    """Return `text` as the words to index: folded, Latin plurals without their ending, one space between them."""
    return " ".join(_PLURAL.sub("", word) for word in _WORD.findall(fold(text)))


@dataclass(frozen=True)
class Piece:
    """A run of an excerpt, and whether it is a word that was asked for."""

    text: str
    found: bool = False


def excerpt(text: str, *, asked: str) -> list[Piece]:
    """Return the words of `text` around the first one that `asked` asks for, as they are written.

    Where none is found, the beginning. Each word found is a piece of its own.
    """
    wanted = set(keys(asked).split())
    words = list(_WORD.finditer(text))
    hits = [n for n, word in enumerate(words) if wanted & set(keys(word[0]).split())]
    if not words:
        return []
    middle = hits[0] if hits else 0
    first, last = max(middle - AROUND, 0), min(middle + AROUND, len(words) - 1)
    begin, end = words[first].start(), words[last].end()
    pieces, at = [Piece("… ")] if first else [], begin
    for n in (n for n in hits if first <= n <= last):
        pieces += [Piece(text[at : words[n].start()]), Piece(words[n][0], found=True)]
        at = words[n].end()
    pieces.append(Piece(text[at:end]))
    return [*(piece for piece in pieces if piece.text), *([Piece(" …")] if last < len(words) - 1 else [])]
