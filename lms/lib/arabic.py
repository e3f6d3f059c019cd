"""Arabic as people type it: one spelling for search."""

import re
import unicodedata

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي") | {ord("œ"): "oe", ord("æ"): "ae"}
_ARTICLE = re.compile(r"\b(?:وال|بال|كال|فال|ال|لل)(?=[\u0621-\u064a]{2})")


def fold(text: str) -> str:
    """Return `text` in the one spelling under which search compares words.

    NFKC, lower case, no Latin accents or ligatures, no Arabic diacritics or tatweel, one form of alif,
    ya, ta marbuta and hamza, and no article (ال وال بال كال فال لل) before two letters or more.
    Folding twice changes nothing more, except for words that begin with two articles.
    """
    text = unicodedata.normalize("NFKC", text).lower()
    text = _MARKS.sub("", text).translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _ARTICLE.sub("", text)
