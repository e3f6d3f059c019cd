"""The filter of the catalogue, and what search is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Profession
from cms.models.search import SearchEntry
from cms.outlines import professions_addressed
from courses.models import Course

ALL = pgettext_lazy("filter", "All")


class CatalogueFilter(forms.Form):
    profession = forms.ModelChoiceField(
        Profession.objects.none(), to_field_name="code", required=False, label=_("Profession"), empty_label=ALL
    )
    regime = forms.ChoiceField(choices=[("", ALL), *Course.Regime.choices], required=False, label=_("Kind of training"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["profession"].queryset = professions_addressed()  # type: ignore[attr-defined]


class SearchForm(forms.Form):
    """The words sought, and the kind and language they are sought in."""

    q = forms.CharField(label=_("Words"), required=False, max_length=120, widget=forms.SearchInput())
    kind = forms.ChoiceField(choices=[("", ALL), *SearchEntry.Kind.choices], required=False, label=_("Kind"))
    language = forms.ChoiceField(
        choices=[("", ALL), ("fr", "Français"), ("ar", "العربية")], required=False, label=_("Language")
    )
