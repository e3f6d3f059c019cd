"""What is granted to one person, each with its reason."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept with the attempt and read by auditors. No victim’s data, no health data."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ExtraTimeForm(ReasonForm):
    percent = forms.IntegerField(
        label=_("Extra time, per cent"),
        help_text=_("Such as 25 or 33; 0 ends what was granted. It counts in attempts that begin from now on."),
        min_value=0,
        max_value=300,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept and read by auditors. Name the decision that grants it; no health data."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
