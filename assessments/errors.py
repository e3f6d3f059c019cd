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


class TooFewChoices(Refusal):
    sentence = _("A question offers at least two choices.")


class NoRightChoice(Refusal):
    sentence = _("A question has at least one right choice: tick it.")


class SeveralRightChoices(Refusal):
    sentence = _("A question with a single choice has one right choice: untick the others, or change its kind.")


class KeyIncomplete(Refusal):
    sentence = _("The key is not complete. What is missing: %(what)s.")


class ChoiceOffered(Refusal):
    sentence = _(
        "The quiz of this question has been sat, so no choice is taken away and the right ones stay. Correct it under "
        "“Correct a question”, or retire it and write another."
    )


class AttemptAwaited(Refusal):
    sentence = _("Your last attempt is being marked by a tutor. You can see the result here once it is marked.")


class ModulesFirst(Refusal):
    sentence = _("This opens once you have completed every module of the course.")


class ModulesDone(Refusal):
    sentence = _("This measures what you knew before the course, and you have completed every module of it.")


class TimeOver(Refusal):
    sentence = _("The time of this attempt is over. What was saved before counts; nothing more is taken.")


class AnswerOvertaken(Refusal):
    sentence = _("This answer was changed on another page or device since. The later one is kept and shown here.")


class BankTooSmall(Refusal):
    """The bank has too few questions for the `rule` of the blueprint."""

    sentence = _(
        "The bank of questions cannot fill this quiz today (%(rule)s). No attempt was counted. "
        "Tell the coordinator of your court."
    )


class ExtraTimeOutOfReach(Refusal):
    sentence = _("Only an administrator, or the coordinator of this person’s court, grants extra time.")


class PassStands(Refusal):
    sentence = _("This attempt has given a pass, which stands: it is not voided.")


class AttemptVoided(Refusal):
    sentence = _("This attempt is voided already.")


class NothingToAppraise(Refusal):
    sentence = _("This note is marked already, or its attempt no longer waits: nothing was changed.")


class RubricIncomplete(Refusal):
    sentence = _("Choose one level for each criterion: nothing was kept yet.")


class NothingCorrected(Refusal):
    sentence = _("Nothing differs from the key as it is: change something first.")


class KeyLost(Refusal):
    sentence = _("This would leave the question without a right answer. Take it out of the marks instead.")


class BankChangedMeanwhile(Refusal):
    sentence = _("Somebody changed the bank of questions meanwhile. Nothing was written. Check the file again.")
