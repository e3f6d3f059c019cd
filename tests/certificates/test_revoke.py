import pytest

from accounts.models import User
from certificates.errors import AlreadyReplaced, AlreadyRevoked, ReasonMissing
from certificates.models import Certificate
from certificates.services.revoke import revoke
from lms.lib.errors import Refusal
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def test_a_revocation_says_who_when_and_why(aminas: Certificate, nadia: User) -> None:
    revoke(aminas, by=nadia, reason=" Issued to a namesake. ", at=NOON)

    kept = Certificate.objects.get()
    assert (kept.state, kept.revoked_by, kept.revoked_at, kept.revocation_reason) == (
        "revoked", nadia, NOON, "Issued to a namesake.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "reason", "refusal"),
    [("revoked", "x", AlreadyRevoked), ("superseded", "x", AlreadyReplaced), ("valid", "  ", ReasonMissing)],
)
def test_revoking_is_refused(state: str, reason: str, refusal: type[Refusal], aminas: Certificate, nadia: User) -> None:
    Certificate.objects.update(state=state)

    with pytest.raises(refusal):
        revoke(aminas, by=nadia, reason=reason, at=NOON)

    assert Certificate.objects.get().state == state
