"""Why a file is not opened for screening."""

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class ScreeningClosed(Refusal):
    sentence = _(
        "This exercise opens to those enrolled in a course that holds one of its modules. Join the course first."
    )
