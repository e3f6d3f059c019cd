"""Penalties inside a text: `{{ text|with_penalties:phrases }}`."""

from collections.abc import Mapping

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from library.rules import with_penalties as replace_marks

register = template.Library()


@register.filter
def with_penalties(text: str, phrases: Mapping[str, str]) -> SafeString:
    """The text, escaped unless it is safe, with each `{peine:…}` replaced by its escaped phrase."""
    escaped = {article: str(conditional_escape(phrase)) for article, phrase in phrases.items()} if phrases else {}
    return mark_safe(replace_marks(str(conditional_escape(text)), escaped))
