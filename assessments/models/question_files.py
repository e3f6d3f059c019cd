"""A file of questions between its check and its import."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Module


class QuestionFile(models.Model):
    """What an author sent to be checked, kept for some hours so that it need not be sent again."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("sent by"))
    at = models.DateTimeField(_("sent at"))
    name = models.CharField(_("file name"), max_length=200)
    format = models.CharField(_("format"), max_length=20)
    language = models.CharField(_("language"), max_length=2, blank=True)
    module = models.ForeignKey(Module, models.CASCADE, null=True, blank=True, verbose_name=_("module"))
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("file of questions")
        verbose_name_plural = _("files of questions")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name
