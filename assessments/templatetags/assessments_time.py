"""How long a quiz takes, and how long is left of it."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def minutes(limit: timedelta) -> str:
    """Such as "45 minutes"."""
    count = round(limit.total_seconds() / 60)
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


@register.filter
def seconds_left(deadline: datetime) -> int:
    """Whole seconds from now to `deadline`; told instead of a time, since the reader's clock may be wrong."""
    return max(int((deadline - timezone.now()).total_seconds()), 0)
