"""Markdown of the pathway, telephone numbers and web addresses as links."""

import re
from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.pack.markdown import prose
from library.templatetags.penalties import isolated, with_penalties

register = template.Library()

_NUMBER = re.compile(r"^\+?[\d\s.\u00a0\u202f()-]{2,}$")


@register.filter
def markdown(text: str, phrases: Mapping[str, str]) -> SafeString:
    """The Markdown `text` as HTML, its penalties written out from `phrases`."""
    return isolated(with_penalties(mark_safe(prose(text)), phrases if "{peine:" in text else {}))


@register.filter
def telephone(number: str) -> SafeString:
    """A link that dials `number`, its groups in their order; several numbers together stay a text."""
    if not _NUMBER.match(number):
        return format_html("<bdi>{}</bdi>", number)
    dialled = re.sub(r"[^\d+]", "", number)
    return format_html('<a class="code" href="tel:{}"><bdi dir="ltr">{}</bdi></a>', dialled, number)


@register.filter
def web_address(address: str) -> SafeString:
    """A link to `address`, shown without what every address begins with; anything else stays a text."""
    if not address.startswith(("https://", "http://")):
        return format_html('<bdi dir="ltr">{}</bdi>', address)
    shown = address.split("://", 1)[1].rstrip("/")
    return format_html('<a href="{}" rel="noreferrer"><bdi dir="ltr">{}</bdi></a>', address, shown)
