"""What the content pack last wrote, so that a change made on the site is seen and kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PackEntry(models.Model):
    """One row or page that a pack wrote: the hash of what the pack said, and of what then stood in the table."""

    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=120)
    language = models.CharField(_("language"), max_length=2, blank=True)
    pack_hash = models.CharField(_("hash of the pack’s text"), max_length=64)
    written_hash = models.CharField(_("hash of the row as written"), max_length=64)

    class Meta:
        verbose_name = _("entry of a pack")
        verbose_name_plural = _("entries of packs")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="pack_entry_once_per_kind_key_language")
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.kind, self.key, self.language) if part)
