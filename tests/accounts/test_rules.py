from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from accounts.passwords import LongEnough
from accounts.rules import Delivery, delivery_after, is_in_arabic_script, is_in_latin_script, looks_like_identity_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A12345", True),
        ("BE123456", True),
        ("be 123456", True),
        ("IA-12345", True),
        ("123456", False),
        ("M-2019-0042", False),
        ("ABC12345", False),
        ("BE1234", False),
        ("BE1234567", False),
        ("", False),
    ],
)
def test_an_identity_number_is_known_by_its_shape(text: str, expected: bool) -> None:
    assert looks_like_identity_number(text) is expected


@pytest.mark.parametrize(
    ("name", "latin", "arabic"),
    [
        ("El Idrissi", True, False),
        ("Émilie-Zoé", True, False),
        ("الإدريسي", False, True),
        ("أمينة Amina", False, False),
        ("1234", False, False),
        ("D’Essai-Modèle", True, False),
        ("عبد الله", False, True),
        ("Zineb 😀", False, False),
        ("Zineb\u202e", False, False),
        ("<b>Zineb</b>", False, False),
        ("زينب 2", False, False),
        ("", False, False),
    ],
)
def test_a_name_is_in_one_script(name: str, latin: bool, arabic: bool) -> None:
    assert (is_in_latin_script(name), is_in_arabic_script(name)) == (latin, arabic)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (SMTPDataError(451, b"local error in processing"), Delivery.LATER),
        (SMTPDataError(554, b"transaction failed"), Delivery.NEVER),
        (SMTPRecipientsRefused({"a@b.example": (450, b"mailbox busy")}), Delivery.LATER),
        (SMTPRecipientsRefused({"a@b.example": (550, b"no such user")}), Delivery.NEVER),
        (SMTPServerDisconnected("Connection unexpectedly closed"), Delivery.UNSURE),
        (TimeoutError("timed out"), Delivery.UNSURE),
    ],
)
def test_the_answer_of_the_mail_server_tells_whether_a_letter_can_have_left(error: OSError, expected: Delivery) -> None:
    assert delivery_after(error) == expected


@pytest.mark.parametrize(("language", "word"), [("fr", "caractères"), ("ar", "حرفا")])
def test_a_short_password_is_refused_in_the_language_of_the_page(language: str, word: str) -> None:
    with override(language), pytest.raises(ValidationError, match=word):
        LongEnough(min_length=12).validate("eleven-char")
