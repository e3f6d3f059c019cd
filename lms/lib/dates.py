"""Days begin in Casablanca, and months have Moroccan names."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop, pgettext_lazy

CASABLANCA = ZoneInfo("Africa/Casablanca")

# Django's own Arabic names the months otherwise; these msgids keep our translations of them in the catalogue.
MONTHS = [
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
]
ALTERNATIVE_MONTHS = [
    pgettext_lazy("alt. month", "January"),
    pgettext_lazy("alt. month", "February"),
    pgettext_lazy("alt. month", "March"),
    pgettext_lazy("alt. month", "April"),
    pgettext_lazy("alt. month", "May"),
    pgettext_lazy("alt. month", "June"),
    pgettext_lazy("alt. month", "July"),
    pgettext_lazy("alt. month", "August"),
    pgettext_lazy("alt. month", "September"),
    pgettext_lazy("alt. month", "October"),
    pgettext_lazy("alt. month", "November"),
    pgettext_lazy("alt. month", "December"),
]


def day_of(moment: datetime) -> date:
    """The day on which `moment` falls in Casablanca."""
    return moment.astimezone(CASABLANCA).date()
