"""Forms of an object with the rows that belong to it, both languages side by side. They work without script."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.functional import Promise

from lms.lib.errors import Refusal


class SideBySide(forms.ModelForm[Any]):
    """A form that knows which of its fields are the same text in two languages."""

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields that end in _fr and _ar, side by side."""
        stems = [name.removesuffix("_fr") for name in self.fields if name.endswith("_fr")]
        return [(self[f"{stem}_fr"], self[f"{stem}_ar"]) for stem in stems if f"{stem}_ar" in self.fields]

    def facts(self) -> list[forms.BoundField]:
        """The other fields that are seen."""
        paired = {field.name for pair in self.pairs() for field in pair}
        return [field for field in self.visible_fields() if field.name not in paired]


class Rows(BaseInlineFormSet[Any, Any, Any]):
    """The rows of an object. `check` refuses what they may not be, in words."""

    def kept(self) -> Iterator[SideBySide]:
        """The forms of the rows that will stand."""
        for form in self.forms:
            if form.cleaned_data and form not in self.deleted_forms:
                yield form

    def check_rows(self) -> None:
        """Raise a `Refusal` where the rows as a whole may not be kept."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        self._number()
        try:
            self.check_rows()
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def _number(self) -> None:
        """A row without a position goes behind the others."""
        last = max((form.cleaned_data.get("position") or 0 for form in self.kept()), default=0)
        for form in self.kept():
            if form.cleaned_data.get("position") is None:
                last += 1
                form.cleaned_data["position"] = form.instance.position = last


class WithRows(SideBySide):
    """An object and its rows, valid together and saved together; some have none."""

    rows_class: ClassVar[Any]
    rows_title: ClassVar[Promise]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = self.made_rows()

    def made_rows(self) -> Any:
        """The forms of the rows, filled with what was sent."""
        return self.rows_class(self.data if self.is_bound else None, instance=self.instance, prefix="rows")

    def is_valid(self) -> bool:
        own = super().is_valid()
        return (self.rows is None or not self.rows.is_bound or bool(self.rows.is_valid())) and own

    def has_changed(self) -> bool:
        return super().has_changed() or (self.rows is not None and bool(self.rows.has_changed()))

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit=commit)
        if self.rows is not None:
            self.rows.instance = saved
            self.rows.save(commit=commit)
        return saved
