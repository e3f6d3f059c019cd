"""Pages reached by the address of what they show, and not by their place in the tree."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from wagtail.models import Page

from cms.content_language import ContentLanguage
from cms.desk.changes import ChangeKind
from cms.desk.forms import DeskPageForm
from cms.desk.panels import change_panel
from cms.readers import Reader, chosen_reader, mode_of, reader_of
from jurisdictions.models import Region
from library.queries import penalty_phrases
from lms.lib.languages import reading_language

_NAMES = (("fr", gettext_lazy("French")), ("ar", gettext_lazy("Arabic")))


def _learner_words(language: Any, region: Region | None) -> str:
    place = region.name if region else gettext("no region")
    return gettext("A learner: %(language)s, %(place)s") % {"language": str(language).lower(), "place": place}


class AddressedPage(Page):
    """A page whose address is a URL name, in the language of its locale.

    Each revision says what kind of change it is, once the page is published.
    """

    change_kind = models.CharField(gettext_lazy("kind of change"), max_length=13, choices=ChangeKind, blank=True)
    change_note = models.CharField(
        gettext_lazy("what changes, in a sentence"), max_length=300, blank=True,
        help_text=gettext_lazy("Shown in the history; for a change of law, also to those already certified."),
    )  # fmt: skip

    url_name: ClassVar[str]
    private_page_options: ClassVar[list[str]] = []
    base_form_class = DeskPageForm
    exclude_fields_in_copy = ["change_kind", "change_note"]
    content_panels = [*Page.content_panels, change_panel()]

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
        return context | {"content": self.content, "reader": SimpleLazyObject(lambda: reader_of(request))} | kwargs

    @property
    def content(self) -> ContentLanguage:
        """The language of the text beside that of the page being made."""
        return ContentLanguage(self.locale.language_code, reading_language())

    def body_in_its_language(self) -> SafeString:
        """The blocks of the page, whatever the language of the page around them."""
        with translation.override(self.locale.language_code):
            html: SafeString = render_to_string(
                "cms/_body.html", {"body": self.body, "phrases": SimpleLazyObject(penalty_phrases)}
            )
            return html

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The page as it is edited, and as a learner of each language and region reads it."""
        regions: list[Region | None] = [None, *Region.objects.all()]
        learners = [
            (mode_of(code, region), _learner_words(name, region)) for region in regions for code, name in _NAMES
        ]
        return [("", gettext("As it is edited")), *learners]

    @property
    def default_preview_mode(self) -> str:
        return ""

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """The page as a learner will see it: in its own language, or in that of the reader whom the author chose.

        A reader of the other language is given the other page where there is one, as it now stands there.
        """
        reader = chosen_reader(mode_name) or Reader(self.locale.language_code)
        page = self if reader.language == self.locale.language_code else self._other_page() or self
        with translation.override(reader.language):
            response: TemplateResponse = super(AddressedPage, page).serve_preview(request, mode_name)
            response.render()
            return response

    def _other_page(self) -> "AddressedPage | None":
        other = type(self)._default_manager.filter(translation_key=self.translation_key).exclude(pk=self.pk).first()
        return other.get_latest_revision_as_object() if other else None


class ShownPage(AddressedPage):
    """A page that shows one course, module or lesson: at most one in each language.

    A page made with a new lesson or module writes it when it is first saved.
    """

    shows: ClassVar[str]

    class Meta:
        abstract = True

    @property
    def shown(self) -> Any:
        return getattr(self, self.shows)

    def address_slug(self) -> str:
        return str(self.shown.slug)

    def place_shown(self) -> None:
        """Give a new object what only its neighbours tell, such as its position among them."""

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.shown.pk is None:
            self.place_shown()
            self.shown.save()
            setattr(self, self.shows, self.shown)
        self.translation_key = self.shown.uuid
        return super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if getattr(self, f"{self.shows}_id") is None:
            return
        self.translation_key = self.shown.uuid
        if self.pk and self._shown_before() != self.shown.pk:
            raise ValidationError(
                {self.shows: gettext("A page keeps showing what it was made for. Make another page.")}
            )
        same = Page.objects.filter(translation_key=self.shown.uuid, locale_id=self.locale_id).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({self.shows: gettext("This already has a page in this language.")})

    def _shown_before(self) -> int | None:
        stored: models.QuerySet[Any] = type(self)._base_manager.filter(pk=self.pk)
        return stored.values_list(f"{self.shows}_id", flat=True).first()
