"""Two languages side by side: facts that are stored in French and in Arabic."""

from typing import Any, overload

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FRENCH = "fr"
ARABIC = "ar"
LANGUAGES = (FRENCH, ARABIC)


def reading_language() -> str:
    """The language of the page being made: "ar" or "fr", French where none is active."""
    return ARABIC if (get_language() or FRENCH).startswith(ARABIC) else FRENCH


# What a list calls a column that shows such a text.
_LABELS = {
    "court": _("court"),
    "definition": _("definition"),
    "label": _("label"),
    "name": _("name"),
    "phrase": _("in a sentence"),
    "text": _("text"),
    "title": _("title"),
    "value": _("value"),
}


class Bilingual:
    """A read-only property over the columns `<name>_fr` and `<name>_ar`.

    It gives the text in the reader's language, and the other one where that is empty. Lists that show it
    take their heading from `short_description`.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.short_description = _LABELS.get(name, name)

    @overload
    def __get__(self, instance: None, owner: type) -> "Bilingual": ...
    @overload
    def __get__(self, instance: object, owner: type) -> str: ...
    def __get__(self, instance: Any, owner: type) -> "Bilingual | str":
        if instance is None:
            return self
        languages = (ARABIC, FRENCH) if reading_language() == ARABIC else (FRENCH, ARABIC)
        return next((text for code in languages if (text := getattr(instance, f"{self.name}_{code}"))), "")
