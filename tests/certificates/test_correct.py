from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.errors import PersonOutOfReach
from accounts.models import Posting, User
from certificates.errors import CorrectedBefore, CorrectedInVain, CorrectionReasonMissing, RevokedForGood
from certificates.models import Certificate
from certificates.rules import Verdict
from certificates.services.correct import Difference, correct, differences
from certificates.verification import told
from enrolments.models import Enrolment
from jurisdictions.models import Court
from lms.lib.errors import Refusal
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=40)
ANEW = {"id", "number", "holder_name_fr", "issued_at", "corrected_by_id", "correction_reason", "state"}


@pytest.fixture
def misspelt(aminas: Certificate, amina: User) -> Certificate:
    """Amina's certificate, whose record has since been corrected."""
    User.objects.filter(pk=amina.pk).update(last_name="Exemplé")
    return Certificate.objects.get()


def test_a_correction_prints_the_name_anew_and_certifies_the_same(misspelt: Certificate, nadia: User) -> None:
    new = correct(misspelt, by=nadia, reason=" A letter was missing. ", at=LATER)

    old, kept = (dict[str, object](Certificate.objects.values().get(pk=each.pk)) for each in (misspelt, new))
    assert {name for name in kept if kept[name] != old[name]} == ANEW | {"superseded_by_id"}
    assert (kept["holder_name_fr"], kept["corrected_by_id"], kept["correction_reason"], kept["issued_at"]) == (
        "Amina Exemplé", nadia.pk, "A letter was missing.", LATER,
    )  # fmt: skip
    assert (old["state"], old["superseded_by_id"], kept["state"]) == ("superseded", new.pk, "valid")


def test_the_old_one_says_so_when_it_is_checked(issued: Certificate, amina: User, nadia: User) -> None:
    User.objects.filter(pk=amina.pk).update(last_name="Exemplé")
    new = correct(issued, by=nadia, reason="x", at=LATER)

    check = told(Certificate.objects.get(pk=issued.pk), on=LATER.date())

    assert (check.verdict, check.successor) == (Verdict.SUPERSEDED, new.number)


def test_the_court_of_that_day_is_corrected_and_a_later_transfer_changes_nothing(
    aminas: Certificate, amina: User, django_assert_max_num_queries: Any
) -> None:
    Posting.objects.filter(person=amina).update(court=Court.objects.get(code="TPI-TNG"))

    with django_assert_max_num_queries(5):
        found = [each for each in differences(Certificate.objects.get()) if each.is_changed]

    tanger = Court.objects.get(code="TPI-TNG")
    assert found == [
        Difference("court_fr", aminas.court_fr, tanger.name_fr), Difference("court_ar", aminas.court_ar, tanger.name_ar)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "reason", "refusal"),
    [("revoked", "x", RevokedForGood), ("superseded", "x", CorrectedBefore), ("valid", " ", CorrectionReasonMissing)],
)
def test_correcting_is_refused(
    state: str, reason: str, refusal: type[Refusal], misspelt: Certificate, nadia: User
) -> None:
    Certificate.objects.update(state=state)

    with pytest.raises(refusal):
        correct(misspelt, by=nadia, reason=reason, at=LATER)

    assert list(Certificate.objects.values_list("state", flat=True)) == [state]


def test_what_is_printed_rightly_is_not_corrected(aminas: Certificate, nadia: User) -> None:
    with pytest.raises(CorrectedInVain):
        correct(aminas, by=nadia, reason="x", at=LATER)

    assert list(Certificate.objects.all()) == [aminas]


@pytest.mark.parametrize("somebody", ["driss", "karim", "amina", "olga", "youssef"])
def test_only_whoever_oversees_the_holder_corrects(
    somebody: str, misspelt: Certificate, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PersonOutOfReach):
        correct(misspelt, by=request.getfixturevalue(somebody), reason="x", at=LATER)

    assert list(Certificate.objects.values_list("state", flat=True)) == ["valid"]


def test_a_correction_is_corrected_in_its_turn(misspelt: Certificate, amina: User, nadia: User) -> None:
    second = correct(misspelt, by=nadia, reason="x", at=LATER)
    User.objects.filter(pk=amina.pk).update(last_name="Exemple")

    third = correct(second, by=nadia, reason="y", at=LATER)

    chain = Certificate.objects.order_by("pk")
    assert [(each.number, each.state, each.superseded_by) for each in chain] == [
        (misspelt.number, "superseded", second), (second.number, "superseded", third), (third.number, "valid", None)
    ]  # fmt: skip


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="Locks mean nothing on SQLite.")
def test_of_two_who_correct_at_once_one_does(
    amina: User, nadia: User, completed: Callable[..., Enrolment], misspelt: Certificate
) -> None:
    def ask(_: int) -> str:
        try:
            return correct(misspelt, by=nadia, reason="x", at=LATER).number
        except CorrectedBefore:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = [number for number in pool.map(ask, range(8)) if number]

    assert len(answers) == 1
    assert Certificate.objects.count() == 2
