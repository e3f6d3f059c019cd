"""What the pages of scenarios and screenings post, and what their lists may be narrowed to."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models.screenings import ScreeningFile
from assessments.services.scenario_runs import Asked
from assessments.services.screenings import Seen
from courses.models import Module
from library.models import Judgment

ALL = pgettext_lazy("filter", "All")
MOST_CODES = 200  # more than a page offers


def asked_in(posted: QueryDict) -> Asked:
    """What a page of a run posts."""
    return Asked(
        choice=posted.get("choice", "")[:40],
        after=number_in(posted, "after"),
        services=tuple(posted.getlist("service")[:MOST_CODES]),
        noted=tuple(posted.getlist("noted")[:MOST_CODES]),
    )


def number_in(posted: QueryDict, name: str) -> int:
    """The number posted under `name`; -1 where it is none, which answers to no page of ours."""
    text = posted.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1


def seen_in(posted: QueryDict) -> Seen:
    """What a sheet of indicators posts."""
    return Seen(tuple(posted.getlist("seen")[:MOST_CODES]), act="act" in posted, purpose="purpose" in posted)


class PracticeFilter(forms.Form):
    """A form in an address: every field optional, and what cannot be read is left out."""

    module = forms.ModelChoiceField(
        Module.objects.none(), to_field_name="slug", required=False, label=_("Module"), empty_label=ALL
    )

    def __init__(self, asked: QueryDict, *, modules: Iterable[Module]) -> None:
        super().__init__(asked)
        field = self.fields["module"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = modules  # type: ignore[assignment]

    @property
    def chosen(self) -> dict[str, object]:
        """The filters that narrow."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ScenarioFilter(PracticeFilter):
    form = forms.ChoiceField(
        choices=[("", ALL), *Judgment.Form.choices], required=False, label=_("Form of exploitation")
    )


class ScreeningFilter(PracticeFilter):
    audience = forms.ChoiceField(
        choices=[("", ALL), *ScreeningFile.Audience.choices], required=False, label=_("Who the file is about")
    )
