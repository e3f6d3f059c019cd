"""Why an attempt does not open, or an answer is not taken."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class NotEnrolled(Refusal):
    sentence = _("This quiz opens to those enrolled in a course that holds its module. Join the course first.")


class AlreadyPassed(Refusal):
    sentence = _("You have passed this quiz: your result stands, and there is nothing to sit again.")


class NoAttemptLeft(Refusal):
    sentence = _(
        "You have used all your attempts at this quiz. Your tutor or the coordinator of your court can open another."
    )


class TooEarly(Refusal):
    """The last attempt opens at `until`."""

    sentence = _("Your last attempt opens on %(until)s. Use the time to read the lessons again.")

    def __init__(self, *, until: datetime) -> None:
        super().__init__(until=until)
        self.until = until

    def __str__(self) -> str:
        return str(self.sentence) % {"until": date_format(localtime(self.until), "DATETIME_FORMAT")}


class NoQuestion(Refusal):
    sentence = _("This quiz has no questions yet. No attempt was counted; come back later.")


class AttemptSubmitted(Refusal):
    sentence = _("This attempt has already been submitted, so its answers no longer change.")


class ForeignAnswer(Refusal):
    sentence = _("This answer does not belong to the question. Nothing was changed: reload the page and choose again.")


class AttemptStillLeft(Refusal):
    sentence = _("This person still has an attempt, or has already passed: nothing was opened.")


class LearnerNotEnrolled(Refusal):
    sentence = _("This person is no longer enrolled in a course that holds this module: nothing was opened.")


class OutOfReach(Refusal):
    sentence = _("Only a tutor, or the coordinator of this person’s court, opens another attempt.")


class ReasonMissing(Refusal):
    sentence = _("Say why another attempt is opened: the reason is kept with it.")
