"""What may be refused in the library."""

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class OutOfReach(Refusal):
    sentence = _("This service lies outside of your courts, so you do not assess it.")


class NothingAssessed(Refusal):
    sentence = _("Give a score to at least one dimension.")


class AssessedInTheFuture(Refusal):
    sentence = _("An assessment is dated today at the latest.")


class DirectoryChangedMeanwhile(Refusal):
    sentence = _("Somebody changed the directory meanwhile. Nothing was written. Check the file again.")
