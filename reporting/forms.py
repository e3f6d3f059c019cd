"""The filters of coverage, read from the address."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Profession, User
from courses.models import Course
from reporting.queries.coverage import Question

CORPS = "corps."


class DayField(forms.DateField):
    """A day up to today."""

    default_error_messages = {
        "invalid": _("This is not a day: write it as 2026-11-21 or 21/11/2026."),
        "future": _("This day is yet to come: choose today or an earlier one."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)
        self.today = date.max

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value > self.today:
            raise forms.ValidationError(self.error_messages["future"], code="future")


class CoverageForm(forms.Form):
    """What figures are asked for. Two queries, for the professions and the courses offered."""

    profession = forms.ChoiceField(label=_("Profession"), required=False)
    course = forms.ChoiceField(label=_("Course"), required=False)
    regime = forms.ChoiceField(label=_("Regime"), required=False)
    gender = forms.ChoiceField(label=_("Gender"), required=False)
    on = DayField(label=_("As it was on"))
    known = DayField(label=_("As known on"))

    def __init__(self, asked: Mapping[str, Any], *, today: date) -> None:
        super().__init__(asked)
        self.use_required_attribute = False
        self._choose("profession", [("", _("All professions")), *_professions()])
        self._choose("course", [("", _("All courses")), *((course.code, course.title) for course in _courses())])
        self._choose("regime", [("", _("All regimes")), *Course.Regime.choices])
        self._choose("gender", [("", _("Women and men")), *User.Gender.choices])
        for name in ("on", "known"):
            field = self.fields[name]
            assert isinstance(field, DayField)
            field.today = today
            field.widget.attrs["max"] = today.isoformat()

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.error_messages["invalid_choice"] = _("This choice is not offered: pick one from the list.")

    @property
    def question(self) -> Question:
        """The question of a valid form."""
        chosen = self.cleaned_data
        profession = chosen["profession"]
        return Question(
            corps=profession.removeprefix(CORPS) if profession.startswith(CORPS) else "",
            profession="" if profession.startswith(CORPS) else profession,
            course=chosen["course"],
            regime=chosen["regime"],
            gender=chosen["gender"],
            on=chosen["on"],
            known_on=chosen["known"],
        )

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Each choice of a valid form that narrows, days aside: its label, and the words of the choice."""
        return [
            (str(field.label), _words(field, value))
            for name, field in self.fields.items()
            if isinstance(field, forms.ChoiceField) and (value := self.cleaned_data.get(name))
        ]


def _courses() -> list[Course]:
    return list(Course.objects.all())


def _professions() -> list[tuple[str, list[tuple[str, str]]]]:
    """The professions by corps, each corps headed by the choice of the whole of it."""
    professions = list(Profession.objects.all())
    return [
        (
            str(corps.label),
            [
                (f"{CORPS}{corps.value}", str(_ALL[corps])),
                *((one.code, one.name) for one in professions if one.corps == corps),
            ],
        )
        for corps in Profession.Corps
    ]


_ALL = {
    Profession.Corps.MAGISTRATE: _("All magistrates"),
    Profession.Corps.SOCIAL_WORKER: _("All social workers"),
    Profession.Corps.OTHER: _("All other professions"),
}


def _words(field: forms.ChoiceField, value: str) -> str:
    choices: list[tuple[Any, Any]] = list(field.widget.choices)
    groups = [label if isinstance(label, list) else [(code, label)] for code, label in choices]
    return next(str(words) for group in groups for code, words in group if code == value)
