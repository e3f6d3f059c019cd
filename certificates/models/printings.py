"""Every document ever handed out, by its digest: one per certificate, and another for each time a file was lost."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models.certificate import Certificate


class Printing(models.Model):
    """The document of a certificate as it was printed once; `is_again` when the one before was lost."""

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="printings", verbose_name=_("certificate")
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    printed_at = models.DateTimeField(_("printed at"))
    signed_by = models.CharField(_("signed by"), max_length=200, blank=True)
    is_again = models.BooleanField(_("printed again"), default=False)

    class Meta:
        verbose_name = _("printing")
        verbose_name_plural = _("printings")
        ordering = ["printed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.sha256[:12]}"
