"""The status list: a bit for each badge, at once what was decided, signed, and silent about who and when."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from openbadgeslib.ob3.status import decode_encoded_list, set_indices

from accounts.models import User
from certificates.badges import places
from certificates.badges.keys import KeyRing, key_ring
from certificates.badges.places import CAPACITY, list_count, place_of, places_taken_back
from certificates.badges.status import encoded, status_list
from certificates.models import BadgePlace, Certificate
from certificates.services.issue import issue
from certificates.services.revoke import revoke
from enrolments.models import Enrolment
from tests.certificates.badging import opened
from tests.certificates.conftest import SITE

LIST = "/badges/status/1.jwt"
Completed = Callable[..., Enrolment]


@pytest.fixture
def keys(badges: None) -> KeyRing:
    ring = key_ring()
    assert ring is not None
    return ring


@pytest.mark.parametrize("wanted", [set(), {0}, {7, 8}, {CAPACITY - 1}, set(range(0, CAPACITY, 4099))])
def test_the_bits_are_read_back_by_another_s_reader(wanted: set[int]) -> None:
    bits = decode_encoded_list(encoded(wanted))

    assert (set(set_indices(bits)), len(bits) * 8) == (wanted, CAPACITY)


@pytest.mark.django_db
def test_a_certificate_keeps_its_place(held: Certificate) -> None:
    first = place_of(held)

    assert (place_of(held).position, BadgePlace.objects.count()) == (first.position, 1)
    assert 0 <= first.position < CAPACITY


@pytest.mark.django_db
def test_a_place_that_is_taken_is_given_to_nobody_else(
    held: Certificate, completed: Completed, amina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = iter([7, 7, 9])
    monkeypatch.setattr("secrets.randbelow", lambda bound: next(draws))
    other = issue(completed(amina, cycle=2), at=timezone.now())

    assert [place_of(each).position for each in (held, other)] == [7, 9]


@pytest.mark.django_db
def test_a_list_half_full_is_followed_by_another(
    held: Certificate, completed: Completed, amina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "FILLED", 1)
    other = issue(completed(amina, cycle=2), at=timezone.now())

    assert [place_of(each).list_number for each in (held, other)] == [1, 2]
    assert list_count() == 3


@pytest.mark.django_db
def test_the_list_says_which_places_were_taken_back_and_no_more(
    held: Certificate, completed: Completed, amina: User, administrator: User, keys: KeyRing
) -> None:
    others = [issue(completed(amina, cycle=cycle), at=timezone.now()) for cycle in (2, 3)]
    standing, replaced, revoked = (place_of(each).position for each in (held, *others))
    Certificate.objects.filter(pk=others[0].pk).update(state=Certificate.State.SUPERSEDED)
    revoke(others[1], by=administrator, reason="Erreur.", at=timezone.now())

    payload = opened(status_list(1, by=keys, at=timezone.now()).token)

    subject = payload["credentialSubject"]
    assert set_indices(decode_encoded_list(subject["encodedList"])) == {replaced, revoked}
    assert places_taken_back(1) == sorted([replaced, revoked])
    assert standing not in places_taken_back(1)
    assert [word for word in ("Amina", "verify", "Erreur", held.number) if word in str(payload)] == []


@pytest.mark.django_db
def test_the_list_is_a_credential_of_the_issuer_for_a_day(keys: KeyRing) -> None:
    at = timezone.now()

    payload = opened(status_list(1, by=keys, at=at).token)

    window = [datetime.fromisoformat(payload[name]) for name in ("validFrom", "validUntil")]
    assert window == [at.replace(minute=0, second=0, microsecond=0) + timedelta(days=days) for days in (0, 1)]
    assert (payload["iss"], payload["id"], payload["type"]) == (
        "did:web:formation.example",
        f"{SITE}{LIST}",
        ["VerifiableCredential", "BitstringStatusListCredential"],
    )


@pytest.mark.django_db
def test_what_has_not_changed_is_signed_once_an_hour(held: Certificate, keys: KeyRing, administrator: User) -> None:
    at = timezone.now().replace(minute=10)
    place_of(held)
    lists = [status_list(1, by=keys, at=at + timedelta(minutes=minutes)) for minutes in (0, 40, 60)]
    revoke(held, by=administrator, reason="Erreur.", at=at)

    marks = [each.mark for each in (*lists, status_list(1, by=keys, at=at))]

    assert lists[0] == lists[1]
    assert len(set(marks)) == 3


@pytest.mark.django_db
def test_anybody_reads_it_and_asks_whether_it_changed(
    badges: None, held: Certificate, client: Client, administrator: User
) -> None:
    place_of(held)
    first = client.get(LIST)
    unchanged = client.get(LIST, headers={"if-none-match": first["ETag"]})
    revoke(held, by=administrator, reason="Erreur.", at=timezone.now())
    changed = client.get(LIST, headers={"if-none-match": first["ETag"]})

    assert [each.status_code for each in (first, unchanged, changed)] == [200, 304, 200]
    headers = {name: first[name] for name in ("Content-Type", "Cache-Control", "Access-Control-Allow-Origin")}
    assert headers == {
        "Content-Type": "application/vc+jwt",
        "Cache-Control": "no-cache",
        "Access-Control-Allow-Origin": "*",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/badges/status/0.jwt", "/badges/status/2.jwt", "/badges/status/x.jwt"])
def test_there_is_no_other_list(address: str, badges: None, client: Client) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("held_by_how_many", [1, 3])
def test_the_list_costs_the_same_however_many_are_on_it(
    held_by_how_many: int, badges: None, amina: User, completed: Completed, client: Client,
    django_assert_num_queries: Any, settings: Any,
) -> None:  # fmt: skip
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    for cycle in range(1, held_by_how_many + 1):
        place_of(issue(completed(amina, cycle=cycle), at=timezone.now()))

    with django_assert_num_queries(2):
        client.get(LIST)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="One connection writes at a time on SQLite.")
def test_two_who_ask_at_once_receive_one_place(held: Certificate) -> None:
    def ask(_: int) -> tuple[int, int]:
        try:
            place = place_of(held)
            return place.list_number, place.position
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(ask, range(16)))

    assert answers == set(BadgePlace.objects.values_list("list_number", "position"))
    assert len(answers) == 1
