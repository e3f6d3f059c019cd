"""Numbers and words as people type them, and which of the accepted answers they are."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lms.lib.arabic import fold

HUNDRED = Decimal(100)
LONGEST_NUMBER = 40
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬−", "01234567890123456789,\u00a0-")
_UNIT = re.compile(r"[^\W\d_]+[.]?$")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")


@dataclass(frozen=True)
class AcceptedNumber:
    """A number that earns `fraction` per cent of the marks, as does whatever lies within `tolerance` of it."""

    number: Decimal
    tolerance: Decimal = Decimal(0)
    fraction: Decimal = HUNDRED


@dataclass(frozen=True)
class AcceptedText:
    """Words that earn `fraction` per cent of the marks; "*" in them stands for any words or none."""

    text: str
    fraction: Decimal = HUNDRED


def read_number(text: str) -> Decimal | None:
    """The number that `text` says; `None` where it says none.

    Comma and point both mark decimals; where both stand, the last one does and the other groups thousands, as
    spaces do. Arabic digits are read like European ones; words or a sign of per cent behind the number are passed over.
    """
    if len(text) > LONGEST_NUMBER:
        return None
    plain = _UNIT.sub("", re.sub(r"\s", "", text.translate(_DIGITS))).rstrip("%٪")
    if "," in plain and "." in plain:
        grouping = "," if plain.rindex(",") < plain.rindex(".") else "."
        plain = plain.replace(grouping, "")
    if not plain.isascii() or not _NUMBER.fullmatch(plain):
        return None
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None


def share_of_number(text: str, *, accepted: Iterable[AcceptedNumber]) -> Decimal:
    """The share of the marks that the number in `text` earns, from 0 to 1: the best of those `accepted` it meets.

    Both ends of a tolerance are within it.
    Source: IMS QTI 2.1, `equal` with `toleranceMode="absolute"`, bounds included by default.
    """
    number = read_number(text)
    if number is None:
        return Decimal(0)
    fits = (each.fraction for each in accepted if abs(number - each.number) <= each.tolerance)
    return max(fits, default=Decimal(0)) / HUNDRED


def normal(text: str) -> str:
    """`text` as short answers are compared: in one spelling, without accents, punctuation or needless spaces."""
    folded = fold(text)
    plain = "".join(
        " " if unicodedata.category(letter)[0] in "PSZC" and letter != "*" else letter for letter in folded
    )  # fmt: skip
    return " ".join(plain.split())


def share_of_text(text: str, *, accepted: Iterable[AcceptedText]) -> Decimal:
    """The share of the marks that the words `text` earn, from 0 to 1: the best of those `accepted` they are.

    Capitals, accents, Arabic vowel signs and forms of letters, articles in Arabic, punctuation and spaces make no
    difference; neither does the language of the page.
    Source: `lms.lib.arabic.fold`; the star as in Moodle's short answer (GIFT and Moodle XML).
    """
    said = normal(text.replace("*", " "))
    if not said:
        return Decimal(0)
    fits = (each.fraction for each in accepted if _fits(said, normal(each.text)))
    return max(fits, default=Decimal(0)) / HUNDRED


def _fits(said: str, wanted: str) -> bool:
    if "*" not in wanted:
        return said == wanted
    return _follows(said, [" ".join(part.split()) for part in wanted.split("*")])


def _follows(said: str, parts: list[str]) -> bool:
    """Whether `said` begins with the first of `parts`, ends with the last, and holds the others in order between."""
    first, *between, last = parts
    if not said.startswith(first) or not said.endswith(last) or len(said) < len(first) + len(last):
        return False
    place, end = len(first), len(said) - len(last)
    for part in between:
        found = said.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True
