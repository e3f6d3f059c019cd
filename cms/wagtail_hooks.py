"""The author's desk: the entries beside the pages, and what may not be done to a page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from assessments.models import Choice, Question, Quiz
from cms.models.addressed import AddressedPage, ShownPage
from courses.models import Course, Edition, Lesson, Module
from library.models import Dimension, Figure, Indicator, LegalReference, Penalty


class LegalReferences(SnippetViewSet):
    model = LegalReference
    icon = "openquote"
    list_display = ["code", "title", "confidence"]
    list_filter = ["confidence"]
    search_fields = ["code", "title_fr", "title_ar", "law_fr", "law_ar"]


class Penalties(SnippetViewSet):
    model = Penalty
    icon = "lock"
    list_display = ["article", "kind", "phrase"]
    search_fields = ["article", "phrase_fr", "phrase_ar"]


class Dimensions(SnippetViewSet):
    model = Dimension
    icon = "folder-open-inverse"
    list_display = ["code", "guide", "name"]
    list_filter = ["guide"]
    search_fields = ["code", "name_fr", "name_ar"]


class Indicators(SnippetViewSet):
    model = Indicator
    icon = "list-ul"
    list_display = ["code", "label", "weight_adult", "weight_child"]
    list_filter = ["dimension__guide", "weight_adult"]
    search_fields = ["code", "label_fr", "label_ar"]


class Figures(SnippetViewSet):
    model = Figure
    icon = "decimal"
    list_display = ["code", "value", "definition", "period"]
    search_fields = ["code", "definition_fr", "definition_ar"]


class LibraryGroup(SnippetViewSetGroup):
    menu_label = _("Library")
    menu_icon = "folder-open-inverse"
    menu_order = 210
    items = (LegalReferences, Penalties, Indicators, Dimensions, Figures)


register_snippet(LibraryGroup)


class Courses(ModelViewSet):
    model = Course
    icon = "list-ol"
    list_display = ["code", "title", "regime", "hours"]
    search_fields = ["code", "title_fr", "title_ar"]
    form_fields = [
        "code", "slug", "regime", "title_fr", "title_ar", "summary_fr", "summary_ar", "hours", "months_valid",
        "professions",
    ]  # fmt: skip


class Editions(ModelViewSet):
    model = Edition
    icon = "date"
    list_display = ["course", "number", "opens_on", "closes_on"]
    form_fields = ["course", "number", "opens_on", "closes_on"]


class Modules(ModelViewSet):
    model = Module
    icon = "folder"
    list_display = ["code", "title", "minutes"]
    search_fields = ["code", "title_fr", "title_ar"]
    form_fields = ["code", "slug", "title_fr", "title_ar", "minutes", "has_quiz"]


class Lessons(ModelViewSet):
    model = Lesson
    icon = "doc-full"
    list_display = ["title", "module", "position", "minutes"]
    list_filter = ["module"]
    search_fields = ["title_fr", "title_ar", "slug"]
    form_fields = ["module", "slug", "title_fr", "title_ar", "position", "minutes"]


class CoursesGroup(ViewSetGroup):
    menu_label = _("Courses")
    menu_icon = "list-ol"
    menu_order = 220
    items = (Courses, Editions, Modules, Lessons)


class Questions(ModelViewSet):
    model = Question
    icon = "help"
    list_display = ["code", "text", "kind", "difficulty", "is_retired"]
    list_filter = ["module", "kind", "difficulty", "is_retired"]
    search_fields = ["code", "text_fr", "text_ar"]
    form_fields = [
        "code", "module", "lesson", "kind", "difficulty", "is_situation", "is_retired", "text_fr", "text_ar",
        "feedback_fr", "feedback_ar", "legal_references", "indicators",
    ]  # fmt: skip


class Choices(ModelViewSet):
    model = Choice
    icon = "list-ul"
    list_display = ["question", "position", "text", "is_correct"]
    list_filter = ["is_correct"]
    search_fields = ["question__code", "text_fr", "text_ar"]
    form_fields = ["question", "position", "is_correct", "text_fr", "text_ar", "feedback_fr", "feedback_ar"]


class Quizzes(ModelViewSet):
    model = Quiz
    icon = "pick"
    list_display = ["module", "question_count", "pass_mark_percent", "attempts_allowed"]
    form_fields = ["module", "question_count", "pass_mark_percent", "attempts_allowed", "wait_before_last"]


class QuestionsGroup(ViewSetGroup):
    menu_label = _("Questions")
    menu_icon = "help"
    menu_order = 230
    items = (Questions, Choices, Quizzes)


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # Wagtail has no types
def courses_and_questions() -> list[ViewSetGroup]:
    return [CoursesGroup(), QuestionsGroup()]


@hooks.register("before_serve_page")  # type: ignore[untyped-decorator]  # Wagtail has no types
def canonical_only(page: Page, request: HttpRequest, args: object, kwargs: object) -> HttpResponse:
    """A page found by its place in the tree is sent to its address; nothing else is served there."""
    if not isinstance(page, AddressedPage):
        raise Http404
    return redirect(page.address(), permanent=True)


@hooks.register("before_copy_page")  # type: ignore[untyped-decorator]  # Wagtail has no types
def one_page_for_each(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A course, module or lesson has one page in each language, so its page is not copied."""
    if not isinstance(page.specific, ShownPage):
        return None
    messages.error(request, gettext("A course, a module or a lesson has one page in each language: it is not copied."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
