"""How a code names a law and a penalty, in which order articles stand, and how a term is spelt."""

import re
from collections.abc import Iterable
from functools import lru_cache

from lms.lib.arabic import fold


def penalty_mark(article: str) -> str:
    """What stands in a text for the penalty of `article`."""
    return f"{{peine:{article}}}"


def law_code(code: str, *, article: str) -> str:
    """The part of an entry's `code` that names its law: "CP" for CP-448-1, "L27-14" for L27-14-4."""
    return code.removesuffix(article).rstrip("-") or code


def penal_code(article: str) -> str:
    """The code of an `article` of the Penal Code, the law whose penalties the library holds."""
    return f"CP-{article}"


def article_order(article: str) -> tuple[int, ...]:
    """Where an `article` stands in its law: 448-10 after 448-9, 82-5-1 after 82-5."""
    return tuple(int(number) for number in re.findall(r"\d+", article))


def spellings(term: str) -> tuple[str, ...]:
    """The forms in which a `term` is written: what stands between commas, and the acronym in brackets.

    A remark in brackets, such as "tentative (infraction)", is no form of its own.
    """
    bare = re.sub(r"\([^)]*\)", "", term)
    acronyms = re.findall(r"\(([A-Z]{2,})\)", term)
    return tuple(form for form in (*(part.strip() for part in re.split("[,،]", bare)), *acronyms) if form)


def mentions(words: str, texts: Iterable[str]) -> bool:
    """Whether `texts` hold every one of `words`, whatever the accents, the Arabic spelling and the article."""
    wanted = fold(words).split()
    held = " ".join(_folded(text) for text in texts) if wanted else ""
    return all(word in held for word in wanted)


_folded = lru_cache(maxsize=8192)(fold)
