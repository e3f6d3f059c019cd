"""A demonstration authority: a root and a signer under it, made on the spot, and saying in each name what they are."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
ROOT_NAME, SIGNER_NAME = "Rempart DEMONSTRATION root", "Rempart DEMONSTRATION"
YEARS = 10


def make_demo_authority(path: Path, *, at: datetime, passphrase: str = "", rsa_bits: int = 0) -> Path:
    """Write a key with its certificates to `path` as PKCS#12, and the root beside it as `root.pem`; return the root's.

    The key is P-256, or RSA of `rsa_bits`. Only the owner may read the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    root_key, key = _key(rsa_bits), _key(rsa_bits)
    root = _certificate(ROOT_NAME, key=root_key, issuer=ROOT_NAME, signed_with=root_key, is_root=True, at=at)
    leaf = _certificate(SIGNER_NAME, key=key, issuer=ROOT_NAME, signed_with=root_key, is_root=False, at=at)
    locked: KeySerializationEncryption = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    path.touch(mode=0o600)
    path.write_bytes(pkcs12.serialize_key_and_certificates(SIGNER_NAME.encode(), key, leaf, [root], locked))
    beside = path.with_name("root.pem")
    beside.write_bytes(root.public_bytes(Encoding.PEM))
    return beside


def _key(rsa_bits: int) -> PrivateKey:
    return rsa.generate_private_key(65537, rsa_bits) if rsa_bits else ec.generate_private_key(ec.SECP256R1())


def _certificate(
    name: str, *, key: PrivateKey, issuer: str, signed_with: PrivateKey, is_root: bool, at: datetime
) -> x509.Certificate:
    begins = at.astimezone(UTC) - timedelta(hours=1)
    usage = x509.KeyUsage(
        digital_signature=not is_root, content_commitment=not is_root, key_cert_sign=is_root, crl_sign=is_root,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_with.public_key()), critical=False)
        .sign(signed_with, hashes.SHA256())
    )


def _named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "MA"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "DEMONSTRATION"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
