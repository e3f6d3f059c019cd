import re
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import escape

from accounts.models import User
from certificates.facts import facts_of
from certificates.guesses import MISSES_A_MINUTE
from certificates.models import Certificate
from certificates.services.revoke import revoke
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
UNKNOWN = "/verify/7K3M-0Q9X-B2TE/"


@pytest.fixture(autouse=True)
def _no_guesses() -> None:
    cache.clear()


def page_of(client: Client, address: str, *, status: int = 200) -> str:
    response = client.get(address)
    assert (response.status_code, response["X-Robots-Tag"]) == (status, "noindex")
    return str(response.content.decode())


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_check_shows_every_printed_fact_in_both_languages(
    language: str, client: Client, issued: Certificate
) -> None:
    client.cookies["django_language"] = language

    page = page_of(client, f"/verify/{issued.number}/")

    for told in ("fr", "ar"):
        facts = facts_of(issued, language=told)
        missing = [value for label, value in facts.labelled() if f"<bdi>{escape(value)}</bdi>" not in page]
        assert (len(facts.labelled()), missing) == (11, [])
    assert page.count("verdict--valid") == 2
    assert re.findall(r'<section class="verdict[^>]* lang="(..)"', page) == sorted(["ar", "fr"], key=language.__ne__)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"valid_until": date(2020, 1, 31)}, "expired"),
        ({"state": "revoked", "revoked_at": NOON}, "revoked"),
        ({"state": "superseded"}, "superseded"),
        ({"valid_until": None}, "valid"),
    ],
)
def test_the_verdict_comes_first(facts: dict[str, Any], verdict: str, client: Client, issued: Certificate) -> None:
    Certificate.objects.update(**facts)

    page = page_of(client, f"/verify/{issued.number}/")

    assert page.count(f'class="verdict verdict--{verdict}"') == 2
    assert page.index("verdict__word") < page.index("Amina Exemple")


def test_a_revocation_is_told_with_its_day_and_without_its_reason(
    client: Client, issued: Certificate, nadia: User
) -> None:
    revoke(issued, by=nadia, reason="Homonymie", at=NOON)

    page = page_of(client, f"/verify/{issued.number}/")

    assert "20 novembre 2026" in page
    assert "Homonymie" not in page
    assert "Nadia" not in page


def test_a_replaced_certificate_names_the_one_that_counts(client: Client, issued: Certificate) -> None:
    successor = Certificate.objects.get()
    successor.pk = None
    successor.number = "7K3M-0Q9X-B2TD"
    Certificate.objects.update(state="superseded")
    successor.save()
    Certificate.objects.filter(pk=issued.pk).update(superseded_by=successor)

    assert page_of(client, f"/verify/{issued.number}/").count('href="/verify/7K3M-0Q9X-B2TD/"') == 2


@pytest.mark.parametrize("typed", ["7K3M-0Q9X-B2TE", "7k3m0q9xb2te", "x", "12", "<script>", "…" * 40, "a%2Fb"])
def test_an_unknown_number_is_answered_alike_whatever_it_looks_like(
    typed: str, client: Client, issued: Certificate
) -> None:
    page = page_of(client, f"/verify/{typed}/")

    assert page.count('class="verdict verdict--unknown"') == 2
    assert "<script>/" not in page
    assert issued.number not in page


def test_a_typed_number_leads_to_its_page(client: Client, issued: Certificate) -> None:
    typed = issued.number.replace("-", " ").lower()

    response = client.get("/verify/", {"number": typed})

    assert (response.status_code, response.headers["Location"]) == (302, f"/verify/{issued.number}/")


@pytest.mark.parametrize(("typed", "verdicts"), [("", 0), ("abc", 2), ("a/b", 2), ("x" * 101, 0)])
def test_what_cannot_be_a_number_is_answered_on_the_page(typed: str, verdicts: int, client: Client) -> None:
    page = page_of(client, f"/verify/?number={typed}")

    assert page.count("verdict--unknown") == verdicts
    assert 'name="number"' in page


def test_guessing_is_slowed_down_and_checking_is_not(client: Client, issued: Certificate) -> None:
    for _ in range(MISSES_A_MINUTE + 5):
        page_of(client, f"/verify/{issued.number}/")
    misses = [client.get(UNKNOWN).status_code for _ in range(MISSES_A_MINUTE + 1)]

    assert misses == [200] * MISSES_A_MINUTE + [429]
    page_of(client, f"/verify/{issued.number}/", status=429)
    assert client.get(f"/verify/{issued.number}/", REMOTE_ADDR="192.0.2.9").status_code == 200


def test_the_check_is_within_bounds_for_whoever_is_signed_in(
    client: Client, amina: User, issued: Certificate, django_assert_max_num_queries: Any
) -> None:
    client.force_login(amina)
    client.get(UNKNOWN)

    with django_assert_max_num_queries(12):
        page_of(client, f"/verify/{issued.number}/")
    with django_assert_max_num_queries(12):
        page_of(client, UNKNOWN)


def test_nothing_is_listed_and_nothing_is_changed_by_a_check(client: Client, issued: Certificate) -> None:
    page = page_of(client, "/verify/")

    assert issued.number not in page
    assert client.post(f"/verify/{issued.number}/").status_code == 405
