"""Texts that cite the law: penalties written out, and numbers of articles kept in their order."""

import re
from collections.abc import Mapping

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from library.rules import with_penalties as replace_marks
from lms.lib.languages import ARABIC, reading_language

register = template.Library()

_TAG = re.compile(r"(<[^>]*>)")
_GROUPS = re.compile(r"\d+(?:[-/ \u00a0\u202f]\d+)+")


@register.filter
def with_penalties(text: str, phrases: Mapping[str, str]) -> SafeString:
    """The text, escaped unless it is safe, with each `{peine:…}` replaced by its escaped phrase."""
    escaped = {article: str(conditional_escape(phrase)) for article, phrase in phrases.items()} if phrases else {}
    return mark_safe(replace_marks(str(conditional_escape(text)), escaped))


@register.filter
def isolated(text: str) -> SafeString:
    """The text, escaped unless it is safe, with numbers in groups, such as 448-1, kept in order within Arabic."""
    html = conditional_escape(text)
    if reading_language() != ARABIC:
        return html
    pieces = _TAG.split(html)  # text and tags in turn
    pieces[::2] = [_GROUPS.sub(lambda number: f"<bdi>{number[0]}</bdi>", piece) for piece in pieces[::2]]
    return mark_safe("".join(pieces))


@register.filter
def isolated_plainly(text: str) -> str:
    """The same where no tag may stand, as in an option of a list: between characters that isolate."""
    return _GROUPS.sub("\u2066\\g<0>\u2069", text) if reading_language() == ARABIC else text
