"""Home, catalogue, and the pages of law, privacy and help."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import BriefStream
from cms.models.addressed import AddressedPage


class HomePage(AddressedPage):
    """What this is and for whom; the root of one language."""

    notice = models.TextField(_("notice on the texts of law and the cases"), blank=True)
    law_described_on = models.DateField(_("the law is described as of"), null=True, blank=True)

    url_name = "home"
    template = "cms/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.CataloguePage", "cms.AwarenessPage", "cms.StandardPage"]
    content_panels = [*AddressedPage.content_panels, FieldPanel("notice"), FieldPanel("law_described_on")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class CataloguePage(AddressedPage):
    """The list of courses, and the place of their pages in the tree."""

    introduction = models.TextField(_("introduction"), blank=True)

    url_name = "catalogue"
    template = "cms/catalogue_page.html"
    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CoursePage", "cms.ModulePage"]
    content_panels = [*AddressedPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")


class StandardPage(AddressedPage):
    """A page of text with an address of its own, such as the legal notice."""

    summary = models.TextField(_("summary"), blank=True)
    body = StreamField(BriefStream(), blank=True, verbose_name=_("text"))

    url_name = "page"
    template = "cms/standard_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    content_panels = [*AddressedPage.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    def address_slug(self) -> str:
        return str(self.slug)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"body": self.body_in_its_language()}
