"""Typing in a certificate's number."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberForm(forms.Form):
    """A number as somebody reads it off a document: case, spaces and hyphens do not count."""

    number = forms.CharField(
        label=_("Certificate number"),
        help_text=_("Twelve letters and digits in three groups, below the QR code of the document."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
