"""The status list: one bit for each badge, set once its certificate is revoked or replaced. Signed, and kept an hour.

What is kept is named by what it says, so a decision is on the list at the next look.
"""

import gzip
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.cache import cache

from certificates.badges.addresses import issuer_id, status_list_address
from certificates.badges.credential import CREDENTIALS, moment
from certificates.badges.keys import KeyRing
from certificates.badges.places import CAPACITY, places_taken_back
from certificates.badges.tokens import sealed

HOLDS_FOR = timedelta(days=1)  # an older copy is refused, so that none brings a revoked badge back to life
KEPT_SECONDS = 3600


@dataclass(frozen=True)
class StatusList:
    """A signed list, and a mark that differs as soon as it says something else."""

    token: str
    mark: str


def status_list(number: int, *, by: KeyRing, at: datetime) -> StatusList:
    """Return the status list `number` as it stands at `at`: one query, and a signature an hour and a decision."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    places = places_taken_back(number)
    said = f"{issuer_id()} {number} {by.signing.name} {hour.timestamp():.0f} {places}"
    mark = sha256(said.encode()).hexdigest()[:32]
    token = cache.get(f"badges:status:{mark}")
    if token is None:
        token = sealed(_credential(number, places, at=hour), by=by)
        cache.set(f"badges:status:{mark}", token, KEPT_SECONDS)
    return StatusList(token, mark)


def encoded(places: Iterable[int]) -> str:
    """Return a bitstring with the bits at `places` set, the first bit being the highest of the first byte.

    Compressed and spelt as multibase. Source: W3C Bitstring Status List 1.0, section 3.3.
    """
    bits = bytearray(CAPACITY // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")


def _credential(number: int, places: list[int], *, at: datetime) -> dict[str, Any]:
    """Source: W3C Bitstring Status List 1.0, section 2.2."""
    address = status_list_address(number)
    subject = {
        "id": f"{address}#list",
        "type": "BitstringStatusList",
        "statusPurpose": "revocation",
        "encodedList": encoded(places),
    }
    return {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_id(),
        "validFrom": moment(at),
        "validUntil": moment(at + HOLDS_FOR),
        "credentialSubject": subject,
    }
