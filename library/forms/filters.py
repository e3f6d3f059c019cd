"""What a list of the library may be narrowed to. A value that is not offered is as good as none."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from library.models import Dimension, Indicator, LegalReference, Term
from library.queries.indicators import ADULT, CHILD
from library.queries.law import Law

ALL = pgettext_lazy("filter", "All")


class Narrowing(forms.Form):
    """A form in an address: every field optional, and what cannot be read is left out."""

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that narrow."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", ALL), *choices]


class LawFilter(Narrowing):
    words = forms.CharField(label=_("Words or number"), required=False, max_length=200)
    law = forms.ChoiceField(label=_("Law"), required=False)
    confidence = forms.ChoiceField(label=_("Confidence"), required=False)

    def __init__(self, asked: Mapping[str, Any], *, laws: Iterable[Law]) -> None:
        super().__init__(asked)
        self.offer("law", [(law.code, law.name) for law in laws])
        self.offer("confidence", LegalReference.Confidence.choices)


class GuideFilter(Narrowing):
    dimension = forms.ChoiceField(label=_("Dimension"), required=False)
    audience = forms.ChoiceField(label=_("Audience"), required=False)
    weight = forms.ChoiceField(label=_("Weight"), required=False)

    def __init__(self, asked: Mapping[str, Any], *, dimensions: Iterable[Dimension], weighed: bool) -> None:
        super().__init__(asked)
        self.offer("dimension", [(each.code, each.name) for each in dimensions])
        if weighed:
            self.offer("audience", [(ADULT, _("adults")), (CHILD, _("children"))])
            self.offer("weight", Indicator.Weight.choices)
        else:
            del self.fields["audience"], self.fields["weight"]


class MatrixFilter(Narrowing):
    untested = forms.BooleanField(label=_("Untested only"), required=False)


class TermFilter(Narrowing):
    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    domain = forms.ChoiceField(label=_("Domain"), required=False)

    def __init__(self, asked: Mapping[str, Any]) -> None:
        super().__init__(asked)
        self.offer("domain", Term.Domain.choices)
