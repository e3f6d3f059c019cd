"""The directory and case law: what a list is narrowed to, an assessment, and a file to be read in."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.forms import Day
from jurisdictions.models import City, Region
from library.forms.filters import Narrowing
from library.models import CapacityAssessment, Judgment, ReferralService
from library.queries.referral import Wanted
from library.rules import LANGUAGES

EVERYWHERE = "all"


class JudgmentFilter(Narrowing):
    words = forms.CharField(label=_("Words"), required=False, max_length=200, widget=forms.SearchInput())
    level = forms.ChoiceField(label=_("Level of the court"), required=False)
    form = forms.ChoiceField(label=_("Form of exploitation"), required=False)

    def __init__(self, asked: Mapping[str, Any]) -> None:
        super().__init__(asked)
        self.offer("level", Judgment.Level.choices)
        self.offer("form", Judgment.Form.choices)


class DirectoryFilter(Narrowing):
    """What of the directory is sought; the region `near` is taken where the address names none."""

    SET_APART = ("city", "public", "language", "words")

    region = forms.ChoiceField(label=_("Region"), required=False)
    city = forms.ChoiceField(label=_("City"), required=False)
    kind = forms.ChoiceField(label=_("Kind of service"), required=False)
    public = forms.ChoiceField(label=_("Public served"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    words = forms.CharField(label=_("Words"), required=False, max_length=200, widget=forms.SearchInput())

    def __init__(
        self, asked: Mapping[str, Any], *, regions: list[Region], cities: list[City], near: Region | None
    ) -> None:
        self.regions = {region.code: region for region in regions}
        self.cities = {city.code: city for city in cities}
        super().__init__({"region": near.code if near else EVERYWHERE, **{name: asked[name] for name in asked}})
        own = [near] if near else []
        others = [region for region in regions if region not in own]
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            *((region.code, region.name) for region in own),
            (EVERYWHERE, pgettext_lazy("regions", "All regions")),
            *((region.code, region.name) for region in others),
        ]
        self.offer("city", _by_region(cities, regions))
        self.offer("kind", ReferralService.Kind.choices)
        self.offer("public", ReferralService.Public.choices)
        self.offer("language", LANGUAGES.items())

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.SET_APART]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The filters that stand apart, so that a phone shows the services sooner."""
        return [self[name] for name in self.SET_APART]

    @property
    def more_used(self) -> bool:
        return bool(self.chosen.keys() & set(self.SET_APART))

    @property
    def wanted(self) -> Wanted:
        """What is sought; a city outweighs the region, and what is not offered is left out."""
        chosen = self.chosen
        return Wanted(
            region=self.regions.get(chosen.get("region", "")),
            city=self.cities.get(chosen.get("city", "")),
            kind=chosen.get("kind", ""),
            public=chosen.get("public", ""),
            language=chosen.get("language", ""),
            words=chosen.get("words", ""),
        )


def _by_region(cities: list[City], regions: list[Region]) -> list[tuple[str, Any]]:
    names = {region.pk: region.name for region in regions}
    order = list(names)
    grouped = groupby(sorted(cities, key=lambda city: order.index(city.region_id)), key=lambda city: city.region_id)
    return [(names[region], [(city.code, city.name) for city in group]) for region, group in grouped]


class RegionChoice(forms.Form):
    """Of which region the pathway is shown."""

    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, asked: Mapping[str, Any], *, regions: Iterable[Region], near: Region | None) -> None:
        self.regions = {region.code: region for region in regions}
        super().__init__({"region": asked.get("region", near.code if near else EVERYWHERE)})
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            (EVERYWHERE, _("The whole country")), *((code, region.name) for code, region in self.regions.items()),
        ]  # fmt: skip

    @property
    def chosen(self) -> Region | None:
        """The region, `None` for the whole country and for a code that is none."""
        return self.regions.get(self.cleaned_data["region"]) if self.is_valid() else None


class AssessmentForm(forms.Form):
    """A score for each dimension that was looked at, of one day."""

    assessed_on = Day(label=_("Assessed on"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", pgettext_lazy("dimension", "Not assessed")), *_scores()]
        for dimension in CapacityAssessment.Dimension:
            self.fields[dimension.value] = forms.TypedChoiceField(
                label=capfirst(dimension.label), choices=choices, coerce=int, empty_value=None, required=False
            )
        self.fields["note"] = forms.CharField(
            label=_("Note"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4}),
            help_text=_("What was seen, in a few words. Never anything about a victim."),
        )  # fmt: skip

    @property
    def scores(self) -> dict[str, int]:
        given = {dimension.value: self.cleaned_data.get(dimension.value) for dimension in CapacityAssessment.Dimension}
        return {dimension: score for dimension, score in given.items() if score is not None}


def _scores() -> list[tuple[int, Any]]:
    return [(score.value, f"{score.value} – {score.label}") for score in CapacityAssessment.Score]


class DirectoryFile(forms.Form):
    file = forms.FileField(
        label=_("CSV file"), widget=forms.ClearableFileInput({"accept": ".csv,text/csv"}),
        error_messages={
            "required": _("Choose the file first."),
            "empty": _("The file is empty. Nothing was written. Choose another one."),
        },
    )  # fmt: skip
