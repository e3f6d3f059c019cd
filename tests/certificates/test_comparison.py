"""A document compared with what was issued: whole, altered, appended to, swapped, signed by somebody else, lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from certificates.comparison import Comparison, Match, compare
from certificates.models import Certificate, Printing
from certificates.services.preserve import document_of
from certificates.signing import apart
from certificates.signing.apart import read_apart
from certificates.signing.authority import Authority, forget_authority
from certificates.signing.demo import make_demo_authority
from certificates.signing.judge import Judgement, Worth
from certificates.signing.sign import signed
from tests.certificates.conftest import PASSPHRASE, signing_with
from tests.certificates.forging import appended, in_a_stream, page, turned, with_another_page, written_anew
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


@pytest.fixture
def document(signatory: Authority, aminas: Certificate) -> bytes:
    return document_of(aminas, at=NOON)


def told(comparison: Comparison) -> tuple[Match, Worth, str]:
    number = comparison.certificate.number if comparison.certificate else ""
    return comparison.match, comparison.judgement.worth, number


def test_the_document_issued_is_known_by_every_byte_and_its_signature_is_trusted(
    document: bytes, aminas: Certificate
) -> None:
    assert told(compare(document, at=NOON)) == (Match.ISSUED, Worth.TRUSTED, aminas.number)
    assert (aminas.signed_by, aminas.printings.get().signed_by) == ("Rempart DEMONSTRATION", "Rempart DEMONSTRATION")


@pytest.mark.parametrize(
    ("forge", "worth"),
    [
        (lambda pdf: turned(pdf, at=in_a_stream(pdf)), Worth.ALTERED),
        (appended, Worth.ALTERED),
        (lambda pdf: with_another_page(pdf, written="Attestation de Driss"), Worth.ALTERED),
        (written_anew, Worth.ABSENT),
        (lambda pdf: pdf + b"\n% nothing", Worth.ALTERED),
    ],
    ids=["one bit", "a revision more", "another page", "written anew", "a comment behind"],
)
def test_what_was_done_to_it_is_seen_and_its_number_still_read(
    forge: Callable[[bytes], bytes], worth: Worth, document: bytes, aminas: Certificate
) -> None:
    assert told(compare(forge(document), at=NOON)) == (Match.OTHER, worth, aminas.number)


@pytest.fixture
def stranger(tmp_path: Path, settings: Settings, signatory: Authority) -> Iterator[Authority]:
    """Somebody with a key of their own, whose names say the same."""
    ours = settings.SIGNING_PKCS12
    make_demo_authority(tmp_path / "stranger" / "demo.p12", at=NOON, passphrase=PASSPHRASE)
    for authority in signing_with(tmp_path / "stranger", settings):
        settings.SIGNING_PKCS12 = ours
        forget_authority()
        yield authority


def test_a_document_signed_by_somebody_else_is_told_apart(
    document: bytes, stranger: Authority, aminas: Certificate
) -> None:
    forged = signed(page(f"Attestation {aminas.number}"), by=stranger, reason="x", at=NOON)

    assert told(compare(forged, at=NOON)) == (Match.OTHER, Worth.UNTRUSTED, aminas.number)


def test_a_file_that_bears_no_number_of_ours_is_nobody_s(signatory: Authority, aminas: Certificate) -> None:
    assert told(compare(page("7K3M-0Q9X-B2TD"), at=NOON)) == (Match.NONE, Worth.ABSENT, "")
    assert told(compare(b"%PDF-1.7 broken", at=NOON)) == (Match.NONE, Worth.UNREADABLE, "")


def test_printed_without_a_key_it_is_compared_and_not_signed(aminas: Certificate) -> None:
    document = document_of(aminas, at=NOON)

    assert told(compare(document, at=NOON)) == (Match.ISSUED, Worth.ABSENT, aminas.number)
    assert aminas.signed_by == ""


def test_a_lost_file_is_printed_again_and_both_are_known(document: bytes, aminas: Certificate) -> None:
    default_storage.delete(str(aminas.document))

    again = document_of(aminas, at=LATER)

    assert again != document
    assert list(Printing.objects.values_list("is_again", "printed_at")) == [(False, NOON), (True, LATER)]
    assert told(compare(document, at=LATER)) == (Match.ISSUED_BEFORE, Worth.TRUSTED, aminas.number)
    assert told(compare(again, at=LATER)) == (Match.ISSUED, Worth.TRUSTED, aminas.number)


def test_a_file_of_a_key_no_longer_known_is_still_the_one_issued(
    document: bytes, stranger: Authority, settings: Settings, tmp_path: Path, aminas: Certificate
) -> None:
    settings.SIGNING_PKCS12 = str(tmp_path / "stranger" / "demo.p12")
    forget_authority()

    assert told(compare(document, at=LATER)) == (Match.ISSUED, Worth.UNTRUSTED, aminas.number)


def test_a_judgement_made_apart_is_the_one_made_here(document: bytes, signatory: Authority) -> None:
    here = compare(document, at=NOON).judgement
    there = read_apart(document, roots=signatory.roots, at=NOON).judgement

    assert there == replace(here, signed_at=there.signed_at)
    assert there.signed_at == here.signed_at


def test_a_file_that_takes_all_memory_or_all_time_is_given_up(
    monkeypatch: pytest.MonkeyPatch, signatory: Authority
) -> None:
    bomb = page("x").replace(b"%%EOF", b"")
    monkeypatch.setattr(apart, "PATIENCE", 0.01)

    assert read_apart(bomb, roots=signatory.roots, at=NOON) == apart.Reading(Judgement(Worth.UNREADABLE), ())
