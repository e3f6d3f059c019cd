"""Who signs: a key with its certificates, read once per process from the PKCS#12 file that the settings name."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from asn1crypto import pem, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

DIGESTS: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


class KeptKey(SimpleSigner):
    """A signer that parses its key once: pyHanko parses an RSA key at each signature, 200 ms for 3072 bits."""

    @cached_property
    def _key(self) -> RSAPrivateKey | EllipticCurvePrivateKey:
        key = serialization.load_der_private_key(self.signing_key.dump(), password=None)
        if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
            raise ImproperlyConfigured("The signing key must be an RSA or an elliptic-curve key.")
        return key

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        digest = DIGESTS[digest_algorithm]()
        if isinstance(self._key, RSAPrivateKey):
            return self._key.sign(data, PKCS1v15(), digest)
        return self._key.sign(data, ECDSA(digest))


@dataclass(frozen=True)
class Authority:
    """A signer, the roots under which its signatures are trusted, and the service that dates them, if any."""

    signer: KeptKey
    roots: tuple[x509.Certificate, ...]
    timestamper: TimeStamper | None = None

    @property
    def name(self) -> str:
        return str(self.signer.subject_name)

    @cached_property
    def room(self) -> int | None:
        """How many hexadecimal digits the signature takes at most; `None` where a timestamp's length is not known.

        Told beforehand, pyHanko need not sign once more to find out, half the work of a signature. There is room for
        the certificates, for a signature as long as the key, and for the attributes and names around it.
        """
        if self.timestamper:
            return None
        own = self.signer.signing_cert
        assert own is not None  # `_signer` gave it one
        chain = [own, *self.signer.cert_registry]
        key_bytes, names = int(own.public_key.bit_size) // 8, len(own.issuer.dump())
        return 2 * (sum(len(each.dump()) for each in chain if not each.self_issued) + key_bytes + names + 768)


@cache
def authority() -> Authority | None:
    """The authority that the settings name, `None` where they name none: documents are then printed unsigned.

    Raises `ImproperlyConfigured` where the file cannot be read with the passphrase given.
    """
    if not settings.SIGNING_PKCS12:
        return None
    signer = _signer(Path(settings.SIGNING_PKCS12), settings.SIGNING_PASSPHRASE)
    timestamper = HTTPTimeStamper(settings.SIGNING_TIMESTAMP_URL) if settings.SIGNING_TIMESTAMP_URL else None
    return Authority(signer, (*_own_roots(signer), *trusted_roots()), timestamper)


@cache
def trusted_roots() -> tuple[x509.Certificate, ...]:
    """The further roots of `SIGNING_ROOTS`, such as those of earlier keys."""
    if not settings.SIGNING_ROOTS:
        return ()
    try:
        content = Path(settings.SIGNING_ROOTS).read_bytes()
        return tuple(x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(content, multiple=True))
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured("SIGNING_ROOTS names no readable file of certificates.") from error


def forget_authority() -> None:
    """Have the key read again, since it changed."""
    authority.cache_clear()
    trusted_roots.cache_clear()


def _signer(path: Path, passphrase: str) -> KeptKey:
    try:
        loaded = SimpleSigner.load_pkcs12_data(path.read_bytes(), [], passphrase=passphrase.encode() or None)
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured("SIGNING_PKCS12 cannot be read: check the file and SIGNING_PASSPHRASE.") from error
    return KeptKey(loaded.signing_cert, loaded.signing_key, loaded.cert_registry, embed_roots=False)


def _own_roots(signer: KeptKey) -> tuple[x509.Certificate, ...]:
    chain = [signer.signing_cert, *signer.cert_registry]
    return tuple(each for each in chain if each.self_issued)
