"""What is asked of a password, in sentences of our own where Django has none in Arabic."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """At least `min_length` characters: Django's own sentence would be told in French to readers of Arabic."""

    def get_error_message(self) -> str:
        sentence = ngettext(
            "This password is too short: write at least %(count)s character.",
            "This password is too short: write at least %(count)s characters.",
            self.min_length,
        )
        return sentence % {"count": self.min_length}

    def get_help_text(self) -> str:
        sentence = ngettext("At least %(count)s character.", "At least %(count)s characters.", self.min_length)
        return sentence % {"count": self.min_length}
