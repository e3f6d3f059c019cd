"""A badge found in a file: the JWT as text, or the one that a PNG holds. Pure, and bounded whatever is given."""

import re
import zlib

PNG = b"\x89PNG\r\n\x1a\n"
KEYWORD = "openbadgecredential"
LONGEST = 100_000  # a badge of ours has less than 15,000
TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)


def is_picture(content: bytes) -> bool:
    """Whether `content` says that it is a PNG."""
    return content.startswith(PNG)


def token_in(content: bytes) -> str | None:
    """Return the compact JWT that `content` is, or holds as a PNG; `None` where there is none of bearable length.

    Source: Open Badges 3.0, section 5.3.1; PNG 1.2, section 11.3.4.5.
    """
    text = _chunk_of(content) if is_picture(content) else content
    told = text.decode("ascii", "replace").strip() if len(text) <= LONGEST else ""
    return told if TOKEN.fullmatch(told) else None


def _chunk_of(picture: bytes) -> bytes:
    """What the first chunk of `picture` that is meant for badges says; nothing where there is none."""
    at, mark = len(PNG), KEYWORD.encode() + b"\0"
    while at + 8 <= len(picture):
        length, name = int.from_bytes(picture[at : at + 4]), picture[at + 4 : at + 8]
        chunk = picture[at + 8 : at + 8 + length]
        if name == b"iTXt" and chunk.startswith(mark):
            return _said(chunk[len(mark) :])
        at += length + 12
    return b""


def _said(rest: bytes) -> bytes:
    """The text of an iTXt chunk after its keyword; nothing where it is broken, and no more than a badge may have."""
    is_compressed, parts = rest[:1] == b"\1", rest[2:].split(b"\0", 2)
    if len(parts) < 3 or not is_compressed:
        return parts[-1] if len(parts) == 3 else b""
    try:
        return zlib.decompressobj().decompress(parts[2], LONGEST + 1)
    except zlib.error:
        return b""
