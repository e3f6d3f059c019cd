"""Giving a PDF to the public check: what is told of it, what is refused, and how often."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.html import escape
from django.utils.translation import override

from certificates.facts import facts_of
from certificates.forms import NEITHER, NO_BADGE
from certificates.guesses import FILES_A_MINUTE
from certificates.models import Certificate
from certificates.services.preserve import document_of
from certificates.signing.authority import Authority
from tests.certificates.forging import appended, in_a_stream, page, turned, with_another_page
from tests.certificates.test_logos import picture
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
PLACE = "/verify/document/"
PICTURE = picture(size=(8, 8))


@pytest.fixture(autouse=True)
def _no_guesses() -> None:
    cache.clear()


@pytest.fixture
def document(signatory: Authority, aminas: Certificate) -> bytes:
    return document_of(aminas, at=NOON)


def given(client: Client, content: bytes, *, status: int = 200, **headers: str) -> str:
    response = client.post(PLACE, {"document": SimpleUploadedFile("a.pdf", content)}, **headers)  # type: ignore[arg-type]
    assert (response.status_code, response["X-Robots-Tag"]) == (status, "noindex")
    return str(response.content.decode())


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_document_issued_is_confirmed_with_every_fact_in_both_languages(
    language: str, client: Client, document: bytes, aminas: Certificate
) -> None:
    client.cookies["django_language"] = language

    told = given(client, document)

    assert told.count("verdict--valid") == 2
    assert (told.count("findings__good"), told.count("findings__bad"), told.count("findings__open")) == (4, 0, 4)
    for each in ("fr", "ar"):
        labels = facts_of(aminas, language=each).labelled()
        assert [value for _, value in labels if f"<bdi>{value}</bdi>" not in told] == []
    assert "octet pour octet" in told


@pytest.mark.parametrize(
    "forge",
    [
        lambda pdf: turned(pdf, at=in_a_stream(pdf)),
        appended,
        lambda pdf: with_another_page(pdf, written="Attestation de Driss"),
    ],
    ids=["one bit", "a revision more", "another page"],
)
def test_an_altered_one_is_told_as_such_beside_what_was_really_certified(
    forge: Callable[[bytes], bytes], client: Client, document: bytes, aminas: Certificate
) -> None:
    told = given(client, forge(document))

    assert told.count("verdict--forged") == 2
    assert told.count("findings__bad") == 4
    assert aminas.holder_name_fr in told


def test_a_valid_file_of_a_revoked_certificate_is_told_as_revoked(client: Client, document: bytes) -> None:
    Certificate.objects.update(state="revoked", revoked_at=NOON)

    assert given(client, document).count("verdict--revoked") == 2


def test_a_file_printed_again_says_so(client: Client, document: bytes, aminas: Certificate) -> None:
    default_storage.delete(str(aminas.document))
    again = document_of(aminas, at=NOON + timedelta(days=1))

    assert "imprimé de nouveau" in given(client, again)
    assert "perdue depuis" in given(client, document)


def test_a_stranger_s_file_is_answered_like_an_unknown_number(
    client: Client, document: bytes, aminas: Certificate
) -> None:
    told = given(client, page("7K3M-0Q9X-B2TD"))

    assert told.count("verdict--unknown") == 2
    assert "Aucune attestation ne porte ce numéro" not in told
    assert aminas.number not in told
    assert "Amina" not in told


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "vide"),
        (b"GIF89a", NEITHER),
        (b"<svg>%PDE-</svg>", NEITHER),
        (b"a.b", NEITHER),
        (b"a" * 60_000 + b".b." + b"c" * 60_000, NEITHER),
        (PICTURE, NO_BADGE),
        (PICTURE[:20], NO_BADGE),
        (b"%PDF-" + b"x" * (5 * 1024 * 1024), "dépasse 5"),
    ],
    ids=["nothing", "picture", "drawing", "text", "long text", "PNG", "half a PNG", "too large"],
)
def test_what_is_no_certificate_is_refused_on_the_page(content: bytes, sentence: str, client: Client) -> None:
    told = given(client, content)

    with override("fr"):
        assert escape(str(sentence)) in told
    assert "verdict__word" not in told


def test_far_too_much_is_refused_before_it_is_read(client: Client) -> None:
    told = given(client, b"%PDF-" + b"x" * (6 * 1024 * 1024), status=413)

    assert "dépasse 5" in told


def test_files_are_counted_by_address_and_slowed_down(client: Client, document: bytes) -> None:
    answers = [client.post(PLACE, {}, REMOTE_ADDR="2001:db8::1").status_code for _ in range(FILES_A_MINUTE)]

    assert answers == [200] * FILES_A_MINUTE
    given(client, document, status=429, REMOTE_ADDR="2001:db8::2")
    given(client, document, REMOTE_ADDR="2001:db9::1")


def test_it_needs_no_session_and_leaves_none(client: Client, document: bytes) -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(PLACE, {"document": SimpleUploadedFile("a.pdf", document)})

    assert (response.status_code, list(response.cookies)) == (200, [])
    assert client.get(PLACE).headers["Location"] == "/verify/"


def test_the_command_says_valid_or_why_not(document: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, forged = tmp_path / "whole.pdf", tmp_path / "forged.pdf"
    whole.write_bytes(document)
    forged.write_bytes(appended(document))

    call_command("verify_certificate", str(whole))

    assert "Amina Exemple" in capsys.readouterr().out
    for broken in (forged, tmp_path / "none.pdf"):
        with pytest.raises(CommandError, match=r"Ce n’est pas le document délivré|ne peut pas être lu"):
            call_command("verify_certificate", str(broken))
