"""Typing in a certificate's number, giving its document, finding those of others, and saying why one is changed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.forms import Day, courts_to_choose
from accounts.models import User
from certificates.badges.reading import is_picture, token_in
from certificates.queries import Sought
from certificates.rules import Verdict
from certificates.verification import word_of
from courses.models import Course
from jurisdictions.models import Court

LARGEST = 5 * 1024 * 1024
TOO_LARGE = _("This file has more than 5 MB. A certificate has less than 100 kB.")
NEITHER = _("This is neither a PDF nor a badge. Give the file that was downloaded, not a picture of it.")
NO_BADGE = _("This picture holds no badge. Give the file that was downloaded: a copy of the screen does not hold it.")


class NumberForm(forms.Form):
    """A number as somebody reads it off a document: case, spaces and hyphens do not count."""

    number = forms.CharField(
        label=_("Certificate number"),
        help_text=_("Twelve letters and digits in three groups, below the QR code of the document."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class DocumentForm(forms.Form):
    """The PDF of a certificate, or its badge."""

    document = forms.FileField(
        label=_("The PDF of the certificate, or its badge"),
        help_text=_("At most 5 MB. It is compared and forgotten: nothing of it is kept."),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf,image/png,.png,.jwt"}),
    )

    def clean_document(self) -> bytes:
        """The bytes of the file, where it is a PDF or a badge of bearable size."""
        given: UploadedFile[bytes] = self.cleaned_data["document"]
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        content: bytes = given.read()
        if b"%PDF-" in content[:1024] or token_in(content):
            return content
        raise forms.ValidationError(NO_BADGE if is_picture(content) else NEITHER)


class FindForm(forms.Form):
    """What a coordinator looks for; the address carries it. Days are those on which something was completed."""

    q = forms.CharField(label=_("Name, e-mail or number"), required=False, max_length=120, widget=forms.SearchInput())
    court = forms.ModelChoiceField(
        Court.objects.none(), label=_("Serves in"), required=False, empty_label=_("All courts")
    )
    course = forms.ModelChoiceField(
        Course.objects.order_by("code"), label=_("Course"), required=False, empty_label=_("All courses")
    )
    since = Day(label=_("Completed from"), required=False)
    until = Day(label=_("Completed until"), required=False)
    verdict = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, viewer: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["court"].queryset = courts_to_choose(viewer)  # type: ignore[attr-defined]
        told = (Verdict.VALID, Verdict.EXPIRED, Verdict.SUPERSEDED, Verdict.REVOKED, Verdict.PENDING)
        self.fields["verdict"].choices = [("", _("All states")), *((each.value, word_of(each)) for each in told)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or self.cleaned_data
        since, until = chosen.get("since"), chosen.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day comes before the first one."))
        return chosen

    @property
    def sought(self) -> Sought:
        """What a valid form looks for."""
        chosen = self.cleaned_data
        return Sought(
            chosen["q"], chosen["court"], chosen["course"], chosen["since"], chosen["until"], chosen["verdict"]
        )

    @property
    def narrows(self) -> bool:
        """Whether a valid form leaves anything out."""
        return any(self.cleaned_data.values())


class ReasonForm(forms.Form):
    """Why a decision is taken about a certificate."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3}))


class CorrectionForm(ReasonForm):
    """Why a certificate is printed anew."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].help_text = _("It is kept with the new certificate, and shown to coordinators alone.")


class RevocationForm(ReasonForm):
    """Why a certificate loses its worth."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].help_text = _("It is kept with the certificate, and shown to coordinators alone.")
