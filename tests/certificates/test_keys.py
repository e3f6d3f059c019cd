"""The key: expired or wrong nothing is issued and somebody is told; it is in no table and in no line of the log."""

import base64
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from certificates.errors import SignatureRefused
from certificates.models import Certificate, Printing
from certificates.services.preserve import document_of
from certificates.signing.authority import Authority, forget_authority
from certificates.signing.demo import make_demo_authority
from certificates.tasks import render, sweep
from tests.certificates.conftest import PASSPHRASE
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def expired(tmp_path: Path, settings: Settings) -> Any:
    settings.SIGNING_PKCS12 = str(tmp_path / "old" / "demo.p12")
    make_demo_authority(tmp_path / "old" / "demo.p12", at=NOON - timedelta(days=365 * 20))
    forget_authority()
    yield
    forget_authority()


@pytest.fixture
def unreadable(tmp_path: Path, settings: Settings) -> Any:
    settings.SIGNING_PKCS12 = str(tmp_path / "none.p12")
    forget_authority()
    yield
    forget_authority()


@pytest.mark.parametrize("key", ["expired", "unreadable"])
def test_with_such_a_key_nothing_is_issued_and_the_log_says_why(
    key: str, aminas: Certificate, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    request.getfixturevalue(key)

    with pytest.raises(SignatureRefused):
        document_of(aminas, at=NOON)
    render(aminas.pk)
    sweep()

    assert (Certificate.objects.get().rendered_at, Printing.objects.count()) == (None, 0)
    assert not default_storage.exists("certificates")
    ours = [record for record in caplog.records if record.name.startswith("certificates")]
    assert {record.levelname for record in ours} == {"ERROR"}
    assert [aminas.number in record.getMessage() for record in ours] == [True, True, True]


def test_once_the_key_is_in_order_the_sweep_issues(expired: Any, aminas: Certificate, settings: Settings) -> None:
    sweep()
    settings.SIGNING_PKCS12 = ""
    forget_authority()

    sweep()

    assert Certificate.objects.get().rendered_at is not None


def test_the_holder_is_told_and_the_public_check_shows_nothing(
    expired: Any, amina: User, aminas: Certificate, client: Client, signed_in: Callable[[User], Client]
) -> None:
    public = client.get(f"/verify/{aminas.number}/").content.decode()
    response = signed_in(amina).get(f"/fr/certificates/{aminas.number}/pdf/")

    assert (response.status_code, "n’est pas encore délivrée" in response.content.decode()) == (503, True)
    assert public.count("verdict--pending") == 2
    assert "Amina" not in public


def test_the_key_and_its_passphrase_are_in_no_table_and_in_no_line_of_the_log(
    signatory: Authority, aminas: Certificate, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    document_of(aminas, at=NOON)

    file = Path(settings.SIGNING_PKCS12).read_bytes()
    key = pkcs12.load_key_and_certificates(file, PASSPHRASE.encode())[0]
    assert key is not None
    raw = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    secrets = [PASSPHRASE, raw.hex(), base64.b64encode(raw).decode(), base64.b64encode(file).decode()[:40], str(raw)]
    said = [record.getMessage() for record in caplog.records] + [repr(record.args) for record in caplog.records]
    kept = list(_rows())
    assert len(kept) > 100
    assert [secret[:12] for secret in secrets if any(secret in text for text in [*said, *kept])] == []


def _rows() -> Iterator[str]:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from (str(row) for row in cursor.fetchall())
