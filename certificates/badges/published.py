"""The public keys, as whoever verifies a badge looks them up: a DID document, and a set of JWK."""

from typing import Any

from certificates.badges.addresses import issuer_id, key_id
from certificates.badges.keys import KeyRing

CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"]


def did_document(keys: KeyRing) -> dict[str, Any]:
    """Return the document that `did:web` leads to: every key that a badge may be signed with, the present one first."""
    methods = [
        {
            "id": key_id(key.name),
            "type": "JsonWebKey2020",
            "controller": issuer_id(),
            "publicKeyJwk": dict(key.jwk),
        }
        for key in keys.published
    ]
    return {
        "@context": CONTEXTS,
        "id": issuer_id(),
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def key_set(keys: KeyRing) -> dict[str, Any]:
    """Return the same keys as a JWK set. Source: RFC 7517, section 5."""
    return {
        "keys": [{**key.jwk, "kid": key_id(key.name), "alg": key.algorithm, "use": "sig"} for key in keys.published]
    }
