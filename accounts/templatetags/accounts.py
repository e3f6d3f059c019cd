"""What the sign-in page shows on a trial installation."""

from django import template
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User

register = template.Library()

CAST = {
    "amina@demo.example": _("judge in Béni Mellal, in training"),
    "salma@demo.example": _("social worker in Tangier, in training"),
    "youssef@demo.example": _("tutor"),
    "karim@demo.example": _("coordinator of the Casablanca resort"),
    "nadia@demo.example": _("national coordinator"),
    "olga@demo.example": _("observer: published figures only"),
    "leila@demo.example": _("author of lessons"),
    "hassan@demo.example": _("validator, who publishes"),
    "admin@demo.example": _("administrator"),
}


@register.simple_tag
def demo_accounts() -> list[tuple[str, str | Promise]]:
    """The demonstration accounts that exist here and who each is; none where `DEBUG` is off, and no query then."""
    if not settings.DEBUG:
        return []
    there = set(User.objects.filter(email__in=CAST).values_list("email", flat=True))
    return [(email, who) for email, who in CAST.items() if email in there]
