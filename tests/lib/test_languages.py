from dataclasses import dataclass

import pytest
from django.utils.translation import deactivate_all, override

from lms.lib.languages import Bilingual, reading_language


@dataclass
class Notice:
    title_fr: str
    title_ar: str
    title = Bilingual()


@pytest.mark.parametrize(("active", "read"), [("fr", "fr"), ("ar", "ar"), ("ar-ma", "ar"), ("en", "fr"), (None, "fr")])
def test_the_language_read_is_one_of_the_two(active: str | None, read: str) -> None:
    with override(active):
        assert reading_language() == read


def test_french_is_read_where_translation_is_off() -> None:
    with override("ar"):
        deactivate_all()

        assert reading_language() == "fr"


@pytest.mark.parametrize(
    ("french", "arabic", "read"),
    [
        ("Leçon", "درس", ("Leçon", "درس")),
        ("Leçon", "", ("Leçon", "Leçon")),
        ("", "درس", ("درس", "درس")),
        ("", "", ("", "")),
    ],
)
def test_a_text_is_read_in_ones_language_or_else_in_the_other(french: str, arabic: str, read: tuple[str, str]) -> None:
    notice = Notice(french, arabic)

    with override("fr"):
        in_french = notice.title
    with override("ar"):
        in_arabic = notice.title

    assert (in_french, in_arabic) == read


def test_the_property_itself_is_had_from_the_class() -> None:
    assert isinstance(Notice.title, Bilingual)
