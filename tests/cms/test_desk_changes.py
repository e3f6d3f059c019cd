"""Every change of a published page is named, and a change of law asks those already certified."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from certificates.models import Certificate
from cms.desk.changes import SHORT, ChangeKind
from cms.desk.translations import _kinds
from cms.models import LessonPage
from cms.models.addressed import AddressedPage
from courses.models import Course
from enrolments.models import LawChange, UpdateAsked
from enrolments.services import complete_many, enrol_many
from tests.cms.writing import lesson_page, publish, submit, text_of, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]


@pytest.fixture
def certified(amina: User, nawal: User) -> User:
    """Amina has completed the course; Nawal has begun it."""
    edition = Course.objects.get(slug="essai").editions.get()
    rows = enrol_many([amina, nawal], edition=edition, by=None, at=timezone.now())
    complete_many([row for row in rows if row.learner == amina], at=timezone.now())
    return amina


def errors(response: Any) -> dict[str, Any]:
    found: dict[str, Any] = response.context["form"].errors
    return found


def test_every_kind_of_page_asks_what_kind_of_change_it_is() -> None:
    fields = {kind.__name__: kind.get_edit_handler().get_form_class().base_fields for kind in _kinds(AddressedPage)}

    assert {"LessonPage", "StandardPage", "HomePage"} <= set(fields)
    assert [name for name, held in fields.items() if not {"change_kind", "change_note", "aligned"} <= set(held)] == []


@pytest.mark.parametrize(("kind", "note", "wrong"), [("", "", ["change_kind"]), ("law", " ", ["change_note"])])
def test_a_change_that_is_not_named_is_not_submitted(
    leila: User, signed_in: SignedIn, kind: str, note: str, wrong: list[str]
) -> None:
    response = submit(signed_in(leila), lesson_page(), "Neuf.", change_kind=kind, change_note=note)

    assert (list(errors(response)), lesson_page().current_workflow_state) == (wrong, None)


def test_a_draft_is_saved_without_naming_its_change(leila: User, signed_in: SignedIn) -> None:
    response = write(signed_in(leila), lesson_page(), "Neuf.")

    assert (response.status_code, "Neuf." in text_of(lesson_page().get_latest_revision_as_object())) == (302, True)


def test_a_page_that_was_never_published_is_not_asked(leila: User, signed_in: SignedIn) -> None:
    page = lesson_page()
    LessonPage.objects.filter(pk=page.pk).update(live=False)

    response = submit(signed_in(leila), page, "Neuf.", change_kind="law")

    assert response.status_code == 302
    assert lesson_page().get_latest_revision_as_object().change_kind == ""


def test_the_next_change_is_named_anew(hassan: User, signed_in: SignedIn) -> None:
    client = signed_in(hassan)
    publish(client, lesson_page(), "Neuf.", change_kind="typo", change_note="Une lettre.")

    form = client.get(reverse("wagtailadmin_pages:edit", args=[lesson_page().pk])).context["form"]

    assert (form["change_kind"].value(), form["change_note"].value()) == ("", "")


def test_the_history_says_what_kind_of_change_it_was(hassan: User, signed_in: SignedIn) -> None:
    client = signed_in(hassan)
    publish(client, lesson_page(), "Neuf.", change_kind="clarification", change_note="Le délai est dit en jours.")

    history = client.get(reverse("wagtailadmin_pages:history", args=[lesson_page().pk])).content.decode()

    assert f"{SHORT[ChangeKind.CLARIFICATION]} – Le délai est dit en jours." in history


@pytest.mark.parametrize(("kind", "asked"), [("typo", 0), ("clarification", 0), ("law", 1)])
def test_only_a_change_of_law_asks_those_already_certified(
    certified: User, hassan: User, signed_in: SignedIn, kind: str, asked: int
) -> None:
    certificates = list(Certificate.objects.values("state", "number"))
    publish(signed_in(hassan), lesson_page(), "Neuf.", change_kind=kind, change_note="La peine est aggravée.")

    assert (
        list(UpdateAsked.objects.values_list("learner", "change__note_fr"))
        == [(certified.pk, "La peine est aggravée.")] * asked
    )
    assert certificates == list(Certificate.objects.values("state", "number")) != []


def test_a_change_of_law_asks_once_it_is_validated_and_not_before(
    certified: User, leila: User, hassan: User, signed_in: SignedIn
) -> None:
    submit(signed_in(leila), lesson_page(), "Neuf.", change_kind="law", change_note="La loi a changé.")
    assert UpdateAsked.objects.count() == 0

    lesson_page().current_workflow_task_state.approve(user=hassan)

    assert list(UpdateAsked.objects.values_list("learner", flat=True)) == [certified.pk]


def test_the_other_language_says_the_same_change_and_asks_nobody_again(
    certified: User, hassan: User, signed_in: SignedIn
) -> None:
    client = signed_in(hassan)
    publish(client, lesson_page(), "Neuf.", change_kind="law", change_note="La loi a changé.")

    publish(
        client, lesson_page(language="ar"), "جديد.", change_kind="law", change_note="تغير القانون.", aligned="on"
    )  # fmt: skip

    change = LawChange.objects.get()
    assert (change.note_fr, change.note_ar, UpdateAsked.objects.count()) == ("La loi a changé.", "تغير القانون.", 1)


def test_a_further_change_of_law_asks_again(certified: User, hassan: User, signed_in: SignedIn) -> None:
    client = signed_in(hassan)
    for n in (1, 2):
        publish(client, lesson_page(), f"Neuf {n}.", change_kind="law", change_note=f"Loi {n}.")

    assert sorted(UpdateAsked.objects.values_list("change__note_fr", flat=True)) == ["Loi 1.", "Loi 2."]


def test_a_change_without_a_name_is_not_published_in_bulk(hassan: User, signed_in: SignedIn) -> None:
    client = signed_in(hassan)
    write(client, lesson_page(), "Neuf.")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={lesson_page().pk}"

    client.post(url)
    assert "Neuf." not in text_of(lesson_page())
    write(client, lesson_page(), "Neuf.", change_kind="typo")
    client.post(url)

    assert "Neuf." in text_of(lesson_page())
    assert Page.objects.get(pk=lesson_page().pk).has_unpublished_changes is False
