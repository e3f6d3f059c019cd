"""What is taught and tested, for those who write and oversee; and the cost of every page of the library."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from assessments.models import Question
from library.models import Dimension, Figure, Guide, Indicator, LegalReference, Penalty, Term
from tests.cms.test_library_views import MATRIX, PAGES, STATE, second_guide, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]


def test_the_matrix_is_closed_to_the_outsider_and_to_learners(
    driss: User, amina: User, youssef: User, olga: User, signed_in: SignedIn
) -> None:
    for user in (driss, amina, youssef, olga):
        client = signed_in(user)
        assert client.get(MATRIX).status_code == 403
        assert MATRIX not in text(client.get(PAGES[1]))


def test_the_matrix_is_open_to_those_who_write_or_oversee(
    person: Callable[..., User], karim: User, administrator: User, signed_in: SignedIn
) -> None:
    leila, hassan = person("leila@demo.example"), person("hassan@demo.example")
    leila.groups.add(Group.objects.get(name=Role.AUTHOR))
    hassan.groups.add(Group.objects.get(name=Role.VALIDATOR))

    assert [signed_in(user).get(MATRIX).status_code for user in (leila, hassan, karim, administrator)] == [200] * 4


def row(page: str, code: str) -> str:
    return page.split(f"/indices/{code}/")[1].split("</tr>")[0]


def test_the_matrix_tells_what_is_taught_and_what_is_untested(karim: User, signed_in: SignedIn) -> None:
    shown = text(signed_in(karim).get(MATRIX))

    assert ["P1-Q01" in row(shown, code) for code in ("D5-01", "D5-03")] == [True, False]
    assert ["non évalué" in row(shown, code) for code in ("D5-01", "D5-03")] == [False, True]
    assert ["/fr/lecons/tout/" in row(shown, code) for code in ("D5-01", "D5-03")] == [True, True]
    assert Question.objects.get().text_fr not in shown


def test_the_matrix_can_be_narrowed_to_what_is_untested(karim: User, signed_in: SignedIn) -> None:
    client = signed_in(karim)

    shown = text(client.get(f"{MATRIX}oit-2009/?untested=on"))
    assert ["D5-01" in shown, "D5-03" in shown] == [False, True]
    Question.objects.update(is_retired=True)
    assert "D5-01" in text(client.get(f"{MATRIX}oit-2009/?untested=on"))


def test_the_matrix_shows_one_guide_at_a_time(karim: User, signed_in: SignedIn) -> None:
    second_guide()
    client = signed_in(karim)

    first, other = text(client.get(MATRIX)), text(client.get(f"{MATRIX}autre/"))

    assert ("D5-01" in first, "/indices/A-1/" in first) == (True, False)
    assert ("D5-01" in other, "/indices/A-1/" in other) == (False, True)
    assert client.get(f"{MATRIX}rien/").status_code == 404


def test_an_empty_library_says_so_on_every_page(karim: User, signed_in: SignedIn) -> None:
    for model in (Question, Indicator, Dimension, Guide, LegalReference, Penalty, Figure, Term):
        model.objects.all().delete()
    client = signed_in(karim)
    lists = [PAGES[1], PAGES[4], PAGES[5], PAGES[7], PAGES[8], PAGES[9], MATRIX, STATE]

    assert [
        address for address in lists if 'class="empty"' not in text(client.get(address)) and address != PAGES[1]
    ] == []
    assert 'class="empty"' in text(client.get(PAGES[1]))


def fill(count: int) -> None:
    """Add `count` entries of every kind, with long names."""
    dimension = Dimension.objects.get()
    start = Term.objects.count()
    for n in range(start, start + count):
        both = {f"{name}_{code}": f"Un nom bien long numéro {n} " * 5 for name in ("title", "law", "summary")
                for code in ("fr", "ar")}  # fmt: skip
        LegalReference.objects.create(code=f"CP-5{n}", article=f"5{n}", source="x", **both)
        Indicator.objects.create(code=f"D5-1{n}", dimension=dimension, label_fr="x " * 140, label_ar="x", position=n)
        Term.objects.create(code=f"t{n}", domain="droit", term_fr=f"t{n}", term_ar=f"ت{n}", english="x",
                            definition_fr="x", definition_ar="x")  # fmt: skip
        Penalty.objects.create(article=f"5{n}", kind="reclusion", phrase_fr="x", phrase_ar="x")
        Figure.objects.create(code=f"f{n}", value_fr="1", value_ar="1", definition_fr="x", definition_ar="x",
                              period="2026", source_fr="x", source_ar="x")  # fmt: skip


# Without Redis a session is a query.
STORED = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1
MOST = 11 + STORED


def test_every_page_costs_the_same_with_one_three_and_many_entries(
    karim: User, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(karim)
    for count in (1, 2, 60):
        fill(count)
        for address in [*PAGES, MATRIX, STATE]:
            client.get(address)
            with django_assert_max_num_queries(MOST, info=f"{address}, {count} more"):
                client.get(address)


def test_a_thousand_entries_are_paged(driss: User, signed_in: SignedIn) -> None:
    rows = [LegalReference(code=f"Z-{n}", article=str(n), law_fr="Z", law_ar="Z", title_fr="x", title_ar="x",
                           summary_fr="x", summary_ar="x", source="x") for n in range(1000)]  # fmt: skip
    LegalReference.objects.bulk_create(rows)
    client = signed_in(driss)

    first, last = text(client.get(PAGES[5])), text(client.get(f"{PAGES[5]}?page=99"))

    assert (first.count("<tr><th"), 'rel="next"' in first) == (52, True)
    assert ("Z-999/" in last, 'rel="next"' in last) == (True, False)
