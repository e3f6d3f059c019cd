"""The keys of badges: published, changed without a badge losing its worth, and in no table and no line of the log."""

import base64
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier
from pytest_django import Settings

from certificates.badges.give import badge_of
from certificates.badges.keys import forget_keys, key_ring, published
from certificates.models import Certificate

LookUp = Callable[[str], bytes]
ISSUER = "did:web:formation.example"


def public_part(path: Path) -> bytes:
    key = load_pem_private_key(path.read_bytes(), None).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def written(key: Any, path: Path, *, passphrase: bytes = b"") -> str:
    locked = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
    return str(path)


@pytest.fixture
def change_keys(badges: None, badge_keys: tuple[Path, Path], tmp_path: Path, settings: Settings) -> Callable[..., None]:
    """Sign with the second key from now on; the first stays published unless it is withdrawn."""

    def change(*, withdraw: bool = False) -> None:
        others = tmp_path / "earlier.pem"
        others.write_bytes(public_part(badge_keys[0]))
        settings.BADGE_KEY, settings.BADGE_PUBLIC_KEYS = str(badge_keys[1]), "" if withdraw else str(others)
        forget_keys()

    return change


@pytest.mark.django_db
def test_after_a_change_of_keys_old_and_new_badges_verify(
    held: Certificate, change_keys: Callable[..., None], look_up: LookUp
) -> None:
    old = badge_of(held)
    change_keys()
    new = badge_of(held)

    verifier = OB3Verifier.for_issuer_did(ISSUER, download=look_up)
    assert old != new
    assert [verifier.verify(each, check_status=True, download=look_up).id for each in (old, new)] == [
        f"https://formation.example/verify/{held.number}/"
    ] * 2


@pytest.mark.django_db
def test_a_key_that_is_withdrawn_takes_its_badges_with_it(
    held: Certificate, change_keys: Callable[..., None], look_up: LookUp
) -> None:
    old = badge_of(held)
    change_keys(withdraw=True)

    with pytest.raises(OB3VerificationError, match="no verificationMethod"):
        OB3Verifier.for_issuer_did(ISSUER, download=look_up).verify(old)


@pytest.mark.django_db
def test_every_key_is_published_the_signing_one_first(change_keys: Callable[..., None], client: Client) -> None:
    first = key_ring()
    change_keys()
    second = key_ring()
    assert first
    assert second

    did, jwks = (client.get(f"/.well-known/{name}.json") for name in ("did", "jwks"))

    names = [f"{ISSUER}#{keys.signing.name}" for keys in (second, first)]
    assert [method["id"] for method in did.json()["verificationMethod"]] == did.json()["assertionMethod"] == names
    assert [key["kid"] for key in jwks.json()["keys"]] == names
    assert (did["Content-Type"], jwks["Content-Type"]) == ("application/did+json", "application/jwk-set+json")
    assert {response["Access-Control-Allow-Origin"] for response in (did, jwks)} == {"*"}


@pytest.mark.django_db
def test_nothing_private_is_published(badges: None, client: Client) -> None:
    keys = client.get("/.well-known/jwks.json").json()["keys"]
    methods = client.get("/.well-known/did.json").json()["verificationMethod"]

    assert [set(key) for key in keys] == [{"kty", "n", "e", "kid", "alg", "use"}]
    assert [set(method["publicKeyJwk"]) for method in methods] == [{"kty", "n", "e"}]


def test_the_name_of_a_key_is_its_thumbprint() -> None:
    """The example of RFC 7638, section 3.1."""
    n = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3okn"
        "jhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQ"
        "vRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKn"
        "qDKgw"
    )
    number = int.from_bytes(base64.urlsafe_b64decode(f"{n}=="), "big")

    assert published(rsa.RSAPublicNumbers(65537, number).public_key()).name == (
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
    )


@pytest.mark.django_db
def test_a_badge_may_be_signed_with_p_256_from_a_locked_file(
    badges: None, held: Certificate, look_up: LookUp, settings: Settings, tmp_path: Path
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    settings.BADGE_KEY = written(key, tmp_path / "p256.pem", passphrase=b"verrou-7261")
    settings.BADGE_PASSPHRASE = "verrou-7261"
    forget_keys()

    credential = OB3Verifier.for_issuer_did(ISSUER, download=look_up).verify(
        badge_of(held), check_status=True, download=look_up
    )

    assert credential.issuer.id == ISSUER


@pytest.mark.parametrize(
    "key",
    [
        rsa.generate_private_key(65537, 1024),
        ec.generate_private_key(ec.SECP384R1()),
        ed25519.Ed25519PrivateKey.generate(),
        None,
    ],
    ids=["too short", "another curve", "another kind", "no file"],
)
def test_another_key_is_refused(key: Any, badges: None, settings: Settings, tmp_path: Path) -> None:
    settings.BADGE_KEY = written(key, tmp_path / "other.pem") if key else str(tmp_path / "none.pem")
    forget_keys()

    with pytest.raises(ImproperlyConfigured):
        key_ring()


@pytest.mark.parametrize("content", [b"nothing", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_public_keys_that_cannot_be_read_are_refused(
    content: bytes, badges: None, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "others.pem").write_bytes(content)
    settings.BADGE_PUBLIC_KEYS = str(tmp_path / "others.pem")
    forget_keys()

    with pytest.raises(ImproperlyConfigured):
        key_ring()


def test_a_private_key_is_never_published_by_mistake(
    badges: None, badge_keys: tuple[Path, Path], settings: Settings
) -> None:
    settings.BADGE_PUBLIC_KEYS = str(badge_keys[1])
    forget_keys()

    with pytest.raises(ImproperlyConfigured):
        key_ring()


def test_the_key_of_a_trial_is_readable_by_its_owner_alone(badge_keys: tuple[Path, Path]) -> None:
    assert {path.stat().st_mode & 0o777 for path in badge_keys} == {0o600}


@pytest.mark.django_db
def test_the_key_is_in_no_table_and_in_no_line_of_the_log(
    badges: None, badge_keys: tuple[Path, Path], held: Certificate, look_up: LookUp, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    badge_of(held)
    look_up("https://formation.example/badges/status/1.jwt")

    number = json.dumps(load_pem_private_key(badge_keys[0].read_bytes(), None).private_numbers().d)  # type: ignore[union-attr]
    secrets = [number[:30], badge_keys[0].read_text().splitlines()[5]]
    said = [record.getMessage() for record in caplog.records] + list(_rows()) + [repr(key_ring())]
    assert len(said) > 100
    assert [secret for secret in secrets if any(secret in text for text in said)] == []


def _rows() -> Any:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from (str(row) for row in cursor.fetchall())
