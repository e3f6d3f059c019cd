"""Tifinagh in Latin letters."""

# U+2D30 to U+2D67 in their order. Source: the Institut royal de la culture amazighe's table of correspondence;
# letters outside its 33 (Tuareg and academic ones) take the nearest of theirs, and ɣ and ɛ, which few faces hold, are
# written gh and ʿ.
_LETTERS = (
    *"abbggjjddḍḍefkkkhhhḥʿxxqqijjjlmn", "ny", "nk", *"purr", "gh", "gh", "gh", *"sṣctt", "ch", *"ṭvwyzzẓeo",
)  # fmt: skip
_TABLE = dict(zip(range(0x2D30, 0x2D68), _LETTERS, strict=True)) | {0x2D6F: "w"}


def in_latin(text: str) -> str:
    """Return `text` with its Tifinagh in Latin letters, each such word with a capital: ⴰⵎⵉⵏⴰ is "Amina"."""
    if not any(ord(character) in _TABLE for character in text):
        return text
    return " ".join(_word(word) for word in text.split(" "))


def _word(word: str) -> str:
    written = word.translate(_TABLE)
    return written[:1].upper() + written[1:] if written != word else word
