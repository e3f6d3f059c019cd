"""What a sheet of questions posts, and the reason for another attempt."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.models import Attempt


def given(posted: QueryDict, *, question: int) -> list[str]:
    """The choice uuids posted for one question."""
    return posted.getlist(f"q-{question}")


def changed_answers(posted: QueryDict, *, attempt: Attempt) -> dict[int, list[str]]:
    """The answers of a whole sheet that differ from what it showed when it was made, by question id.

    What the reader left alone stays out, so that a sheet kept open on one device does not undo what
    was answered since on another.
    """
    answers = {question: given(posted, question=question) for question in attempt.choices_drawn}
    return {
        question: chosen
        for question, chosen in answers.items()
        if set(chosen) != set(filter(None, posted.get(f"before-{question}", "").split(",")))
    }


class ExtraAttemptForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept with the attempt and read by auditors. No victim’s data, no health data."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
