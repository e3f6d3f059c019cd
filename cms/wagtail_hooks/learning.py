"""Courses, editions, modules, lessons, questions and quizzes at the author's desk, each with search and history."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from assessments.models import Question, Quiz
from cms.desk.columns import YesNo
from cms.desk.object_forms import EditionForm
from cms.desk.question_forms import QuestionForm
from cms.desk.row_forms import SideBySide
from courses.models import Course, Edition, Lesson, Module

FORM = "cms/desk/rows_form.html"


class Index(generic.IndexView):
    """A list that reads what its rows show in the same query."""

    related: ClassVar[tuple[str, ...]] = ()

    def get_base_queryset(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_base_queryset()
        return rows.select_related(*self.related) if self.related else rows


class Desk(ModelViewSet):
    """What every object of the desk has in common: no copies, a form with both languages side by side."""

    copy_view_enabled = False
    list_per_page = 25
    create_template_name = FORM
    edit_template_name = FORM
    object_form: ClassVar[Any] = SideBySide
    related: ClassVar[tuple[str, ...]] = ()

    @property
    def index_view_class(self) -> type[Index]:
        return type("Index", (Index,), {"related": self.related})

    def get_form_class(self, for_update: bool = False) -> Any:
        if hasattr(self.object_form, "_meta") and self.object_form._meta.model:
            return self.object_form
        meta = type("Meta", (), {"model": self.model, "fields": self.form_fields})
        return type(f"{self.model.__name__}Form", (self.object_form,), {"Meta": meta})


class Courses(Desk):
    model = Course
    icon = "list-ol"
    list_display = ["code", "title", "regime", "hours"]
    list_filter = ["regime"]
    search_fields = ["code", "title_fr", "title_ar", "summary_fr", "summary_ar"]
    form_fields = [
        "code", "slug", "regime", "title_fr", "title_ar", "summary_fr", "summary_ar", "hours", "months_valid",
        "has_exam", "exam_from", "professions", "tutors",
    ]  # fmt: skip


class Editions(Desk):
    model = Edition
    icon = "date"
    list_display = ["__str__", "opens_on", "closes_on"]
    list_filter = ["course", "opens_on"]
    search_fields = ["course__code", "course__title_fr", "course__title_ar"]
    object_form = EditionForm
    related = ("course",)


class Modules(Desk):
    model = Module
    icon = "folder"
    list_display = ["code", "title", "minutes", YesNo(Module, "has_quiz")]
    list_filter = ["has_quiz"]
    search_fields = ["code", "title_fr", "title_ar", "slug"]
    form_fields = ["code", "slug", "title_fr", "title_ar", "minutes", "has_quiz"]


class Lessons(Desk):
    model = Lesson
    icon = "doc-full"
    list_display = ["title", "module", "position", "minutes"]
    list_filter = ["module"]
    search_fields = ["title_fr", "title_ar", "slug", "module__code"]
    form_fields = ["module", "slug", "title_fr", "title_ar", "position", "minutes"]
    related = ("module",)


class CoursesGroup(ViewSetGroup):
    menu_label = _("Courses")
    menu_icon = "list-ol"
    menu_order = 220
    items = (Courses, Editions, Modules, Lessons)


class Questions(Desk):
    model = Question
    icon = "help"
    list_display = ["code", "text", "kind", "difficulty", YesNo(Question, "is_retired")]
    list_filter = ["module", "kind", "difficulty", "is_situation", "is_retired"]
    search_fields = ["code", "text_fr", "text_ar"]
    object_form = QuestionForm


class Quizzes(Desk):
    model = Quiz
    icon = "pick"
    list_display = ["__str__", "kind", "question_count", "pass_mark_percent", "attempts_allowed"]
    list_filter = ["kind", "counts", "pass_mark_percent"]
    search_fields = ["module__code", "module__title_fr", "module__title_ar", "course__title_fr", "course__title_ar"]
    form_fields = [
        "kind", "module", "course", "blueprint", "question_count", "pass_mark_percent", "attempts_allowed",
        "wait_between", "wait_before_last", "time_limit", "counts", "review",
    ]  # fmt: skip
    related = ("module", "course")


class QuestionsGroup(ViewSetGroup):
    menu_label = _("Questions")
    menu_icon = "help"
    menu_order = 230
    items = (Questions, Quizzes)


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # Wagtail has no types
def courses_and_questions() -> list[ViewSetGroup]:
    return [CoursesGroup(), QuestionsGroup()]
