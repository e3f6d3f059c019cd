"""An author submits, a validator refuses or publishes, and no learner sees what is not published."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import Comment, GroupApprovalTask, TaskState, Workflow, WorkflowState, WorkflowTask

from accounts.models import User
from accounts.roles import Role
from cms.models import LessonPage, ValidationTask
from cms.services.site import prepare_site
from courses.models import Course
from enrolments.services import enrol_many
from tests.cms.writing import SCRIPT, answer, lesson_form, lesson_page, submit, text_of, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]
LANGUAGES = pytest.mark.parametrize("language", ["fr", "ar"])


def live(page: LessonPage) -> str:
    return text_of(LessonPage.objects.get(pk=page.pk))


@LANGUAGES
def test_a_page_is_refused_mended_and_published(leila: User, hassan: User, signed_in: SignedIn, language: str) -> None:
    page = lesson_page(language=language)
    before = live(page)

    submit(signed_in(leila), page, "Première version.")
    answer(signed_in(hassan), page, "reject", "Citez l’article.")
    assert (waiting(page).status, waiting(page).comment, live(page)) == ("rejected", "Citez l’article.", before)

    submit(signed_in(leila), page, "Seconde version.")
    assert live(page) == before
    answer(signed_in(hassan), page, "approve")

    assert "Seconde version." in live(page)
    assert LessonPage.objects.get(pk=page.pk).current_workflow_state is None


@LANGUAGES
@pytest.mark.parametrize("comment", ["", "   "])
def test_a_refusal_without_a_comment_is_not_taken(
    leila: User, hassan: User, signed_in: SignedIn, language: str, comment: str
) -> None:
    page = lesson_page(language=language)
    submit(signed_in(leila), page, "Une version.")

    told = answer(signed_in(hassan), page, "reject", comment)

    assert (told["step"], "error-message" in told["html"]) == ("action", True)
    assert (waiting(page).status, waiting(page).comment) == ("in_progress", "")


def test_a_refusal_without_a_comment_is_not_taken_by_another_way_either(
    leila: User, hassan: User, signed_in: SignedIn
) -> None:
    page = lesson_page()
    submit(signed_in(leila), page, "Une version.")
    sent = {"action-workflow-action": "true", "workflow-action-name": "reject", "workflow-action-extra-data": "{}"}

    response = signed_in(hassan).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        lesson_form(page, "Une version.", change_kind="typo") | sent,
    )

    assert (response.status_code, response["Location"], waiting(page).status) == (302, "/cms/", "in_progress")


def test_an_author_validates_nothing(leila: User, signed_in: SignedIn) -> None:
    page = lesson_page()
    client = signed_in(leila)
    submit(client, page, "Une version.")
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", waiting(page).pk])

    refused = client.post(url, headers=SCRIPT)

    assert (refused.status_code, waiting(page).status) == (403, "in_progress")


def test_what_an_earlier_task_was_asked_is_taken_over(leila: User, signed_in: SignedIn) -> None:
    ValidationTask.objects.all().delete()
    earlier = GroupApprovalTask.objects.create(name="Validation")
    earlier.groups.set(Group.objects.filter(name=Role.VALIDATOR))
    WorkflowTask.objects.create(workflow=Workflow.objects.get(), task=earlier)
    submit(signed_in(leila), lesson_page(), "Une version.")

    prepare_site()

    assert [each.task.specific for each in TaskState.objects.all()] == [ValidationTask.objects.get()]
    assert list(WorkflowTask.objects.values_list("task", flat=True)) == [ValidationTask.objects.get().pk]
    assert not GroupApprovalTask.objects.exists()


SECRETS = ("Titre secret", "Résumé secret", "Texte secret", "Motif secret", "Remarque secrete", "Change secret")
ADDRESSES = [
    "/fr/lecons/suite/", "/fr/modules/premier/", "/fr/parcours/essai/", "/fr/catalogue/", "/fr/", "/fr/dashboard/",
    "/fr/search/?q=secret", "/fr/mises-a-jour/", "/fr/lecons/tout/",
]  # fmt: skip


def plant(client: Client, author: User) -> LessonPage:
    """Submit a page whose every text is a secret, and comment on it."""
    page = lesson_page()
    data = {"title": "Titre secret", "summary": "Résumé secret", "change_note": "Change secret"}
    submit(client, page, "Texte secret", **data)
    Comment.objects.create(page=page, user=author, text="Remarque secrete", contentpath="summary")
    return page


def test_no_learner_sees_a_draft_or_a_comment(leila: User, hassan: User, amina: User, signed_in: SignedIn) -> None:
    page = plant(signed_in(leila), leila)
    answer(signed_in(hassan), page, "reject", "Motif secret")
    at_the_desk = signed_in(leila).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    at_home = signed_in(leila).get(reverse("wagtailadmin_home")).content.decode()
    assert [secret in at_the_desk + at_home for secret in SECRETS] == [True] * len(SECRETS)

    enrol_many([amina], edition=Course.objects.get(slug="essai").editions.get(), by=None, at=timezone.now())
    client = signed_in(amina)
    shown = {address: client.get(address) for address in ADDRESSES if exists(address)}

    assert "Un texte." in shown["/fr/lecons/suite/"].content.decode()
    assert not [(address, secret) for address, response in shown.items() for secret in SECRETS
                if secret in response.content.decode()]  # fmt: skip
    assert client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 403
    assert client.get("/cms/api/main/pages/").status_code == 403


def exists(address: str) -> bool:
    """Whether the address is one of this platform yet: the search has a home of its own."""
    try:
        return not address.startswith("/fr/search/") or bool(reverse("search"))
    except NoReverseMatch:
        return False


@LANGUAGES
def test_a_submitted_page_may_be_withdrawn(leila: User, signed_in: SignedIn, language: str) -> None:
    page = lesson_page(language=language)
    client = signed_in(leila)
    submit(client, page, "Une version.")

    client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        lesson_form(page, "Une version.", change_kind="typo") | {"action-cancel-workflow": "1"},
    )

    assert list(WorkflowState.objects.values_list("status", flat=True)) == ["cancelled"]
    assert "Une version." not in live(page)
