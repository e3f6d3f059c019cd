"""What is to be read again after a change in the library."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Review(models.Model):
    """One change of an entry of the library: what, when, by whom."""

    entry_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    entry_id = models.PositiveBigIntegerField()
    entry = GenericForeignKey("entry_type", "entry_id")
    changed_fields = models.JSONField(_("what changed"), default=list)
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["entry_type", "entry_id"], name="reviews_by_entry")]

    def __str__(self) -> str:
        return f"{self.entry}, {self.changed_at:%Y-%m-%d}"

    @property
    def changed_words(self) -> list[str]:
        """The fields that changed, as the editor calls them."""
        model = self.entry_type.model_class()
        assert model is not None
        return [str(model._meta.get_field(name).verbose_name) for name in self.changed_fields]  # type: ignore[union-attr]


class ReviewItem(models.Model):
    """One page, question or other row that cites what changed, until somebody has read it again."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="items", verbose_name=_("review"))
    subject_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    label = models.CharField(_("what to read again"), max_length=255)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reviewed by")
    )

    class Meta:
        verbose_name = _("item to review")
        verbose_name_plural = _("items to review")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "subject_type", "subject_id"], name="review_item_once_per_subject"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_at=None, reviewed_by=None)
                | models.Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="review_item_reviewed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["review"], condition=models.Q(reviewed_at=None), name="review_items_waiting"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label
