"""The list of certificates that a coordinator downloads."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from certificates.models import Certificate
from certificates.verification import standing_of


def rows_of(certificates: Iterable[Certificate], *, on: date) -> Iterator[list[object]]:
    """The headings, then a row for each of `certificates`, in the reader's language, names in both scripts."""
    yield [
        _("Number"), _("Name, Latin script"), _("Name, Arabic script"), _("Profession on the certificate"),
        _("Court on the certificate"), _("Serves in"), _("Document"), _("Certified"), _("Completed on"),
        _("Valid until"), _("State"),
    ]  # fmt: skip
    for each in certificates:
        yield [
            each.number, each.holder_name_fr, each.holder_name_ar, each.profession, each.court,
            getattr(each, "serves_in", None), each.get_kind_display(), each.course_title, each.completed_on,
            each.valid_until, standing_of(each, on=on).word,
        ]  # fmt: skip
