"""Who signs badges: one private key, and the public keys of those that signed before or will sign next.

Read once per process from the PEM files that the settings name; they never enter the database or the logs.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from asn1crypto import pem
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

PrivateKey = RSAPrivateKey | EllipticCurvePrivateKey
SMALLEST_BITS = 2048
DEMO_BITS = 3072
THUMBED = {"RSA": ("e", "kty", "n"), "EC": ("crv", "kty", "x", "y")}  # RFC 7638, section 3.2


@dataclass(frozen=True)
class PublicKey:
    """A key as it is published: its algorithm, itself as a JWK, and the name that its thumbprint gives it."""

    algorithm: str
    jwk: Mapping[str, str]

    @property
    def name(self) -> str:
        """The thumbprint of RFC 7638, by which a credential says who signed it."""
        said = {member: self.jwk[member] for member in THUMBED[self.jwk["kty"]]}
        digest = sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).digest()
        return urlsafe_b64encode(digest).decode().rstrip("=")


@dataclass(frozen=True)
class KeyRing:
    """The key that signs, and every key that is published, the signing one first."""

    private: PrivateKey = field(repr=False)
    published: tuple[PublicKey, ...]

    @property
    def signing(self) -> PublicKey:
        return self.published[0]


@cache
def key_ring() -> KeyRing | None:
    """The keys that the settings name, `None` where they name none: no badge is given then.

    Raises `ImproperlyConfigured` where a file cannot be read, or holds a key that badges cannot be signed with.
    """
    if not settings.BADGE_KEY:
        return None
    private = _private(Path(settings.BADGE_KEY), settings.BADGE_PASSPHRASE)
    own, others = published(private.public_key()), _others(settings.BADGE_PUBLIC_KEYS)
    return KeyRing(private, (own, *(each for each in others if each.name != own.name)))


def forget_keys() -> None:
    """Have the keys read again, since they changed."""
    key_ring.cache_clear()


def published(key: object) -> PublicKey:
    """Return the public `key` as it is published: RSA of 2048 bits or more for RS256, P-256 for ES256.

    Raises `ImproperlyConfigured` for any other. Source: Open Badges 3.0, section 8.2.3, which asks for RS256 at least.
    """
    if isinstance(key, RSAPublicKey) and key.key_size >= SMALLEST_BITS:
        jwk = RSAAlgorithm.to_jwk(key, as_dict=True)
        return PublicKey("RS256", {member: str(jwk[member]) for member in THUMBED["RSA"]})
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        jwk = ECAlgorithm.to_jwk(key, as_dict=True)
        return PublicKey("ES256", {member: str(jwk[member]) for member in THUMBED["EC"]})
    raise ImproperlyConfigured("Badges are signed with RSA of 2048 bits or more, or with elliptic curve P-256.")


def make_demo_key(path: Path) -> None:
    """Write a new RSA key to `path`, which only the owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(
        generate_private_key(65537, DEMO_BITS).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def _private(path: Path, passphrase: str) -> PrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), passphrase.encode() or None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ImproperlyConfigured("BADGE_KEY cannot be read: check the file and BADGE_PASSPHRASE.") from error
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise ImproperlyConfigured("BADGE_KEY must be an RSA or an elliptic-curve key.")
    return key


def _others(name: str) -> list[PublicKey]:
    """The keys of `BADGE_PUBLIC_KEYS`, in the order of the file."""
    if not name:
        return []
    try:
        found = list(pem.unarmor(Path(name).read_bytes(), multiple=True))
        keys = [serialization.load_der_public_key(der) for _kind, _headers, der in found]
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise ImproperlyConfigured("BADGE_PUBLIC_KEYS names no readable file of public keys.") from error
    return [published(key) for key in keys]
