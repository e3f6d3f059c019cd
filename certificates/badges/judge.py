"""A badge that somebody holds, judged as its document is: whose signature it bears, and what became of it."""

import json
import logging
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import jwt
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from jwt.api_jws import PyJWS

from certificates.badges.addresses import key_id
from certificates.badges.keys import KeyRing, PublicKey, key_ring
from certificates.models import Certificate
from certificates.queries import certificate_numbered

log = logging.getLogger(__name__)


class Seal(StrEnum):
    """What the signature of a badge is worth."""

    OURS = "ours"  # whole, by a key that this platform publishes
    FOREIGN = "foreign"  # by a key that it does not publish
    ALTERED = "altered"  # names a key of ours, and does not fit
    UNREADABLE = "unreadable"  # no badge that can be read
    UNCHECKED = "unchecked"  # the keys of this platform are not at hand


@dataclass(frozen=True)
class BadgeReading:
    """What came of reading a badge, and the certificate that it says it is of, if there is one."""

    seal: Seal
    certificate: Certificate | None = None


def read_badge(token: str) -> BadgeReading:
    """Judge the badge `token` by the published keys, never by the one that it brings along: one query, a millisecond.

    Its dates and its revocation are those of its certificate. Source: RFC 7515; Open Badges 3.0, section 8.2.4.
    """
    try:
        header = jwt.get_unverified_header(token)
        said = json.loads(PyJWS().decode(token, options={"verify_signature": False}))
    except (jwt.PyJWTError, ValueError, RecursionError):
        return BadgeReading(Seal.UNREADABLE)
    return BadgeReading(_seal(token, key_name=header.get("kid")), _certificate(said))


def _seal(token: str, *, key_name: str | None) -> Seal:
    keys = _keys()
    if keys is None:
        return Seal.UNCHECKED
    named = next((key for key in keys.published if key_id(key.name) == key_name), None)
    if named is None:
        return Seal.FOREIGN
    return Seal.OURS if _fits(token, named) else Seal.ALTERED


def _fits(token: str, key: PublicKey) -> bool:
    own = jwt.PyJWK(dict(key.jwk), algorithm=key.algorithm)
    try:
        PyJWS().decode(token, own, algorithms=[key.algorithm])
    except jwt.PyJWTError:
        return False
    return True


def _certificate(said: Any) -> Certificate | None:
    """The certificate at whose public check the badge points."""
    address = str(said.get("id")) if isinstance(said, dict) else ""
    place = f"{settings.BASE_URL}/verify/"
    return certificate_numbered(address.removeprefix(place).strip("/") if address.startswith(place) else "")


def _keys() -> KeyRing | None:
    try:
        return key_ring()
    except ImproperlyConfigured as error:
        log.error("Badges are not checked. %s", error)
        return None
