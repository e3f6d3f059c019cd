"""Which certificates somebody may see, which is meant by a number, and which wait for their document."""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.queries import people_visible_to
from certificates.models import Certificate
from lms.lib.numbers import read_number


def certificates_in_force() -> QuerySet[Certificate]:
    """Every certificate that no correction has replaced: at most one per enrolment, revoked ones among them."""
    return Certificate.objects.exclude(state=Certificate.State.SUPERSEDED)


def certificates_held_by(person: User) -> QuerySet[Certificate]:
    """The certificates of `person`, newest first: one query."""
    return Certificate.objects.filter(holder=person)


def certificates_visible_to(person: User) -> QuerySet[Certificate]:
    """Those `person` may download: their own, and those of the people they oversee, at most two queries."""
    return Certificate.objects.filter(Q(holder=person) | Q(holder__in=people_visible_to(person)))


def certificate_numbered(text: str) -> Certificate | None:
    """The certificate that `text` means, however it is spaced or misread, with its successor: one query at most."""
    number = read_number(text)
    if number is None:
        return None
    return Certificate.objects.select_related("superseded_by").filter(number=number).first()


def certificates_to_print() -> QuerySet[Certificate]:
    """Those whose document was never printed, oldest first."""
    return Certificate.objects.filter(rendered_at=None).order_by("issued_at", "pk")
