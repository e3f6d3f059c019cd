"""The signature of a document: trusted when whole, told apart from altered, foreign and absent ones."""

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pytest_django import Settings
from reportlab.pdfgen.canvas import Canvas

from certificates.errors import SignatureRefused
from certificates.signing.authority import Authority, authority, forget_authority
from certificates.signing.judge import Worth, judged
from certificates.signing.sign import signed
from tests.certificates.conftest import Keys, signing_with
from tests.conftest import NOON

REASON = "http://localhost/verify/"


@pytest.fixture(params=[0, 3072], ids=["P-256", "RSA-3072"])
def signatory(request: pytest.FixtureRequest, keys: Keys, tmp_path: Path, settings: Settings) -> Iterator[Authority]:
    yield from signing_with(keys(request.param, tmp_path), settings)


@pytest.fixture
def quick(keys: Keys, tmp_path: Path, settings: Settings) -> Iterator[Authority]:
    yield from signing_with(keys(0, tmp_path), settings)


@pytest.fixture
def page() -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 100, "Attestation")
    canvas.save()
    return out.getvalue()


def worth(pdf: bytes, signatory: Authority) -> Worth:
    return judged(pdf, roots=signatory.roots, at=NOON).worth


def test_a_signed_document_is_trusted_under_its_own_root(signatory: Authority, page: bytes) -> None:
    judgement = judged(signed(page, by=signatory, reason=REASON, at=NOON), roots=signatory.roots, at=NOON)

    assert (judgement.worth, judgement.signer, judgement.timestamped) == (
        Worth.TRUSTED, "Rempart DEMONSTRATION", False,
    )  # fmt: skip


def test_under_another_root_it_is_whole_and_not_trusted(quick: Authority, page: bytes) -> None:
    document = signed(page, by=quick, reason=REASON, at=NOON)

    assert judged(document, roots=[], at=NOON).worth is Worth.UNTRUSTED


def test_one_bit_turned_anywhere_in_the_signed_ranges_is_seen(quick: Authority, page: bytes) -> None:
    document = signed(page, by=quick, reason=REASON, at=NOON)
    places = range(20, len(page), 97)

    found = {worth(_turned(document, at), quick) for at in places}

    assert found <= {Worth.ALTERED, Worth.UNREADABLE, Worth.ABSENT}
    assert Worth.ALTERED in found


def _turned(document: bytes, at: int) -> bytes:
    return document[:at] + bytes([document[at] ^ 1]) + document[at + 1 :]


def test_an_appended_revision_is_seen(quick: Authority, page: bytes) -> None:
    document = signed(page, by=quick, reason=REASON, at=NOON)
    writer = IncrementalPdfFileWriter(BytesIO(document))
    writer.root["/Lang"] = writer.root.get("/Lang", None) or writer.trailer["/Root"]["/Type"]
    writer.update_root()  # type: ignore[no-untyped-call]
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]

    assert len(out.getvalue()) > len(document)
    assert worth(out.getvalue(), quick) is Worth.ALTERED


def test_what_is_no_signed_pdf_is_told_apart(quick: Authority, page: bytes) -> None:
    document = signed(page, by=quick, reason=REASON, at=NOON)

    assert [worth(each, quick) for each in (page, b"", b"%PDF-1.7", b"text", document[:400])] == [
        Worth.ABSENT, Worth.UNREADABLE, Worth.UNREADABLE, Worth.UNREADABLE, Worth.UNREADABLE,
    ]  # fmt: skip


def test_a_signature_that_would_not_be_trusted_is_not_given(quick: Authority, page: bytes) -> None:
    stranger = Authority(quick.signer, roots=())

    with pytest.raises(SignatureRefused):
        signed(page, by=stranger, reason=REASON, at=NOON)


def test_a_wrong_passphrase_is_told_without_the_passphrase(quick: Authority, settings: Settings) -> None:
    settings.SIGNING_PASSPHRASE = "mistaken"
    forget_authority()

    with pytest.raises(ImproperlyConfigured, match="SIGNING_PKCS12 cannot be read") as refusal:
        authority()

    assert "mistaken" not in str(refusal.value)


def test_the_key_file_is_for_its_owner(quick: Authority, settings: Settings) -> None:
    assert Path(settings.SIGNING_PKCS12).stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler-utils is not installed")
def test_poppler_finds_the_signature_valid_over_the_whole_document(
    signatory: Authority, page: bytes, tmp_path: Path
) -> None:
    (tmp_path / "one.pdf").write_bytes(signed(page, by=signatory, reason=REASON, at=NOON))

    told = subprocess.run(["pdfsig", tmp_path / "one.pdf"], capture_output=True, text=True, check=False).stdout

    assert "Signature is Valid" in told
    assert "Total document signed" in told
