"""What is kept of badges: where each stands on a status list, and the pictures that they point to. Both name nobody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models.certificate import Certificate


class BadgePlace(models.Model):
    """One bit of one list, drawn at random so that it tells nothing of when or to whom, and never given twice."""

    certificate = models.OneToOneField(
        Certificate, models.PROTECT, related_name="badge_place", verbose_name=_("certificate")
    )
    list_number = models.PositiveIntegerField(_("status list"))
    position = models.PositiveIntegerField(_("position on the list"))

    class Meta:
        verbose_name = _("place of a badge")
        verbose_name_plural = _("places of badges")
        constraints = [models.UniqueConstraint(fields=["list_number", "position"], name="badge_place_given_once")]

    def __str__(self) -> str:
        return f"{self.list_number}/{self.position}"


class BadgePicture(models.Model):
    """The picture of what is certified, the same for all whose badge says the same: anybody may open it, for good."""

    mark = models.CharField(_("mark"), max_length=32, primary_key=True, help_text=_("A digest of what it shows."))
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("picture of badges")
        verbose_name_plural = _("pictures of badges")

    def __str__(self) -> str:
        return self.mark
