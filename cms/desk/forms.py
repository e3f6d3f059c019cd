"""The forms of the editor: what a change is, whether the languages agree, and the object that a new page shows."""

from typing import Any

from django import forms
from django.core.validators import slug_re
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.models import Page

from cms.desk.changes import ChangeKind


class RefusalForm(forms.Form):
    """Why a page goes back to its author."""

    comment = forms.CharField(
        label=_("What should the author change?"),
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("A refusal needs a comment: say what the author should change.")},
    )


class DeskPageForm(WagtailAdminPageForm):
    """A page as it is edited.

    A page that is published already asks what kind of change this is, and for a change of law what changes.
    A page with a counterpart asks whether it now says what the other language says.
    """

    aligned = forms.BooleanField(
        label=_("This page now says what the other language says"),
        help_text=_("Tick it once you have brought the two in line: the marks beside the blocks go away."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ask_what_changes()
        if not self._has_counterpart():
            del self.fields["aligned"]

    def _ask_what_changes(self) -> None:
        if not self.instance.live:
            for name in ("change_kind", "change_note"):
                self.fields.pop(name, None)
            self.instance.change_kind = self.instance.change_note = ""
            return
        if not self.instance.has_unpublished_changes:
            self.initial["change_kind"] = self.initial["change_note"] = ""
        self.fields["change_kind"].required = True

    def _has_counterpart(self) -> bool:
        same = Page.objects.filter(translation_key=self.instance.translation_key)
        return self.instance.pk is not None and same.exclude(pk=self.instance.pk).exists()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not slug_re.match(cleaned.get("slug") or "-"):
            self.add_error("slug", _("Latin letters, digits and hyphens."))
        told = cleaned.get("change_note", "").strip()
        if cleaned.get("change_kind") == ChangeKind.LAW and not told and not self.is_deferred_validation:
            self.add_error("change_note", _("Say in a sentence what changes: those already certified will read it."))
        return cleaned
