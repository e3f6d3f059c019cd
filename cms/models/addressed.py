"""Pages reached by the address of what they show, and not by their place in the tree."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page


class AddressedPage(Page):
    """A page whose address is a URL name, in the language of its locale."""

    url_name: ClassVar[str]
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def address_slug(self) -> str | None:
        """The slug in the address, `None` where the name alone is the address."""
        return None

    def address(self) -> str:
        slug = self.address_slug()
        with translation.override(self.locale.language_code):
            return reverse(self.url_name, kwargs={"slug": slug} if slug else None)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return (parts[0], parts[1], self.address()) if parts else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the template reads: the page, and what the view gives it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | kwargs

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """The page as a learner will see it, in its own language."""
        with translation.override(self.locale.language_code):
            response: TemplateResponse = super().serve_preview(request, mode_name)
            response.render()
            return response


class ShownPage(AddressedPage):
    """A page that shows one course, module or lesson: at most one in each language."""

    shows: ClassVar[str]

    class Meta:
        abstract = True

    @property
    def shown(self) -> Any:
        return getattr(self, self.shows)

    def address_slug(self) -> str:
        return str(self.shown.slug)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.translation_key = self.shown.uuid
        return super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if getattr(self, f"{self.shows}_id") is None:
            return
        self.translation_key = self.shown.uuid
        if self.pk and self._shown_before() != self.shown.pk:
            raise ValidationError({self.shows: _("A page keeps showing what it was made for. Make another page.")})
        same = Page.objects.filter(translation_key=self.shown.uuid, locale_id=self.locale_id).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({self.shows: _("This already has a page in this language.")})

    def _shown_before(self) -> int | None:
        stored: models.QuerySet[Any] = type(self)._base_manager.filter(pk=self.pk)
        return stored.values_list(f"{self.shows}_id", flat=True).first()
