"""What a person may be told about coverage when it is refused."""

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class CoverageNotTold(Refusal):
    sentence = _(
        "Coverage is told to coordinators, for the courts in their reach, to observers and to administrators. "
        "Your own results are on your dashboard."
    )
