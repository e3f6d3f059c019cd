"""The forms of a question with its choices and of an edition with its modules."""

from typing import Any

from django import forms
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from assessments.models import Choice, Question
from assessments.services.questions import check_choices, check_not_sat
from cms.desk.row_forms import Rows, SideBySide, WithRows
from courses.models import Edition, EditionModule
from enrolments.models import Enrolment
from lms.lib.errors import Refusal

_TEXT = forms.Textarea(attrs={"rows": 2})


class ModulesFixed(Refusal):
    sentence = _("People are enrolled in this edition, so its modules stay as they are: open a new edition.")


class Choices(Rows):
    def check_rows(self) -> None:
        kept = list(self.kept())
        check_choices(self.instance.kind, right=[_is_right(form.cleaned_data) for form in kept])
        moved = [form for form in kept if form.instance.pk and {"is_correct", "fraction"} & set(form.changed_data)]
        if moved or any(form.instance.pk for form in self.deleted_forms):
            check_not_sat(self.instance)


def _is_right(choice: dict[str, Any]) -> bool:
    return bool(choice["is_correct"]) if choice["fraction"] is None else choice["fraction"] > 0


class ChoiceForm(SideBySide):
    position = forms.IntegerField(label=_("Position"), required=False, min_value=0)

    class Meta:
        model = Choice
        fields = ["position", "is_correct", "fraction", "text_fr", "text_ar", "feedback_fr", "feedback_ar"]
        widgets = dict.fromkeys(("text_fr", "text_ar", "feedback_fr", "feedback_ar"), _TEXT)


class QuestionForm(WithRows):
    rows_class = inlineformset_factory(Question, Choice, form=ChoiceForm, formset=Choices, extra=2)
    rows_title = _("Choices")

    class Meta:
        model = Question
        fields = [
            "code", "module", "lesson", "cluster", "kind", "max_marks", "difficulty", "is_situation",
            "is_retired", "text_fr", "text_ar", "feedback_fr", "feedback_ar", "tags", "legal_references", "indicators",
        ]  # fmt: skip
        widgets = dict.fromkeys(("text_fr", "text_ar", "feedback_fr", "feedback_ar"), forms.Textarea(attrs={"rows": 3}))


class OrderedModules(Rows):
    def check_rows(self) -> None:
        if self.has_changed() and self.instance.pk and Enrolment.objects.filter(edition=self.instance).exists():
            raise ModulesFixed


class EditionModuleForm(SideBySide):
    position = forms.IntegerField(label=_("Position"), required=False, min_value=0)

    class Meta:
        model = EditionModule
        fields = ["position", "module"]


class EditionForm(WithRows):
    rows_class = inlineformset_factory(
        Edition, EditionModule, form=EditionModuleForm, formset=OrderedModules, extra=3
    )  # fmt: skip
    rows_title = _("Modules, in order")

    class Meta:
        model = Edition
        fields = ["course", "number", "opens_on", "closes_on", "hours"]
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("opens_on", "closes_on")
        }
