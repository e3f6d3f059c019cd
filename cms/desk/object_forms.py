"""The form of an edition with its modules."""

from django import forms
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from cms.desk.row_forms import Rows, SideBySide, WithRows
from courses.models import Edition, EditionModule
from enrolments.models import Enrolment
from lms.lib.errors import Refusal


class ModulesFixed(Refusal):
    sentence = _("People are enrolled in this edition, so its modules stay as they are: open a new edition.")


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
