"""Why a badge cannot be given."""

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class BadgeNotSigned(Refusal):
    sentence = _(
        "The badge cannot be signed at the moment, so it was not made. Your certificate is not affected: come back "
        "later, or write to whoever runs the platform."
    )
