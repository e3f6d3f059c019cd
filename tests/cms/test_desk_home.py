"""What the desk's home and its lists say waits, and what is untranslated, untested or out of date."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.models import Question
from cms.desk.home import Section, sections_for
from cms.desk.lists import LISTS
from cms.desk.outdated import overdue_before
from cms.models import LessonPage
from cms.services.reviews import ask_for_review
from courses.models import Module
from jurisdictions.models import Region
from library.models import Indicator, LegalReference, ReferralService
from library.rules import is_overdue
from tests.cms.writing import answer, lesson_page, submit, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]


def section(person: User, key: str) -> Section:
    return next(each for each in sections_for(User.objects.get(pk=person.pk)) if each.list.key == key)


def test_what_is_submitted_waits_for_validators_and_says_by_whom(
    leila: User, hassan: User, signed_in: SignedIn
) -> None:
    submit(signed_in(leila), lesson_page(language="ar"), "نص آخر.", change_note="Une précision.")

    waits = section(hassan, "to-validate")
    assert (waits.count, waits.rows[0].title, waits.rows[0].language) == (1, "التتمة", "Arabe")
    assert ("Leïla Autrice" in waits.rows[0].facts, waits.rows[0].comment) == (True, "précision – Une précision.")
    assert "to-validate" not in [each.list.key for each in sections_for(leila)]
    assert section(leila, "submitted").count == 1


def test_a_refused_page_waits_for_its_author_with_the_comment(leila: User, hassan: User, signed_in: SignedIn) -> None:
    page = lesson_page()
    submit(signed_in(leila), page, "Neuf.")
    answer(signed_in(hassan), page, "reject", "Citez l’article.")

    refused = section(leila, "refused")

    assert (refused.count, refused.rows[0].comment) == (1, "Citez l’article.")
    assert refused.rows[0].url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (section(hassan, "refused").count, section(hassan, "to-validate").count) == (0, 0)
    assert "Citez l’article." in signed_in(leila).get(reverse("wagtailadmin_home")).content.decode()


def test_what_is_in_one_language_only_or_behind_the_other_is_listed(leila: User, signed_in: SignedIn) -> None:
    assert [section(leila, key).count for key in ("untranslated", "older")] == [0, 0]
    write(signed_in(leila), lesson_page(), "Neuf.")
    lesson_page("tout", "ar").unpublish()

    older, alone = section(leila, "older"), section(leila, "untranslated")
    assert [(row.title, row.language) for row in older.rows] == [("التتمة", "Arabe")]
    assert [row.title for row in alone.rows] == [lesson_page("tout").title]
    LessonPage.objects.get(lesson__slug="tout", locale__language_code="ar").delete()
    assert section(leila, "untranslated").rows[0].facts != alone.rows[0].facts


def test_what_no_question_in_use_tests_is_listed(leila: User) -> None:
    before = [section(leila, key).count for key in ("untested-indicators", "untested-articles")]
    tested = Question.objects.create(code="T", module=Module.objects.get(), kind="single", text_fr="?", text_ar="؟")
    tested.indicators.set(Indicator.objects.all())
    tested.legal_references.set(LegalReference.objects.all())

    assert [section(leila, key).count for key in ("untested-indicators", "untested-articles")] == [0, 0]
    Question.objects.update(is_retired=True)
    assert [section(leila, key).count for key in ("untested-indicators", "untested-articles")] == [
        Indicator.objects.count(), LegalReference.objects.count(),
    ]  # fmt: skip
    assert before[0] > 0


def service(code: str, verified_on: date | None) -> ReferralService:
    return ReferralService.objects.create(
        code=code, name_fr=code, name_ar=code, kind="health", region=Region.objects.first(), verified_on=verified_on
    )


def test_services_not_verified_lately_are_listed_never_verified_ones_first(leila: User, settings: Any) -> None:
    settings.LIBRARY_VERIFICATION_MONTHS = 12
    before = section(leila, "unverified-services").count
    today = timezone.localdate()
    for code, day in {"ancien": today - timedelta(days=400), "frais": today, "jamais": None}.items():
        service(code, day)

    found = section(leila, "unverified-services")

    assert found.count == before + 2
    assert {"jamais", "ancien"} <= {row.title for row in found.rows}


@pytest.mark.parametrize("today", [date(2026, 3, 31), date(2026, 2, 28), date(2024, 2, 29), date(2026, 12, 31)])
@pytest.mark.parametrize("months", [1, 6, 12, 13])
def test_overdue_is_counted_as_the_library_counts_it(today: date, months: int) -> None:
    limit = overdue_before(today, months=months)

    days = [today - timedelta(days=n) for n in range(0, 31 * months + 40)]
    assert [day for day in days if (day < limit) != is_overdue(day, on=today, months=months)] == []


def test_what_cites_a_changed_entry_is_to_be_read_again(leila: User) -> None:
    law = LegalReference.objects.get(code="CP-448-1")
    ask_for_review(law, changed=["summary_fr"], by=leila, at=timezone.now())

    found = section(leila, "to-read-again")

    assert found.count > 0
    assert all("448-1" in row.facts for row in found.rows)


@pytest.mark.parametrize("key", [each.key for each in LISTS])
def test_each_list_has_a_page(hassan: User, driss: User, signed_in: SignedIn, key: str) -> None:
    url = reverse("desk_list", args=[key])

    assert signed_in(hassan).get(url).status_code == 200
    assert signed_in(driss).get(url).status_code == 403


def test_lists_that_are_not_there_or_not_ones_own_are_not_found(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)

    assert [
        client.get(f"/cms/waiting/{key}/", follow=True).status_code for key in ("rien", "to-validate", "older")
    ] == [
        404,
        404,
        200,
    ]


def test_lists_come_in_pages(leila: User, signed_in: SignedIn) -> None:
    for n in range(60):
        service(f"service-{n:02}", None)
    client, url = signed_in(leila), reverse("desk_list", args=["unverified-services"])

    pages = [client.get(f"{url}?p={n}").content.decode() for n in (1, 2, 99)]

    assert [page.count("service-") > 0 for page in pages] == [True, True, True]
    assert ["?p=2" in pages[0], "?p=1" in pages[1], pages[0].count('<li><a href="/cms/') <= 25] == [True, True, True]


def test_the_home_costs_the_same_whatever_waits(leila: User, hassan: User, signed_in: SignedIn) -> None:
    submit(signed_in(leila), lesson_page(), "Neuf.")
    service("un", None)
    client, home = signed_in(hassan), reverse("wagtailadmin_home")
    client.get(home)
    costs = [_cost(client, home)]

    submit(signed_in(leila), lesson_page(language="ar"), "جديد.")
    for n in range(40):
        service(f"service-{n}", None)
    costs.append(_cost(signed_in(hassan), home))

    assert costs[1] <= costs[0] + 1, costs  # the other language is behind now too: its rows are read


def _cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)
