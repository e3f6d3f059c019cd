"""In which language the text of a page stands, beside the language of its reader."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lms.lib.languages import ARABIC, FRENCH


def other_language(language: str) -> str:
    return FRENCH if language == ARABIC else ARABIC


def _attributes(language: str) -> SafeString:
    return format_html(' lang="{}" dir="{}"', language, "rtl" if language == ARABIC else "ltr")


@dataclass(frozen=True)
class ContentLanguage:
    """`code` is that of the text, `reader` that of the page around it: the same, unless a translation is missing."""

    code: str
    reader: str

    @property
    def is_other(self) -> bool:
        return self.code != self.reader

    @property
    def attributes(self) -> SafeString:
        """What an element that holds the text says of its language: nothing where it is the reader's."""
        return _attributes(self.code) if self.is_other else mark_safe("")

    @property
    def back(self) -> SafeString:
        """What an element of the reader's language says inside of the text."""
        return _attributes(self.reader) if self.is_other else mark_safe("")

    def words(self, text: str) -> str:
        """A title of the page among words of the reader's language."""
        return format_html("<bdi{}>{}</bdi>", self.attributes, text) if self.is_other else text
