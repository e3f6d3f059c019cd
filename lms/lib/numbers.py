"""Numbers that people copy by hand."""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BETWEEN = re.compile("[\\s\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u2010-\u2013-]")
_MISREAD = str.maketrans("OIL", "011")


def new_number() -> str:
    """Return 12 random characters of Crockford base 32 (60 bits) in groups of four, such as "7K3M-0Q9X-B2TD"."""
    characters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join((characters[:4], characters[4:8], characters[8:]))


def read_number(text: str) -> str | None:
    """Return the number that `text` means, or `None` when it cannot be one.

    Case, spaces, hyphens and the invisible marks of Arabic pages do not count; O is read as 0, I and L as 1,
    as Crockford's base 32 says.
    """
    characters = _BETWEEN.sub("", text).upper().translate(_MISREAD)
    if len(characters) != 12 or any(c not in ALPHABET for c in characters):
        return None
    return "-".join((characters[:4], characters[4:8], characters[8:]))
