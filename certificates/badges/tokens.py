"""Credentials sealed as compact JWT: the payload is the credential itself, with the claims that repeat its words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import jwt

from certificates.badges.addresses import key_id
from certificates.badges.keys import KeyRing


def sealed(credential: Mapping[str, Any], *, by: KeyRing) -> str:
    """Return `credential` as a compact JWT, signed with the signing key of `by`.

    The header names the key for whoever looks up `did:web`, and holds it for whoever does not, which shows no more
    than that nothing was altered. Source: Open Badges 3.0, section 8.2.4: these headers and no other.
    """
    issuer, subject = credential["issuer"], credential["credentialSubject"]
    claims: dict[str, Any] = {
        **credential,
        "iss": issuer if isinstance(issuer, str) else issuer["id"],
        "jti": credential["id"],
        "sub": subject["id"],
        "nbf": _seconds(credential["validFrom"]),
    }
    if "validUntil" in credential:
        claims["exp"] = _seconds(credential["validUntil"])
    key = by.signing
    headers = {"kid": key_id(key.name), "jwk": dict(key.jwk)}
    return jwt.encode(claims, by.private, algorithm=key.algorithm, headers=headers)


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
