"""Durations and articles in words."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from library.models import LegalReference

register = template.Library()


@register.filter
def minutes_words(minutes: int) -> str:
    """Such as "20 minutes"."""
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}


@register.filter
def hours_words(hours: Decimal) -> str:
    """Such as "3 hours and 15 minutes" for 3.25."""
    whole, minutes = divmod(round(hours * 60), 60)
    words = ngettext("%(count)s hour", "%(count)s hours", whole) % {"count": whole}
    if not minutes:
        return words
    if not whole:
        return minutes_words(minutes)
    return gettext("%(hours)s and %(minutes)s") % {"hours": words, "minutes": minutes_words(minutes)}


@register.filter
def months_words(months: int) -> str:
    """Such as "36 months"."""
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


@register.filter
def article_words(law: LegalReference) -> SafeString:
    """Such as "Article 448-1, Penal Code"; in Arabic an article of the Penal Code has a word of its own."""
    if law.code.startswith("CP-"):
        sentence = pgettext("Penal Code", "Article {article}, {law}")
    else:
        sentence = pgettext("other laws", "Article {article}, {law}")
    return format_html(sentence, article=format_html('<bdi class="ref">{}</bdi>', law.article), law=law.law)
