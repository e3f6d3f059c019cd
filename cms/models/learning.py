"""The pages of a course, a module and a lesson."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import BriefStream, LessonStream
from cms.models.addressed import ShownPage
from cms.outlines import LessonPlace, course_seen, lessons_of, module_outline
from cms.rendering import body_html, published_html
from courses.models import Course, Lesson, Module
from enrolments.models import LessonProgress
from library.queries import penalty_phrases
from lms.lib.dates import day_of


class CoursePage(ShownPage):
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    body = StreamField(BriefStream(required=False), blank=True, verbose_name=_("text"))

    shows = "course"
    url_name = "course"
    template = "cms/course_page.html"
    parent_page_types = ["cms.CataloguePage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("course"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of a course")
        verbose_name_plural = _("pages of courses")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        learner = request.user if request.user.is_authenticated else None
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "standing": course_seen(self.course, learner=learner, on=day_of(timezone.now())),
            "breadcrumb": [_catalogue(), (self.title, None)],
            "phrases": SimpleLazyObject(penalty_phrases),
        }


class ModulePage(ShownPage):
    module = models.ForeignKey(Module, models.PROTECT, related_name="+", verbose_name=_("module"))
    summary = models.TextField(_("summary"), blank=True)
    objectives = models.TextField(_("objectives"), blank=True, help_text=_("One a line."))

    shows = "module"
    url_name = "module"
    template = "cms/module_page.html"
    parent_page_types = ["cms.CataloguePage"]
    subpage_types = ["cms.LessonPage"]
    content_panels = [*Page.content_panels, FieldPanel("module"), FieldPanel("summary"), FieldPanel("objectives")]

    class Meta:
        verbose_name = _("page of a module")
        verbose_name_plural = _("pages of modules")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        learner = request.user if request.user.is_authenticated else None
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "outline": module_outline(self.module, learner=learner, on=day_of(timezone.now())),
            "breadcrumb": [_catalogue(), (self.title, None)],
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
    content_panels = [*Page.content_panels, FieldPanel("lesson"), FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of a lesson")
        verbose_name_plural = _("pages of lessons")

    def get_context(
        self, request: HttpRequest, *args: Any, progress: LessonProgress | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """The lesson among its neighbours; `progress` is the reader's own, `None` for an author."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        module = self.lesson.module
        cycle = progress.cycle if progress else None
        learner = request.user if progress and request.user.is_authenticated else None
        lessons = lessons_of(module.pk, learner=learner, cycle=cycle)
        return context | {
            "place": LessonPlace(lessons, self.lesson),
            "progress": progress,
            "body": self._body(request),
            "breadcrumb": [_catalogue(), (module.title, module.get_absolute_url()), (self.title, None)],
        }

    def _body(self, request: HttpRequest) -> str:
        if getattr(request, "is_preview", False) or self.last_published_at is None:
            return body_html(self.body)
        return published_html(self.body, revision=f"{self.pk}:{self.last_published_at.timestamp()}")


def _catalogue() -> tuple[str, str]:
    return gettext("Catalogue"), reverse("catalogue")
