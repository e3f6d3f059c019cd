"""The bodies in whose name certificates are issued."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.document.logos import read_logo
from lms.lib.errors import Refusal
from lms.lib.languages import Bilingual


class IssuingBody(models.Model):
    """An institution with its logo. Certificates keep the name and the logo of the day they were issued."""

    name_fr = models.CharField(_("name in French"), max_length=120)
    name_ar = models.CharField(_("name in Arabic"), max_length=120)
    name = Bilingual()
    logo = models.FileField(
        _("logo"),
        upload_to="certificates/logos/",
        blank=True,
        help_text=_("PNG, JPEG or SVG, at most 300 kB. Lettering of an SVG must be drawn as shapes."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("issuing body")
        verbose_name_plural = _("issuing bodies")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Keep a new logo in the form in which it is printed, under a name made of its content.

        So a file that a certificate names is never written over.
        """
        if not self.logo or getattr(self.logo, "_committed", True):
            return
        try:
            logo = read_logo(self.logo.read())
        except Refusal as refusal:
            raise ValidationError({"logo": str(refusal)}) from None
        self.logo = ContentFile(logo.content, name=logo.name)
