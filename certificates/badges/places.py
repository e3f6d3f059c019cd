"""The places of badges on the status lists: drawn at random, one for each certificate, never given twice."""

import secrets

from certificates.models import BadgePlace, Certificate

CAPACITY = 131_072  # bits of a list: the least that the standard allows, so that each hides among many
FILLED = CAPACITY // 2  # a list is left for the next one here, so that a free place is found at the second try


def place_of(certificate: Certificate) -> BadgePlace:
    """Return the place of `certificate`, drawing one the first time: one query, then four.

    Of two who draw at once for one certificate, or for one place, one is recorded, and the other looks again.
    """
    while True:
        place = BadgePlace.objects.filter(certificate=certificate).first()
        if place is not None:
            place.certificate = certificate
            return place
        _draw(certificate)


def list_count() -> int:
    """How many status lists there are: the last of them has room. One query."""
    return BadgePlace.objects.count() // FILLED + 1


def places_taken_back(list_number: int) -> list[int]:
    """The places on list `list_number` of certificates that were revoked or replaced, in order: one query."""
    gone = BadgePlace.objects.filter(list_number=list_number).exclude(certificate__state=Certificate.State.VALID)
    return list(gone.order_by("position").values_list("position", flat=True))


def _draw(certificate: Certificate) -> None:
    place = BadgePlace(
        certificate=certificate, list_number=list_count(), position=secrets.randbelow(CAPACITY)
    )  # fmt: skip
    BadgePlace.objects.bulk_create([place], ignore_conflicts=True)
