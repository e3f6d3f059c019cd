"""Giving a badge to the public check: ours, altered, another's, revoked, expired, replaced, baked and as text."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import jwt
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from PIL import Image, PngImagePlugin
from pytest_django import Settings

from accounts.models import User
from certificates.badges import keys
from certificates.badges.give import badge_of, baked, baked_badge_of
from certificates.badges.judge import Seal, read_badge
from certificates.badges.keys import forget_keys, key_ring
from certificates.badges.reading import KEYWORD, LONGEST, token_in
from certificates.badges.status import status_list
from certificates.guesses import MISSES_A_MINUTE
from certificates.models import Certificate
from certificates.services.revoke import revoke
from tests.certificates.badging import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("badges")]
Told = tuple[str, int, int, int]


@pytest.fixture(autouse=True)
def _no_guesses() -> None:
    cache.clear()


def given(client: Client, content: bytes | str, *, status: int = 200) -> str:
    file = SimpleUploadedFile("badge", content.encode() if isinstance(content, str) else content)
    response = client.post("/verify/document/", {"document": file})
    assert (response.status_code, response["X-Robots-Tag"]) == (status, "noindex")
    return str(response.content.decode())


def told(page: str) -> Told:
    """The verdict, and how many points were good, bad and open, in one language; the other says the same."""
    verdicts = [each.partition('"')[0] for each in page.split("verdict verdict--")[1:]]
    counts = [page.count(f"findings__{each}") for each in ("good", "bad", "open")]
    assert len(set(verdicts)) == 1
    assert [*(count % 2 for count in counts), len(verdicts)] == [0, 0, 0, 2]
    return verdicts[0], counts[0] // 2, counts[1] // 2, counts[2] // 2


def with_name(token: str, name: str) -> dict[str, Any]:
    said = opened(token)
    said["credentialSubject"]["identifier"][0]["identityHash"] = name
    return said


def tampered(token: str, name: str) -> str:
    """Another name in the badge, its signature left as it was."""
    head, _payload, signature = token.split(".")
    payload = jwt.encode(with_name(token, name), "x" * 32).split(".")[1]
    return f"{head}.{payload}.{signature}"


@pytest.fixture
def stranger(badge_keys: tuple[Path, Path]) -> Any:
    """A key that the platform does not publish."""
    return keys._private(badge_keys[1], "")


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("make", [badge_of, baked_badge_of])
def test_a_badge_of_ours_is_confirmed_with_what_it_certifies(
    make: Callable[[Certificate], Any], language: str, held: Certificate, client: Client
) -> None:
    client.cookies["django_language"] = language

    page = given(client, make(held))

    assert told(page) == ("valid", 1, 0, 1)
    assert [each for each in (held.holder_name_fr, held.holder_name_ar, held.number) if each not in page] == []


def test_spaces_around_the_text_and_a_compressed_picture_do_no_harm(held: Certificate, client: Client) -> None:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_itxt(KEYWORD, badge_of(held), zip=True)
    compressed = _png(Image.new("1", (9, 9)), chunks)

    assert told(given(client, f"\n {badge_of(held)}\r\n")) == ("valid", 1, 0, 1)
    assert told(given(client, compressed)) == ("valid", 1, 0, 1)


def _png(picture: Image.Image, chunks: PngImagePlugin.PngInfo) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", pnginfo=chunks)
    return out.getvalue()


def test_a_tampered_one_is_told_beside_what_was_really_certified(held: Certificate, client: Client) -> None:
    forged = tampered(badge_of(held), "Driss Dehors")

    for content in (forged, baked(Image.new("P", (9, 9)), token=forged)):
        page = given(client, content)
        assert told(page) == ("forged", 0, 1, 0)
        assert ("Driss Dehors" in page, "Amina Exemple" in page) == (False, True)


@pytest.mark.parametrize("says_ours", [True, False])
def test_one_signed_by_another_key_is_told_whatever_it_says_and_brings_along(
    says_ours: bool, held: Certificate, client: Client, stranger: Any
) -> None:
    ours = jwt.get_unverified_header(badge_of(held))
    own = keys.published(stranger.public_key())
    header = {"kid": ours["kid"] if says_ours else f"did:web:formation.example#{own.name}", "jwk": dict(own.jwk)}
    forged = jwt.encode(with_name(badge_of(held), "Driss Dehors"), stranger, algorithm="RS256", headers=header)

    assert read_badge(forged).seal is (Seal.ALTERED if says_ours else Seal.FOREIGN)
    assert told(given(client, forged)) == ("forged", 0, 1, 0)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_no_signature_and_one_made_with_the_public_key_as_a_secret_are_none(
    algorithm: str, held: Certificate, client: Client
) -> None:
    head = jwt.get_unverified_header(badge_of(held))
    secret = None if algorithm == "none" else head["jwk"]["n"]
    forged = jwt.encode(opened(badge_of(held)), secret, algorithm=algorithm, headers={"kid": head["kid"]})  # type: ignore[arg-type]

    forged = f"{forged}AA" if algorithm == "none" else forged  # without a signature it is no token
    assert read_badge(forged).seal is Seal.ALTERED
    assert told(given(client, forged)) == ("forged", 0, 1, 0)


def test_a_revoked_one_is_told_at_once(held: Certificate, administrator: User, client: Client) -> None:
    token = badge_of(held)

    revoke(held, by=administrator, reason="Homonymie", at=timezone.now())

    page = given(client, token)
    assert told(page) == ("revoked", 1, 0, 1)
    assert "Homonymie" not in page


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"valid_until": timezone.localdate() - timedelta(days=1)}, "expired"),
        ({"state": "superseded"}, "superseded"),
    ],
)
def test_expired_and_replaced_ones_are_told_as_such(
    facts: dict[str, Any], verdict: str, held: Certificate, client: Client
) -> None:
    for name, value in facts.items():
        setattr(held, name, value)
    held.save()

    assert told(given(client, badge_of(held))) == (verdict, 1, 0, 1)


@pytest.mark.parametrize(
    "content", ["a.b.c", "e30.e30.AAAA", "www.example.com", "eyJhbGciOiJSUzI1NiJ9." + "W" * 99_000 + ".AA"]
)
def test_rubbish_is_unknown_and_counts_as_a_guess(content: str, held: Certificate, client: Client) -> None:
    page = given(client, content)

    assert told(page) == ("unknown", 0, 1, 0)
    assert held.number not in page


def test_guesses_by_badge_are_slowed_down_with_the_others(client: Client) -> None:
    for n in range(MISSES_A_MINUTE - 1):
        client.get(f"/verify/x{n}/")
    given(client, "a.b.c")

    given(client, "a.b.c", status=429)


def test_what_else_we_sign_is_no_certificate(held: Certificate, client: Client) -> None:
    ring = key_ring()
    assert ring is not None

    assert told(given(client, status_list(1, by=ring, at=timezone.now()).token)) == ("unknown", 1, 0, 0)


def test_without_keys_at_hand_the_signature_is_left_open(
    held: Certificate, client: Client, settings: Settings, tmp_path: Path
) -> None:
    token = badge_of(held)

    for key in ("", str(tmp_path / "gone.pem")):
        settings.BADGE_KEY = key
        forget_keys()
        assert told(given(client, token)) == ("valid", 0, 0, 1)


def test_a_picture_that_swells_is_given_up(held: Certificate) -> None:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_itxt(KEYWORD, f"a.b.{'c' * 10 * LONGEST}", zip=True)

    assert token_in(_png(Image.new("1", (9, 9)), chunks)) is None


def test_it_costs_one_query(held: Certificate, django_assert_num_queries: Any) -> None:
    token = badge_of(held)

    with django_assert_num_queries(1):
        assert read_badge(token).seal is Seal.OURS


def test_the_command_reads_badges_too(held: Certificate, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, forged = tmp_path / "whole.png", tmp_path / "forged.jwt"
    whole.write_bytes(baked_badge_of(held))
    forged.write_text(tampered(badge_of(held), "Driss Dehors"))

    call_command("verify_certificate", str(whole))

    assert "Amina Exemple" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Amina Exemple"):
        call_command("verify_certificate", str(forged))
