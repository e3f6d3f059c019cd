"""Enrolling somebody else."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayInput
from accounts.models import User
from courses.models import Course
from courses.queries import open_editions
from enrolments.queries import live_enrolments


class NewEnrolment(forms.Form):
    """A course that takes enrolments and that `learner` is not in, and by when it should be finished."""

    course = forms.ModelChoiceField(
        Course.objects.none(), label=_("Course"), error_messages={"invalid_choice": _("Choose a course of the list.")}
    )
    due_on = forms.DateField(
        label=_("To be finished by"), required=False, widget=DayInput(), input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        help_text=_("Leave empty where there is no date."),
    )  # fmt: skip

    def __init__(self, *args: Any, learner: User, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        editions = open_editions(on=today).order_by().values("course")
        held = live_enrolments(learner).order_by().values("course")
        course = self.fields["course"]
        assert isinstance(course, forms.ModelChoiceField)
        course.queryset = Course.objects.filter(pk__in=editions).exclude(pk__in=held)

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day and day < self.today:
            raise forms.ValidationError(_("This day is past: choose a later one, or none."))
        return day
