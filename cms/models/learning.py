"""The pages of a course, a module and a lesson."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from accounts.models import User
from assessments.queries.course_tests import course_tests, outlined_tests
from cms.blocks import BriefStream, LessonStream
from cms.desk.new_objects import CoursePageForm, LessonPageForm, ModulePageForm
from cms.desk.panels import ShownPanel, new_object_panel
from cms.models.addressed import AddressedPage, ShownPage
from cms.outlines import LessonPlace, course_seen, lessons_of, module_outline
from cms.readers import Reader
from cms.referrals import with_services
from cms.rendering import body_html, published_html
from courses.models import Course, Lesson, Module
from courses.queries import next_module_code, next_position
from enrolments.models import LessonProgress, UpdateAsked
from enrolments.queries import updates_still_asked
from lms.lib.dates import day_of


class CoursePage(ShownPage):
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    body = StreamField(BriefStream(required=False), blank=True, verbose_name=_("text"))

    shows = "course"
    url_name = "course"
    template = "cms/course_page.html"
    parent_page_types = ["cms.CataloguePage"]
    subpage_types: list[str] = []
    base_form_class = CoursePageForm
    content_panels = [*AddressedPage.content_panels, FieldPanel("course"), ShownPanel("course"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of a course")
        verbose_name_plural = _("pages of courses")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        learner = request.user if request.user.is_authenticated else None
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        standing = course_seen(self.course, learner=learner, on=day_of(now))
        own = course_tests(learner, courses=[standing], at=now) if learner and standing.enrolment else {}
        return context | {
            "standing": standing,
            "tests": own.get(self.course_id),
            "outlined": [] if standing.enrolment else outlined_tests(self.course_id),
            "breadcrumb": [_catalogue(), (self.content.words(self.title), None)],
            "body": self.body_in_its_language(),
        }


class ModulePage(ShownPage):
    module = models.ForeignKey(Module, models.PROTECT, related_name="+", verbose_name=_("module"))
    summary = models.TextField(_("summary"), blank=True)
    objectives = models.TextField(_("objectives"), blank=True, help_text=_("One a line."))

    shows = "module"
    url_name = "module"
    template = "cms/module_page.html"
    parent_page_types = ["cms.CataloguePage"]
    subpage_types = ["cms.LessonPage", "cms.GuidePage"]
    base_form_class = ModulePageForm
    content_panels = [
        *AddressedPage.content_panels, ShownPanel("module"),
        new_object_panel("existing", "minutes", "has_quiz", heading=_("Module of this page")),
        FieldPanel("summary"), FieldPanel("objectives"),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("page of a module")
        verbose_name_plural = _("pages of modules")

    def place_shown(self) -> None:
        self.module.code = next_module_code()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        learner = request.user if request.user.is_authenticated else None
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "outline": module_outline(self.module, learner=learner, on=day_of(timezone.now())),
            "breadcrumb": [_catalogue(), (self.content.words(self.title), None)],
        }


class LessonPage(ShownPage):
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="+", verbose_name=_("lesson"))
    summary = models.TextField(_("summary"))
    body = StreamField(LessonStream(), verbose_name=_("text"))

    shows = "lesson"
    url_name = "lesson"
    template = "cms/lesson_page.html"
    parent_page_types = ["cms.ModulePage"]
    subpage_types: list[str] = []
    base_form_class = LessonPageForm
    content_panels = [
        *AddressedPage.content_panels, ShownPanel("lesson"),
        new_object_panel("existing", "minutes", heading=_("Lesson of this page")),
        FieldPanel("summary"), FieldPanel("body"),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("page of a lesson")
        verbose_name_plural = _("pages of lessons")

    def place_shown(self) -> None:
        self.lesson.position = next_position(self.lesson.module)

    def get_context(
        self, request: HttpRequest, *args: Any, progress: LessonProgress | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """The lesson among its neighbours; `progress` is the reader's own, `None` for an author."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        module = self.lesson.module
        cycle = progress.cycle if progress else None
        learner = request.user if progress and request.user.is_authenticated else None
        lessons = lessons_of(module.pk, learner=learner, cycle=cycle)
        if self.lesson.pk is None:  # a new page that is previewed before it is saved
            lessons = (*lessons, self.lesson)
        title = self.content.words(self.title)
        return context | {
            "place": LessonPlace(lessons, self.lesson),
            "progress": progress,
            "asked": self._asked(learner) if learner and progress and progress.done_at else [],
            "body": self._body(request, reader=context["reader"]),
            "breadcrumb": [_catalogue(), (module.title, module.get_absolute_url()), (title, None)],
        }

    def _asked(self, learner: User) -> list[UpdateAsked]:
        return list(updates_still_asked(learner).filter(change__lesson=self.lesson))

    def _body(self, request: HttpRequest, *, reader: Reader) -> str:
        with translation.override(self.locale.language_code):
            return with_services(self._body_for_all(request), reader=reader)

    def _body_for_all(self, request: HttpRequest) -> str:
        if getattr(request, "is_preview", False) or self.last_published_at is None:
            return body_html(self.body)
        return published_html(self.body, revision=f"{self.pk}:{self.last_published_at.timestamp()}")


def _catalogue() -> tuple[str, str]:
    return gettext("Catalogue"), reverse("catalogue")
