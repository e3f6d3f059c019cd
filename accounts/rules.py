"""What the law and the mail protocol say about people's numbers, names and letters."""

import re
from enum import StrEnum
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from unicodedata import category

_IDENTITY_CARD = re.compile(r"[A-Za-z]{1,2}\d{5,6}")
_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_IN_NAMES = " \u00a0'\u2019.-\u2010\u2011\u0640"


def looks_like_identity_number(text: str) -> bool:
    """Whether `text` has the shape of a Moroccan identity card: one or two letters, then five or six digits.

    Spaces, dots and hyphens do not count. Source: law 09-08, article 12, under which the national
    identity number may be kept only with an authorisation that the platform neither has nor needs.
    """
    return bool(_IDENTITY_CARD.fullmatch(re.sub(r"[\s.\-]", "", text)))


def is_in_latin_script(name: str) -> bool:
    """Whether `name` has a Latin letter and no Arabic one, and nothing that no name has."""
    return bool(_LATIN.search(name)) and not _ARABIC.search(name) and _is_written_as_a_name(name)


def is_in_arabic_script(name: str) -> bool:
    """Whether `name` has an Arabic letter and no Latin one, and nothing that no name has."""
    return bool(_ARABIC.search(name)) and not _LATIN.search(name) and _is_written_as_a_name(name)


def _is_written_as_a_name(name: str) -> bool:
    """Letters with their marks, spaces, apostrophes, hyphens and dots: no digit, sign, picture or hidden direction."""
    return all(character in _IN_NAMES or category(character)[0] in "LM" for character in name)


class Delivery(StrEnum):
    """What is known of a letter whose handing-over to the mail server raised an error."""

    LATER = "later"
    NEVER = "never"
    UNSURE = "unsure"


def delivery_after(error: OSError) -> Delivery:
    """Tell from the mail server's answer `error` whether the letter can have left.

    A reply in the 4xx says later, one in the 5xx never; a connection lost half-way says nothing.
    Source: RFC 5321, section 4.2.1, and section 4.5.3.2 on replies that never come.
    """
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    elif isinstance(error, SMTPResponseException):
        codes = [error.smtp_code]
    else:
        return Delivery.UNSURE
    if all(400 <= code < 500 for code in codes):
        return Delivery.LATER
    return Delivery.NEVER if all(500 <= code < 600 for code in codes) else Delivery.UNSURE
