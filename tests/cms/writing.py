"""What authors and validators do in the editor, as their browsers send it."""

import json
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState
from wagtail.test.utils.form_data import nested_form_data, rich_text

from cms.models import LessonPage

SCRIPT = {"x-requested-with": "XMLHttpRequest"}


def lesson_page(slug: str = "suite", language: str = "fr") -> LessonPage:
    page: LessonPage = LessonPage.objects.get(lesson__slug=slug, locale__language_code=language)
    return page


def block_id(language: str = "fr") -> str:
    """The id of the one block of the short lesson."""
    return str(lesson_page(language=language).body.raw_data[0]["id"])


def text_of(page: LessonPage) -> str:
    """What the first block of a page says."""
    return str(page.body[0].value.source)


def lesson_form(page: LessonPage, text: str, **fields: str) -> dict[str, Any]:
    """The form of the short lesson with another text in its one block; `fields` are what else is filled in."""
    newest = page.get_latest_revision_as_object()
    block = {
        "type": "text", "value": rich_text(f"<p>{text}</p>"), "deleted": "", "order": "0",
        "id": newest.body.raw_data[0]["id"],
    }  # fmt: skip
    data = {"title": newest.title, "slug": newest.slug, "summary": newest.summary, "body": {"0": block, "count": "1"}}
    filled: dict[str, Any] = nested_form_data(data) | fields
    return filled


def write(client: Client, page: LessonPage, text: str, **fields: str) -> HttpResponse:
    """Send the editor's form, where an action such as `action-submit` may be among `fields`."""
    data = lesson_form(page, text, **{name.replace("_", "-", 1) if name.startswith("action") else name: value
                                      for name, value in fields.items()})  # fmt: skip
    return cast(HttpResponse, client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data))


def submit(client: Client, page: LessonPage, text: str, **fields: str) -> HttpResponse:
    return write(client, page, text, **({"change_kind": "clarification", "action_submit": "1"} | fields))


def publish(client: Client, page: LessonPage, text: str, **fields: str) -> HttpResponse:
    return write(client, page, text, **({"change_kind": "clarification", "action_publish": "1"} | fields))


def waiting(page: LessonPage) -> TaskState:
    """The task that a validator has with a page, or had last."""
    return TaskState.objects.for_instance(page).latest("pk")


def answer(client: Client, page: LessonPage, action: str, comment: str = "") -> dict[str, Any]:
    """Approve or refuse as the window of the editor does; return what the server says."""
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, waiting(page).pk])
    told: dict[str, Any] = json.loads(client.post(url, {"comment": comment}, headers=SCRIPT).content)
    return told
