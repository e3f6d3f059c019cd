"""What authors and validators may do in the editor."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Workflow
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from cms.models import LessonPage, ModulePage, StandardPage
from cms.services.site import prepare_site
from courses.models import Lesson, Module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]


def page_of_text() -> StandardPage:
    page: StandardPage = StandardPage.objects.get(slug="aide", locale__language_code="fr")
    return page


def form(title: str, **action: str) -> dict[str, Any]:
    data: dict[str, Any] = nested_form_data({"title": title, "slug": "aide", "summary": "", "body": streamfield([])})
    return data | {"change_kind": "typo"} | action


def save(client: Client, title: str, **action: str) -> None:
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page_of_text().pk]), form(title, **action))
    assert response.status_code == 302


def test_an_author_edits_and_does_not_publish(leila: User, signed_in: SignedIn) -> None:
    permissions = page_of_text().permissions_for_user(leila)
    assert (permissions.can_edit(), permissions.can_publish(), permissions.can_delete()) == (True, False, False)

    save(signed_in(leila), "Aide corrigée", **{"action-publish": "1"})

    page = page_of_text()
    assert (page.title, page.get_latest_revision_as_object().title) == ("Aide", "Aide corrigée")


def test_what_an_author_submits_waits_for_a_validator(leila: User, hassan: User, signed_in: SignedIn) -> None:
    save(signed_in(leila), "Aide corrigée", **{"action-submit": "1"})
    page = page_of_text()
    task_state = page.current_workflow_task_state

    assert (page.title, task_state.task.name) == ("Aide", "Validation")
    task_state.approve(user=hassan)
    assert page_of_text().title == "Aide corrigée"


def test_a_validator_publishes(hassan: User, signed_in: SignedIn) -> None:
    save(signed_in(hassan), "Aide relue", **{"action-publish": "1"})

    assert page_of_text().title == "Aide relue"


def test_the_outsider_does_not_enter_the_editor(driss: User, leila: User, signed_in: SignedIn) -> None:
    home = reverse("wagtailadmin_home")

    refused = signed_in(driss).get(home)

    assert (refused.status_code, refused.templates[0].name) == (403, "403.html")
    assert signed_in(leila).get(home).status_code == 200


def test_a_stranger_at_the_editor_is_led_to_sign_in(client: Client) -> None:
    assert client.get(reverse("wagtailadmin_home"))["Location"] == "/fr/accounts/login/?next=/cms/"


def test_the_editor_asks_nobody_outside_for_news_and_offers_one_time_zone(
    administrator: User, signed_in: SignedIn
) -> None:
    client = signed_in(administrator)

    assert "w-upgrade" not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert "current_time_zone" not in client.get(reverse("wagtailadmin_account")).content.decode()


def test_a_lesson_is_previewed_in_its_own_language(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    for language in ("fr", "ar"):
        page = LessonPage.objects.get(lesson__slug="tout", locale__language_code=language)

        shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()

        assert (f'<html lang="{language}"' in shown, page.summary in shown) == (True, True)


def test_an_author_sees_and_searches_library_courses_and_questions(leila: User, signed_in: SignedIn) -> None:
    names = ["legalreference", "penalty", "indicator", "dimension", "figure"]
    lists = [reverse(f"wagtailsnippets_library_{name}:list") for name in names]
    lists += [reverse(f"{name}:index") for name in ("course", "edition", "module", "lesson", "question", "quiz")]
    client = signed_in(leila)

    assert {client.get(url + query).status_code for url in lists for query in ("", "?q=448", "?q=الفصل")} == {200}


def test_a_lesson_has_one_page_in_each_language(leila: User, signed_in: SignedIn) -> None:
    page = LessonPage.objects.get(lesson__slug="tout", locale__language_code="fr")
    second = LessonPage(title="Encore", slug="encore", lesson=page.lesson, locale=page.locale, summary="x", path="x")
    with pytest.raises(ValidationError) as refused:
        second.clean()
    assert list(refused.value.message_dict) == ["lesson"]

    response = signed_in(leila).get(reverse("wagtailadmin_pages:copy", args=[page.pk]))
    assert (response.status_code, LessonPage.objects.filter(lesson=page.lesson).count()) == (302, 2)


def test_a_page_keeps_its_lesson() -> None:
    page = LessonPage.objects.get(lesson__slug="tout", locale__language_code="fr")
    page.lesson = Lesson.objects.get(slug="suite")

    with pytest.raises(ValidationError, match="lesson"):
        page.clean()


def test_the_title_of_a_published_page_is_that_of_its_lesson() -> None:
    page = ModulePage.objects.get(module__slug="premier", locale__language_code="ar")
    page.title = "عنوان آخر"
    page.save_revision()
    assert Module.objects.get(slug="premier").title_ar == "الوحدة الأولى"

    page.get_latest_revision().publish()
    assert Module.objects.get(slug="premier").title_ar == "عنوان آخر"


def test_preparing_the_site_again_writes_nothing(django_assert_num_queries: Any) -> None:
    def rows() -> list[Any]:
        return [list(Group.permissions.through.objects.values()), list(Page.objects.values()), Workflow.objects.count()]

    before = rows()
    prepare_site()

    assert rows() == before
