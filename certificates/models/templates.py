"""The templates of the three documents, edited at the desk: sentences, colour, what is shown, in whose name."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PreviewableMixin, RevisionMixin

from certificates.document.design import Accent
from certificates.document.faces import holds
from certificates.models.certificate import Certificate
from certificates.models.issuers import IssuingBody

SENTENCES = ("title", "awarded", "reason", "nature")
ISSUERS_AT_MOST = 3
IN_ARABIC = forms.TextInput({"lang": "ar", "dir": "rtl"})  # the desk runs in the language of whoever edits


class DocumentTemplate(PreviewableMixin, RevisionMixin, ClusterableModel):
    """How one kind of certificate is worded and coloured. A certificate keeps the revision it was printed from."""

    kind = models.CharField(_("kind"), max_length=11, choices=Certificate.Kind, unique=True, editable=False)
    title_fr = models.CharField(_("heading in French"), max_length=60)
    title_ar = models.CharField(_("heading in Arabic"), max_length=60)
    awarded_fr = models.CharField(_("before the name, in French"), max_length=90)
    awarded_ar = models.CharField(_("before the name, in Arabic"), max_length=90)
    reason_fr = models.CharField(_("before what is certified, in French"), max_length=120)
    reason_ar = models.CharField(_("before what is certified, in Arabic"), max_length=120)
    nature_fr = models.CharField(_("at the foot, in French"), max_length=120, blank=True)
    nature_ar = models.CharField(_("at the foot, in Arabic"), max_length=120, blank=True)
    accent = models.CharField(_("colour"), max_length=10, choices=Accent, default=Accent.GREEN)
    shows_hours = models.BooleanField(_("shows the duration"), default=True)
    shows_modules = models.BooleanField(_("shows the modules"), default=True)
    shows_result = models.BooleanField(_("shows the result"), default=False)
    shows_law_date = models.BooleanField(_("shows the date of the described law"), default=True)
    issuers = ParentalManyToManyField(
        IssuingBody, blank=True, verbose_name=_("issuing bodies"), help_text=_("Three at most, in their own order.")
    )

    panels: ClassVar[list[object]] = [
        *(
            FieldRowPanel([FieldPanel(f"{name}_fr"), FieldPanel(f"{name}_ar", widget=IN_ARABIC)])
            for name in SENTENCES
        ),
        FieldPanel("issuers"),
        FieldPanel("accent"),
        MultiFieldPanel(
            [FieldPanel(f"shows_{name}") for name in ("hours", "modules", "result", "law_date")], heading=_("Shown")
        ),
    ]  # fmt: skip
    preview_modes: ClassVar[list[tuple[str, object]]] = [
        ("long", _("Long names and many modules")),
        ("short", _("Short names")),
        ("pdf", _("The PDF itself")),
    ]

    class Meta:
        verbose_name = _("template of a certificate")
        verbose_name_plural = _("templates of certificates")
        ordering = ["kind"]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def clean(self) -> None:
        """Refuse letters that no face of the document holds."""
        places = [f"{name}_{language}" for name in SENTENCES for language in ("fr", "ar")]
        unprintable = {place for place in places if not holds(getattr(self, place))}
        if unprintable:
            sentence = _("This holds a letter or a sign that cannot be printed.")
            raise ValidationError(dict.fromkeys(unprintable, sentence))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The document of somebody made up, with this template as it stands in the editor."""
        from certificates.preview import preview  # noqa: PLC0415  # a page, and models come before pages

        return preview(self, mode_name)
