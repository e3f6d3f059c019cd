"""Badges as others see them: 1EdTech's schemas find no fault, and openbadgeslib, which is not ours, verifies them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import jwt
import pytest
from django.utils import timezone
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier
from PIL import Image

from accounts.models import User
from certificates.badges.give import badge_of, baked_badge_of
from certificates.badges.keys import key_ring
from certificates.models import Certificate
from certificates.services.issue import issue
from certificates.services.preserve import document_of
from certificates.services.revoke import revoke
from enrolments.models import Enrolment
from tests.certificates.badging import faults, opened
from tests.certificates.conftest import SITE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("badges")]
LookUp = Callable[[str], bytes]
ISSUER = "did:web:formation.example"


def verified(token: str, look_up: LookUp) -> Any:
    """The credential as the library reads it, its signature, dates and status checked."""
    return OB3Verifier.for_issuer_did(ISSUER, download=look_up).verify(token, check_status=True, download=look_up)


def of_kind(certificate: Certificate, kind: str) -> Certificate:
    """`certificate` as one of another kind, with a result."""
    certificate.kind, certificate.result_percent = kind, Decimal("82.50")
    if kind != "achievement":
        certificate.enrolment, certificate.modules = None, []
        certificate.occasion = "module:T1:1" if kind == "module" else "session:12"
    if kind == "presence":
        certificate.began_on, certificate.valid_until = certificate.completed_on - timedelta(days=1), None
    certificate.save()
    return certificate


@pytest.mark.parametrize("kind", ["achievement", "module", "presence"])
def test_the_schemas_of_1edtech_find_no_fault(kind: str, held: Certificate) -> None:
    payload = opened(badge_of(of_kind(held, kind)))

    assert faults("achievementcredential", payload) == []
    assert faults("profile", payload["issuer"]) == []


def test_the_schemas_find_a_planted_fault(held: Certificate) -> None:
    payload = opened(badge_of(held))
    payload["validFrom"] = "yesterday"
    del payload["credentialSubject"]["achievement"]["criteria"]

    found = faults("achievementcredential", payload)

    assert [word for word in ("yesterday", "criteria") if word in " ".join(found)] == ["yesterday", "criteria"]


@pytest.mark.parametrize("kind", ["achievement", "module", "presence"])
def test_an_independent_library_verifies_it(kind: str, held: Certificate, look_up: LookUp) -> None:
    credential = verified(badge_of(of_kind(held, kind)), look_up)

    said = credential.id, credential.issuer.id, [each.identity_hash for each in credential.identifiers]
    assert said == (f"{SITE}/verify/{held.number}/", ISSUER, ["Amina Exemple", "أمينة المثال"])


def test_revoked_it_fails_there_at_once(held: Certificate, administrator: User, look_up: LookUp) -> None:
    token = badge_of(held)
    verified(token, look_up)

    revoke(held, by=administrator, reason="Délivrée par erreur.", at=timezone.now())

    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        verified(token, look_up)


def test_replaced_it_fails_there_and_the_new_one_stands(
    held: Certificate, completed: Callable[..., Enrolment], amina: User, look_up: LookUp
) -> None:
    at = timezone.now() - timedelta(minutes=1)
    new = issue(completed(amina, at=at, cycle=2), at=at)
    document_of(new, at=at)
    tokens = badge_of(held), badge_of(new)
    held.state, held.superseded_by = Certificate.State.SUPERSEDED, new
    held.save()

    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        verified(tokens[0], look_up)
    assert verified(tokens[1], look_up).id == f"{SITE}/verify/{new.number}/"


def test_expired_it_fails_there(held: Certificate, look_up: LookUp) -> None:
    held.valid_until = timezone.localdate() - timedelta(days=1)
    held.save()

    with pytest.raises(OB3VerificationError, match="expired"):
        verified(badge_of(held), look_up)


def test_with_a_word_changed_it_fails_there(held: Certificate, look_up: LookUp) -> None:
    head, _payload, signature = badge_of(held).split(".")
    forged = opened(badge_of(held))
    forged["credentialSubject"]["identifier"][0]["identityHash"] = "Driss Dehors"
    keys = key_ring()
    assert keys is not None
    payload = jwt.encode(forged, keys.private, algorithm="RS256").split(".")[1]

    with pytest.raises(OB3VerificationError, match="Invalid signature"):
        verified(f"{head}.{payload}.{signature}", look_up)


def test_the_claims_repeat_the_credential_s_own_words(held: Certificate) -> None:
    payload = opened(badge_of(held))

    claims = {name: payload[name] for name in ("iss", "jti", "sub", "nbf", "exp")}
    assert claims == {
        "iss": ISSUER,
        "jti": f"{SITE}/verify/{held.number}/",
        "sub": f"{SITE}/verify/{held.number}/#holder",
        "nbf": int(held.issued_at.timestamp()),
        "exp": int(datetime.fromisoformat(payload["validUntil"]).timestamp()),
    }
    assert (payload["id"], payload["credentialSubject"]["id"]) == (claims["jti"], claims["sub"])
    assert payload["validFrom"] == f"{held.issued_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def test_the_header_holds_what_the_standard_allows_and_no_more(held: Certificate) -> None:
    keys = key_ring()
    assert keys is not None

    assert jwt.get_unverified_header(badge_of(held)) == {
        "alg": "RS256",
        "typ": "JWT",
        "kid": f"{ISSUER}#{keys.signing.name}",
        "jwk": {"kty": "RSA", **{member: keys.signing.jwk[member] for member in ("e", "n")}},
    }


def test_asked_for_again_it_is_the_same(held: Certificate) -> None:
    again = Certificate.objects.select_related("enrolment__course", "template_revision").get()

    assert badge_of(held) == badge_of(again)


def test_within_its_picture_it_is_found_once_and_uncompressed(held: Certificate) -> None:
    content = baked_badge_of(held)

    token = badge_of(held)
    assert OB3Verifier.extract_token_from_png(content) == token
    assert content.count(b"iTXtopenbadgecredential\0\0\0\0\0" + token.encode()) == content.count(b"iTXt") == 1


def test_the_picture_is_a_square_of_moderate_weight(held: Certificate, tmp_path: Any) -> None:
    path = tmp_path / "badge.png"
    path.write_bytes(baked_badge_of(held))

    with Image.open(path) as picture:
        picture.load()
        assert picture.size == (800, 800)
    assert path.stat().st_size < 80_000
