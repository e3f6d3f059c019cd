from collections.abc import Callable

import pytest

from accounts.models import User
from accounts.own_data import kept_about
from certificates.models import Certificate
from certificates.queries import certificate_numbered, certificates_held_by, certificates_visible_to
from certificates.services.issue import issue
from enrolments.models import Enrolment
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def test_a_coordinator_sees_the_certificates_of_the_resort(
    karim: User, nawal: User, aminas: Certificate, completed: Callable[..., Enrolment]
) -> None:
    nawals = issue(completed(nawal), at=NOON)

    assert list(certificates_visible_to(karim)) == [nawals]


def test_everybody_sees_their_own_and_nobody_sees_another_s(amina: User, driss: User, aminas: Certificate) -> None:
    assert list(certificates_visible_to(amina)) == [aminas] == list(certificates_held_by(amina))
    assert list(certificates_visible_to(driss)) == [] == list(certificates_held_by(driss))


def test_the_nation_and_an_administrator_see_all(nadia: User, administrator: User, aminas: Certificate) -> None:
    assert list(certificates_visible_to(nadia)) == [aminas] == list(certificates_visible_to(administrator))


def test_a_person_s_own_data_tell_of_their_certificates(amina: User, driss: User, aminas: Certificate) -> None:
    kept: list[dict[str, object]] = kept_about(amina)["certificates"]  # type: ignore[assignment]  # a list in a dict

    assert [certificate["number"] for certificate in kept] == [aminas.number]
    assert kept_about(driss)["certificates"] == []


def test_a_number_is_found_as_it_is_read_off_paper(aminas: Certificate) -> None:
    Certificate.objects.update(number="0K3M-1Q9X-B2TD")

    assert certificate_numbered(" ok3m iq9x-b2td ") == aminas
    assert certificate_numbered("0K3M-1Q9X-B2TE") is None
    assert certificate_numbered("'; DROP TABLE") is None
