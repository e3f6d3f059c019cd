"""A tutor's marks for a note: one level of each criterion, and a comment."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from assessments.models import Criterion, Level
from library.templatetags.penalties import isolated


class AppraisalForm(forms.Form):
    """A choice among the levels of each of `criteria`, named by their uuids."""

    def __init__(self, posted: Mapping[str, Any] | None, *, criteria: Iterable[Criterion]) -> None:
        super().__init__(posted)
        for criterion in criteria:
            self.fields[str(criterion.uuid)] = forms.ChoiceField(
                label=criterion.title,
                choices=[(str(level.uuid), _words(level)) for level in criterion.levels.all()],
                widget=forms.RadioSelect,
            )
        self.fields["comment"] = forms.CharField(
            label=_("Comment for the learner"),
            required=False,
            max_length=3000,
            widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        )

    @property
    def levels(self) -> dict[str, str]:
        """The level chosen for each criterion, by their uuids."""
        return {name: value for name, value in self.cleaned_data.items() if name != "comment"}


def _words(level: Level) -> str:
    return format_html("{} ({})", isolated(level.text), number_format(level.marks.normalize(), use_l10n=True))
