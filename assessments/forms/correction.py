"""A corrected key, in the fields that the kind of its question has."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import CHOOSING, Choice, Kind, Question
from assessments.services.corrections import NewKey


class CorrectionForm(forms.Form):
    """What is right from now on, and why it is corrected."""

    def __init__(self, posted: Mapping[str, Any] | None, *, question: Question) -> None:
        super().__init__(posted)
        self.question = question
        self.choices = list(question.choices.all())
        if question.kind in CHOOSING:
            self._ask_choices()
        elif question.kind == Kind.ORDERING:
            self._ask_places()
        elif question.kind in {Kind.NUMERICAL, Kind.SHORT_ANSWER}:
            self._ask_accepted()
        self.fields["annulled"] = forms.BooleanField(
            label=_("Take this question out of the marks"),
            help_text=_("Nobody gains or loses by it any more, and it is not asked again."),
            required=False,
        )
        self.fields["reason"] = forms.CharField(
            label=_("Reason for the correction"),
            help_text=_("Everybody whose marks change reads it with their result."),
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def _ask_choices(self) -> None:
        self.weighs = any(each.fraction is not None for each in self.choices)
        for each in self.choices:
            if self.weighs:
                self.fields[f"f-{each.uuid}"] = forms.DecimalField(
                    label=each.text, help_text=_("Share of the marks, per cent"), min_value=-100, max_value=100,
                    max_digits=8, decimal_places=5, initial=each.fraction,
                )  # fmt: skip
        if not self.weighs:
            self.fields["right"] = forms.MultipleChoiceField(
                label=_("Right answers"),
                choices=[(str(each.uuid), each.text) for each in self.choices],
                initial=[str(each.uuid) for each in self.choices if each.is_correct],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def _ask_places(self) -> None:
        for place, each in enumerate(self.choices, start=1):
            self.fields[f"p-{each.uuid}"] = forms.IntegerField(
                label=each.text, help_text=_("Right place"), min_value=1, max_value=len(self.choices), initial=place
            )

    def _ask_accepted(self) -> None:
        is_number = self.question.kind == Kind.NUMERICAL
        self.fields["answer"] = (
            forms.DecimalField(label=_("Also accept this number"), required=False, max_digits=20, decimal_places=6)
            if is_number
            else forms.CharField(label=_("Also accept these words"), required=False, max_length=500)
        )
        if is_number:
            self.fields["tolerance"] = forms.DecimalField(
                label=_("Tolerance"), required=False, min_value=0, max_digits=20, decimal_places=6
            )
        self.fields["fraction"] = forms.DecimalField(
            label=_("Share of the marks, per cent"), initial=100, min_value=0, max_value=100, required=False,
            max_digits=8, decimal_places=5,
        )  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        places = sorted(value for name, value in self.cleaned_data.items() if name.startswith("p-"))
        if self.question.kind == Kind.ORDERING and places != list(range(1, len(self.choices) + 1)):
            raise forms.ValidationError(_("Each place is given once."))
        right = self.cleaned_data.get("right", ())
        if self.question.kind in {Kind.SINGLE, Kind.TRUE_FALSE} and len(right) > 1:
            raise forms.ValidationError(_("A question with one answer has one right answer."))
        return None

    @property
    def new_key(self) -> NewKey:
        told = self.cleaned_data
        if "right" in self.fields:
            right = {str(each.uuid): str(each.uuid) in told["right"] for each in self.choices}
            return NewKey(right=right, annulled=told["annulled"])
        fractions = {str(each.uuid): told[name] for each in self.choices if (name := f"f-{each.uuid}") in told}
        return NewKey(
            fractions=fractions,
            right={uuid: fraction > 0 for uuid, fraction in fractions.items()},
            order=self._order(),
            accepts=self._accepts(),
            annulled=told["annulled"],
        )

    def _order(self) -> tuple[str, ...]:
        if self.question.kind != Kind.ORDERING:
            return ()

        def place(choice: Choice) -> int:
            return int(self.cleaned_data[f"p-{choice.uuid}"])

        return tuple(str(each.uuid) for each in sorted(self.choices, key=place))

    def _accepts(self) -> tuple[dict[str, Any], ...]:
        answer = self.cleaned_data.get("answer")
        if answer in (None, ""):
            return ()
        fraction = self.cleaned_data.get("fraction")
        columns: dict[str, Any] = {"fraction": Decimal(100) if fraction is None else fraction}
        if self.question.kind == Kind.NUMERICAL:
            return ({**columns, "number": answer, "tolerance": self.cleaned_data.get("tolerance") or Decimal(0)},)
        return ({**columns, "text": answer},)
