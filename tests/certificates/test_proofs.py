"""Programs that are not ours say the same of a signed certificate and of what forgers made of it."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from certificates.document.page import printed
from certificates.signing.authority import Authority
from certificates.signing.sign import signed
from tests.certificates.conftest import Keys, signing_with, unsaved
from tests.certificates.forging import appended, in_a_stream, turned, with_another_page
from tests.conftest import NOON

needs_poppler = pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler-utils is not installed")
ADDRESS = "https://example.ma/verify/7K3M-0Q9X-B2TD/"
FORGERIES = [
    lambda pdf: turned(pdf, at=in_a_stream(pdf)),
    appended,
    lambda pdf: with_another_page(pdf, written="Attestation de Driss"),
]
FORGED = pytest.mark.parametrize("forge", FORGERIES, ids=["one bit", "a revision more", "another page"])


@pytest.fixture(params=[0, 3072], ids=["P-256", "RSA-3072"])
def signatory(request: pytest.FixtureRequest, keys: Keys, tmp_path: Path, settings: Settings) -> Iterator[Authority]:
    yield from signing_with(keys(request.param, tmp_path), settings)


@pytest.fixture
def document(signatory: Authority) -> bytes:
    certificate = unsaved(modules=[{"fr": "Comprendre", "ar": "فهم"}] * 6)
    content = printed(certificate, address=ADDRESS, demo=True, signer=signatory.name)
    return signed(content, by=signatory, reason=ADDRESS, at=NOON)


def pdfsig(document: bytes, folder: Path) -> str:
    (folder / "one.pdf").write_bytes(document)
    told = subprocess.run(["pdfsig", folder / "one.pdf"], capture_output=True, text=True, check=False)
    return told.stdout + told.stderr


def pyhanko(document: bytes, folder: Path) -> tuple[int, str]:
    (folder / "one.pdf").write_bytes(document)
    told = subprocess.run(
        [
            Path(sys.executable).with_name("pyhanko"), "sign", "validate", "--no-revocation-check",
            "--trust", folder / "root.pem", "--trust-replace", folder / "one.pdf",
        ],
        capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
    return told.returncode, told.stdout + told.stderr


@needs_poppler
def test_poppler_finds_the_signature_valid_over_the_total_document(document: bytes, tmp_path: Path) -> None:
    told = pdfsig(document, tmp_path)

    assert "Signature is Valid" in told
    assert "Total document signed" in told


def test_pyhanko_s_own_command_trusts_it_under_the_demonstration_root(document: bytes, tmp_path: Path) -> None:
    code, told = pyhanko(document, tmp_path)

    assert code == 0, told
    assert "TRUSTED" in told
    assert "UNTRUSTED" not in told


@needs_poppler
@FORGED
def test_poppler_reports_a_forgery(forge: Callable[[bytes], bytes], document: bytes, tmp_path: Path) -> None:
    told = pdfsig(forge(document), tmp_path)

    assert "Signature is Valid" not in told or "Not total document signed" in told


@FORGED
def test_pyhanko_s_own_command_reports_a_forgery(
    forge: Callable[[bytes], bytes], document: bytes, tmp_path: Path
) -> None:
    code, told = pyhanko(forge(document), tmp_path)

    assert code != 0, told


def test_it_is_light(document: bytes) -> None:
    assert len(document) < 80_000


def test_what_is_signed_says_who_and_where_to_check(document: Any) -> None:
    assert b"/Rempart" in document or b"(Rempart)" in document
    assert ADDRESS.encode() in document
