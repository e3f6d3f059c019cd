"""Awareness and news: what the public may read, and what prints on one sheet."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import BriefStream
from cms.models.addressed import AddressedPage


class AwarenessPage(AddressedPage):
    """The list of news, brochures and studies, and the place of their pages in the tree."""

    introduction = models.TextField(_("introduction"), blank=True)

    url_name = "awareness"
    template = "cms/awareness_page.html"
    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.NewsPage"]
    content_panels = [*AddressedPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("awareness and news")
        verbose_name_plural = _("awareness and news")


class NewsPage(AddressedPage):
    """A piece of news, a brochure that prints on one sheet, or the notice of a study with its citation."""

    class Kind(models.TextChoices):
        NEWS = "news", _("news item")
        BROCHURE = "brochure", _("brochure")
        STUDY = "study", _("study")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.NEWS)
    day = models.DateField(_("date"))
    summary = models.TextField(_("summary"))
    citation = models.CharField(
        _("citation"), max_length=500, blank=True, help_text=_("Of a study: authors, title, publisher, year.")
    )
    body = StreamField(BriefStream(), blank=True, verbose_name=_("text"))

    url_name = "news"
    template = "cms/news_page.html"
    parent_page_types = ["cms.AwarenessPage"]
    subpage_types: list[str] = []
    content_panels = [
        *AddressedPage.content_panels, FieldPanel("kind"), FieldPanel("day"), FieldPanel("summary"),
        FieldPanel("citation"), FieldPanel("body"),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("page of news")
        verbose_name_plural = _("pages of news")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="study", citation=""),
                name="study_has_a_citation",
                violation_error_message=_("A study needs its citation."),
            )
        ]

    def address_slug(self) -> str:
        return str(self.slug)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "body": self.body_in_its_language(),
            "breadcrumb": [(gettext("Awareness and news"), reverse("awareness")), (self.title, None)],
        }
