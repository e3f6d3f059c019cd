"""Typing in a certificate's number, and giving its document."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST = 5 * 1024 * 1024
TOO_LARGE = _("This file has more than 5 MB. A certificate has less than 100 kB.")


class NumberForm(forms.Form):
    """A number as somebody reads it off a document: case, spaces and hyphens do not count."""

    number = forms.CharField(
        label=_("Certificate number"),
        help_text=_("Twelve letters and digits in three groups, below the QR code of the document."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class DocumentForm(forms.Form):
    """The PDF of a certificate."""

    document = forms.FileField(
        label=_("The PDF of the certificate"),
        help_text=_("At most 5 MB. It is compared and forgotten: nothing of it is kept."),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_document(self) -> bytes:
        """The bytes of the file, where it is a PDF of bearable size."""
        given: UploadedFile[bytes] = self.cleaned_data["document"]
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        content: bytes = given.read()
        if b"%PDF-" not in content[:1024]:
            raise forms.ValidationError(_("This is no PDF. Give the file that was downloaded, not a picture of it."))
        return content
