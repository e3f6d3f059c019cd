"""No number of years or dirhams stands beside an article 448-n: the one table of penalties writes them."""

import re

from library.rules import PENALTY_MARK

_ARTICLE = re.compile(r"448-\d+")
_SENTENCE = re.compile(r"(?<=[.!?؟;؛])(?<!\b[Aa]rt\.)(?<!\bal\.)\s+")
_NUMBER = (
    r"(?:\d+|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze|vingt|trente|quarante|cent|mille|million"
    r"|سنة|سنتين|ثلاث|أربع|خمس|ست|سبع|ثماني|تسع|عشر|عشرين|ثلاثين|أربعين|مائة|ألف|مليون)"
)
_DIRHAMS = re.compile(rf"\b{_NUMBER}s?\b[\s\u00a0\u202f]*(?:de\s+)?(?:dirhams?\b|DH\b|MAD\b|درهم|دراهم)", re.I)
_YEARS = re.compile(rf"\b{_NUMBER}\b[\s\u00a0\u202f]+(?:ans\b|années?\b|سنة|سنوات|أعوام|عاما)", re.I)
_PUNISHED = re.compile(
    r"réclusion|emprisonnement|\bprison\b|\bpein|\bpuni|\bencour|السجن|الحبس|سجنا|حبسا|العقوب|عقوب|يعاقب", re.I
)


def bare_penalty(text: str) -> str | None:
    """Return the first sentence of `text` that writes a penalty of an article 448-n in numbers, `None` without one.

    Years count only beside a word of punishment, since ages and delays are years too.
    """
    for sentence in _SENTENCE.split(text):
        bare = PENALTY_MARK.sub("", sentence)
        years = _YEARS.search(bare) and _PUNISHED.search(bare)
        if _ARTICLE.search(sentence) and (_DIRHAMS.search(bare) or years):
            return sentence
    return None
