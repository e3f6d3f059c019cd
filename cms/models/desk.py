"""What the author's desk keeps: when two languages last said the same, and the task of reading a page again."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from cms.desk.forms import RefusalForm


class Alignment(models.Model):
    """Two pages of one `translation_key`, and what each said when they last said the same.

    The prints are fingerprints by text and block, kept because a revision that the editor saves by itself is
    overwritten; `None` until the languages are brought in line for the first time. Each `…_is_older` says that
    the other language changed since: kept up with every revision, so that lists need not compare texts.
    """

    translation_key = models.UUIDField(_("translation key"), unique=True)
    prints_fr = models.JSONField(_("prints in French"), null=True)
    prints_ar = models.JSONField(_("prints in Arabic"), null=True)
    revision_fr = models.PositiveBigIntegerField(_("revision in French"), null=True)
    revision_ar = models.PositiveBigIntegerField(_("revision in Arabic"), null=True)
    fr_is_older = models.BooleanField(_("the French page is behind"), default=False)
    ar_is_older = models.BooleanField(_("the Arabic page is behind"), default=False)
    agreed_at = models.DateTimeField(_("brought in line at"), null=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("brought in line by")
    )

    class Meta:
        verbose_name = _("alignment of two languages")
        verbose_name_plural = _("alignments of two languages")

    def __str__(self) -> str:
        return str(self.translation_key)


class ValidationTask(AbstractGroupApprovalTask):
    """Another person reads the page again and publishes it, or refuses it and says why."""

    class Meta:
        verbose_name = _("validation")
        verbose_name_plural = _("validations")

    def get_form_for_action(self, action: str) -> Any:
        return RefusalForm if action == "reject" else super().get_form_for_action(action)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Approve or refuse; a refusal without a comment is not accepted, whatever form it came by."""
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise PermissionDenied(gettext("A refusal needs a comment: say what the author should change."))
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> Any:
        return _("Another person reads the page again; a refusal says why.")
