"""Spans of numbers and names of articles, in words."""

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from library.models import LegalReference

register = template.Library()


@register.filter
def span_to(least: int | None, most: int | None) -> str:
    """Such as "5 to 10", with thousands told apart; a dash where there is neither."""
    ends = [number_format(end, force_grouping=True) for end in (least, most) if end is not None]
    if len(ends) == 2 and ends[0] != ends[1]:
        return gettext("%(least)s to %(most)s") % {"least": ends[0], "most": ends[1]}
    return ends[0] if ends else "–"


@register.filter
def article_title(reference: LegalReference | None) -> SafeString | str:
    """The number and title of an article; nothing without one."""
    if reference is None:
        return ""
    return format_html('<bdi class="ref">{}</bdi> {}', reference.article, reference.title)
