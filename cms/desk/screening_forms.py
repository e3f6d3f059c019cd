"""The form of a file to screen with the experts' key."""

from typing import Any

from django import forms
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from assessments.models.screenings import ExpertMark, ScreeningFile
from assessments.queries.screenings import GUIDE, weight_of
from cms.desk.row_forms import Rows, SideBySide, WithRows
from library.models import Indicator
from lms.lib.errors import Refusal

_TEXT = forms.Textarea(attrs={"rows": 2})


class Unweighed(Refusal):
    sentence = _("Some indicators of the key have no weight for this audience: %(codes)s.")


class Key(Rows):
    def check_rows(self) -> None:
        seen = [form.cleaned_data["indicator"] for form in self.kept() if form.cleaned_data.get("indicator")]
        unweighed = [each.code for each in seen if not weight_of(each, self.instance.audience)]
        if unweighed:
            raise Unweighed(codes=", ".join(unweighed))

    def _number(self) -> None:
        """The key stands in the order of its indicators."""


class MarkForm(SideBySide):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicator"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Indicator.objects.filter(dimension__guide__code=GUIDE).order_by("code")

    class Meta:
        model = ExpertMark
        fields = ["indicator", "comment_fr", "comment_ar"]
        widgets = dict.fromkeys(("comment_fr", "comment_ar"), _TEXT)


class ScreeningForm(WithRows):
    rows_class = inlineformset_factory(ScreeningFile, ExpertMark, form=MarkForm, formset=Key, extra=3)
    rows_title = _("The experts’ key")

    class Meta:
        model = ScreeningFile
        fields = [
            "slug", "audience", "minutes", "modules", "is_published", "act", "purpose", "title_fr", "title_ar",
            "summary_fr", "summary_ar", "content_note_fr", "content_note_ar", "narrative_fr", "narrative_ar",
        ]  # fmt: skip
        widgets = dict.fromkeys(("narrative_fr", "narrative_ar"), forms.Textarea(attrs={"rows": 12}))
