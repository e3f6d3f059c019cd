"""Forms about people."""

from datetime import date, timedelta
from typing import Any
from unicodedata import category

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.errors import IdentityNumberRefused
from accounts.models import Profession, User
from accounts.queries import courts_overseen_by
from accounts.rules import is_in_arabic_script, is_in_latin_script, looks_like_identity_number
from jurisdictions.models import Court
from lms.lib.dates import day_of
from lms.lib.languages import reading_language


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Day(forms.DateField):
    """A day within a working life and at most a year ahead, so that a mistyped year is caught."""

    EARLIEST = date(1960, 1, 1)
    AHEAD = timedelta(days=366)

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=DayInput(), input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not self.EARLIEST <= value <= day_of(timezone.now()) + self.AHEAD:
            raise forms.ValidationError(_("This day is too far off: check the year. It may lie at most a year ahead."))


def courts_to_choose(viewer: User) -> Any:
    return courts_overseen_by(viewer).order_by(f"name_{reading_language()}")


class Sought(forms.Form):
    """What a coordinator looks for in the list; the address carries it."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=120, widget=forms.SearchInput())
    court = forms.ModelChoiceField(Court.objects.none(), label=_("Court"), required=False, empty_label=_("All courts"))
    profession = forms.ModelChoiceField(
        Profession.objects.all(), label=_("Profession"), required=False, empty_label=_("All professions")
    )

    def __init__(self, *args: Any, viewer: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["court"].queryset = courts_to_choose(viewer)  # type: ignore[attr-defined]


class Name(forms.CharField):
    """One of a person's names, without the invisible marks of direction that a text copied from elsewhere carries."""

    def to_python(self, value: Any) -> str:
        name = super().to_python(value) or ""
        return "".join(character for character in name if category(character) != "Cf").strip()


class Names(forms.Form):
    first_name = Name(label=_("First name, Latin script"), max_length=80)
    last_name = Name(label=_("Family name, Latin script"), max_length=80)
    first_name_ar = Name(
        label=_("First name, Arabic script"), max_length=80, widget=forms.TextInput({"lang": "ar", "dir": "rtl"})
    )
    last_name_ar = Name(
        label=_("Family name, Arabic script"), max_length=80, widget=forms.TextInput({"lang": "ar", "dir": "rtl"})
    )
    gender = forms.ChoiceField(
        label=_("Gender"), choices=User.Gender, initial=User.Gender.UNSPECIFIED, widget=forms.RadioSelect()
    )
    staff_number = forms.CharField(
        label=_("Staff number"),
        max_length=20,
        required=False,
        help_text=_("The number of the service, never that of the identity card (law 09-08, article 12)."),
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        for field in ("first_name", "last_name"):
            if facts.get(field) and not is_in_latin_script(facts[field]):
                self.add_error(field, _("Write this name in Latin letters, as on the certificate in French."))
            arabic = f"{field}_ar"
            if facts.get(arabic) and not is_in_arabic_script(facts[arabic]):
                self.add_error(arabic, _("Write this name in Arabic letters, as on the certificate in Arabic."))
        return facts

    def clean_staff_number(self) -> str:
        number: str = self.cleaned_data["staff_number"]
        if looks_like_identity_number(number):
            raise forms.ValidationError(str(IdentityNumberRefused()))
        return number


class Where(forms.Form):
    court = forms.ModelChoiceField(Court.objects.none(), label=_("Court"), empty_label=_("Choose a court"))
    profession = forms.ModelChoiceField(
        Profession.objects.all(), label=_("Profession"), empty_label=_("Choose a profession")
    )
    starts_on = Day(label=_("Serves there from"))

    def __init__(self, *args: Any, viewer: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["court"].queryset = courts_to_choose(viewer)  # type: ignore[attr-defined]


class NewPerson(Names, Where):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The person signs in with it and receives the invitation there."),
    )
    language = forms.ChoiceField(
        label=_("Language of the letters"), choices=[("fr", _("French")), ("ar", _("Arabic"))], initial="fr"
    )
    field_order = (
        "email", "language", "first_name", "last_name", "first_name_ar", "last_name_ar", "gender", "staff_number",
        "court", "profession", "starts_on",
    )  # fmt: skip


class Until(forms.Form):
    ends_on = Day(label=_("First day on which the person no longer serves there"))
