"""Guessing numbers: nothing is found, it is slowed down, and the unknown is answered alike whatever it looks like."""

import os
import secrets
import time
from statistics import median
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from certificates.guesses import MISSES_A_MINUTE
from certificates.models import Certificate
from certificates.queries import certificate_numbered
from lms.lib.numbers import new_number

pytestmark = pytest.mark.django_db
GUESSES = 10_000 if os.environ.get("STORMS") == "full" else 500
ALIKE = ["7K3M-0Q9X-B2TE", "7k3m 0q9x b2te", "x", "12", "…" * 40, "OOOO-OOOO-OOOO", "UUUU-UUUU-UUUU"]


@pytest.fixture(autouse=True)
def _no_guesses() -> None:
    cache.clear()


@pytest.mark.storm
def test_random_numbers_find_nothing_and_are_slowed_down(client: Client, issued: Certificate) -> None:
    began = int(time.time())
    answers = [client.get(f"/verify/{new_number()}/") for _ in range(GUESSES)]

    seen = [answer.status_code for answer in answers]
    minutes = 1 + (int(time.time()) - began) // 60 + 1  # begun, gone by, and begun again
    assert set(seen) == {200, 429}
    assert seen.count(200) <= MISSES_A_MINUTE * minutes
    assert not any(b"verdict--valid" in answer.content or b"Amina" in answer.content for answer in answers)
    assert {answer["Retry-After"] for answer in answers if answer.status_code == 429} == {"60"}


@pytest.mark.storm
def test_random_numbers_of_many_addresses_find_nothing(issued: Certificate) -> None:
    assert [found for _ in range(GUESSES) if (found := certificate_numbered(new_number()))] == []


def test_an_unknown_number_costs_one_query_whatever_it_looks_like(
    issued: Certificate, django_assert_num_queries: Any
) -> None:
    for typed in ALIKE:
        with django_assert_num_queries(1):
            assert certificate_numbered(typed) is None


def test_what_is_unknown_is_answered_in_the_same_shape_and_time(client: Client, issued: Certificate) -> None:
    shapes, times = set(), []
    client.get("/verify/x/")
    for typed in ALIKE:
        cache.clear()
        began = time.process_time()
        page = client.get(f"/verify/{typed}/").content.decode()
        times.append(time.process_time() - began)
        shapes.add(page.partition('<input type="text"')[0].partition("language")[0])
    cache.clear()

    assert len(shapes) == 1
    assert max(times) < 4 * median(times)


def test_a_neighbour_in_the_same_network_waits_too(client: Client) -> None:
    for n in range(MISSES_A_MINUTE):
        client.get(f"/verify/{secrets.token_hex(6)}/", REMOTE_ADDR=f"2001:db8:1:2::{n + 1:x}")

    assert client.get("/verify/x/", REMOTE_ADDR="2001:db8:1:2:ffff::9").status_code == 429
    assert client.get("/verify/x/", REMOTE_ADDR="2001:db8:1:3::9").status_code == 200
