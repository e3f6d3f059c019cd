"""An author adds a lesson or a module in one step: by making its page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.models import User
from cms.models import CataloguePage, CoursePage, LessonPage, ModulePage
from courses.models import Course, Lesson, Module
from tests.cms.writing import lesson_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]


def module_page(language: str = "fr") -> ModulePage:
    page: ModulePage = ModulePage.objects.get(module__slug="premier", locale__language_code=language)
    return page


def add_url(model: str, parent: Any) -> str:
    return reverse("wagtailadmin_pages:add", args=["cms", model, parent.pk])


def new_lesson(slug: str = "neuve", title: str = "Une leçon neuve", **fields: Any) -> dict[str, Any]:
    body = streamfield([("text", rich_text("<p>Bonjour.</p>"))])
    data: dict[str, Any] = nested_form_data({"title": title, "slug": slug, "summary": "Neuf.", "body": body})
    return data | {"minutes": "15", "existing": ""} | fields


def test_a_new_page_makes_its_lesson_at_the_end_of_the_module(leila: User, signed_in: SignedIn) -> None:
    response = signed_in(leila).post(add_url("lessonpage", module_page()), new_lesson())

    page = lesson_page("neuve")
    assert (response.status_code, page.live, page.translation_key) == (302, False, page.lesson.uuid)
    facts = Lesson.objects.filter(pk=page.lesson.pk).values_list("module__slug", "title_fr", "minutes", "position")
    assert facts.get() == ("premier", "Une leçon neuve", 15, 2)


def test_an_arabic_page_may_come_first(leila: User, signed_in: SignedIn) -> None:
    signed_in(leila).post(add_url("lessonpage", module_page("ar")), new_lesson(title="درس جديد"))

    lesson = lesson_page("neuve", "ar").lesson
    assert (lesson.title_ar, lesson.title_fr, lesson.slug) == ("درس جديد", "", "neuve")


def test_until_it_is_published_the_lesson_follows_its_page(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    client.post(add_url("lessonpage", module_page()), new_lesson(slug="une-le", title="Une le"))
    page = lesson_page("une-le")

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(edit, new_lesson(slug="une-lecon", title="Une leçon", minutes="25"))

    lesson = Lesson.objects.get(pk=page.lesson.pk)
    assert (lesson.slug, lesson.title_fr, lesson.minutes, LessonPage.objects.filter(lesson=lesson).count()) == (
        "une-lecon", "Une leçon", 25, 1,
    )  # fmt: skip
    assert 'name="minutes"' in client.get(edit).content.decode()


def test_a_published_lesson_keeps_its_address_and_minutes(leila: User, signed_in: SignedIn) -> None:
    page = lesson_page()
    shown = signed_in(leila).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert ('name="minutes"' in shown, 'name="lesson"' in shown, 'name="existing"' in shown) == (False, False, False)
    assert page.lesson.title_fr in shown


@pytest.mark.parametrize("slug", ["suite", "tout", "درس-جديد", "leçon"])
def test_an_address_that_is_taken_or_not_latin_is_refused(leila: User, signed_in: SignedIn, slug: str) -> None:
    LessonPage.objects.filter(lesson__slug=slug, locale__language_code="fr").update(slug="ailleurs")
    before = Lesson.objects.count()

    response = signed_in(leila).post(add_url("lessonpage", module_page()), new_lesson(slug=slug))

    assert (list(response.context["form"].errors), Lesson.objects.count()) == (["slug"], before)


def test_a_lesson_without_a_page_in_this_language_may_be_taken(leila: User, signed_in: SignedIn) -> None:
    lesson = lesson_page(language="ar").lesson
    lesson_page(language="ar").delete()
    client = signed_in(leila)
    choices = client.get(add_url("lessonpage", module_page("ar"))).context["form"].fields["existing"].queryset
    assert list(choices) == [lesson]

    client.post(add_url("lessonpage", module_page("ar")), new_lesson(slug="suite", existing=str(lesson.pk)))

    assert (lesson_page(language="ar").lesson, Lesson.objects.count()) == (lesson, 2)


def test_a_preview_of_a_new_page_makes_nothing(leila: User, signed_in: SignedIn) -> None:
    url = reverse("wagtailadmin_pages:preview_on_add", args=["cms", "lessonpage", module_page("ar").pk])
    client = signed_in(leila)

    told = client.post(url, new_lesson(title="درس جديد")).json()
    shown = client.get(url).content.decode()

    assert (told, Lesson.objects.count()) == ({"is_valid": True, "is_available": True}, 2)
    assert ('<html lang="ar" dir="rtl">' in shown, "درس جديد" in shown) == (True, True)


def test_a_new_module_page_makes_its_module(leila: User, signed_in: SignedIn) -> None:
    Module.objects.create(code="M7", slug="m7", title_fr="Sept", minutes=10)
    catalogue = CataloguePage.objects.get(locale__language_code="fr")
    sent = {"title": "Un module", "slug": "un-module", "summary": "", "objectives": "", "minutes": "80", "existing": ""}

    response = signed_in(leila).post(add_url("modulepage", catalogue), sent)

    module = ModulePage.objects.get(slug="un-module").module
    assert response.status_code == 302
    assert (module.code, module.slug, module.title_fr, module.minutes, module.has_quiz) == (
        "M8", "un-module", "Un module", 80, False,
    )  # fmt: skip


def test_a_course_is_chosen_once(leila: User, signed_in: SignedIn) -> None:
    other = Course.objects.create(code="X", slug="x", regime="initial", title_fr="X", hours=1)
    catalogue, client = CataloguePage.objects.get(locale__language_code="fr"), signed_in(leila)
    offered = client.get(add_url("coursepage", catalogue)).context["form"].fields["course"].queryset
    assert list(offered) == [other]

    page = CoursePage.objects.get(course__slug="essai", locale__language_code="fr")
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert ('name="course"' in shown, page.course.title in shown) == (False, True)


def test_the_outsider_adds_nothing(driss: User, signed_in: SignedIn) -> None:
    response = signed_in(driss).post(add_url("lessonpage", module_page()), new_lesson())

    assert (response.status_code, Lesson.objects.count()) == (403, 2)
