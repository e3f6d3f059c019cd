"""The tutor's guide of a module."""

from typing import Any
from uuid import UUID, uuid5

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import BriefStream
from cms.models.addressed import AddressedPage
from courses.models import Module


class GuidePage(AddressedPage):
    """Purpose, timing, exercises and debrief of a session on one module, for whoever animates it."""

    module = models.ForeignKey(Module, models.PROTECT, related_name="+", verbose_name=_("module"))
    summary = models.TextField(_("summary"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), help_text=_("Length of the group session."))
    body = StreamField(BriefStream(), verbose_name=_("text"))

    url_name = "guide"
    template = "cms/guide_page.html"
    parent_page_types = ["cms.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *AddressedPage.content_panels, FieldPanel("module"), FieldPanel("summary"), FieldPanel("minutes"),
        FieldPanel("body"),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("tutor’s guide")
        verbose_name_plural = _("tutors’ guides")

    @staticmethod
    def key_of(module: Module) -> UUID:
        """What the French and the Arabic guide of `module` have in common."""
        return uuid5(module.uuid, "guide")

    def address_slug(self) -> str:
        return str(self.module.slug)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.translation_key = self.key_of(self.module)
        return super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "body": self.body_in_its_language(),
            "breadcrumb": [
                (gettext("Tutors’ guides"), reverse("guides")),
                (self.module.title, self.module.get_absolute_url()),
                (gettext("Guide"), None),
            ],
        }
