"""What is asked about a file of questions. In a module of its own beside `cms.forms`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.exchange.formats import FORMATS, WRITTEN
from courses.models import Module

_LANGUAGES = [("fr", _("French")), ("ar", _("Arabic"))]


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File of questions"),
        help_text=_("8 MB at most, in one language. QTI: one item (XML) or a content package (ZIP)."),
        widget=forms.FileInput({"accept": ".txt,.gift,.xml,.zip"}),
    )
    format_key = forms.ChoiceField(label=_("Format"), choices=[(key, each.name) for key, each in FORMATS.items()])
    language = forms.ChoiceField(
        label=_("Language of the file"),
        choices=[("", _("as the file says, or is written")), *_LANGUAGES],
        required=False,
    )
    module = forms.ModelChoiceField(
        Module.objects.all(), label=_("Module of the new questions"), required=False,
        empty_label=_("as the category says, or “Imported questions”"),
    )  # fmt: skip


class ExportForm(forms.Form):
    format_key = forms.ChoiceField(label=_("Format"), choices=[(key, FORMATS[key].name) for key in WRITTEN])
    language = forms.ChoiceField(label=_("Language"), choices=_LANGUAGES)
    module = forms.ModelChoiceField(
        Module.objects.all(), label=_("Module"), required=False, empty_label=_("every module")
    )  # fmt: skip
