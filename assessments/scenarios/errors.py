"""Why a scenario does not open, or a choice is not taken."""

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class ScenarioClosed(Refusal):
    sentence = _(
        "This scenario opens to those enrolled in a course that holds one of its modules. Join the course first."
    )


class ChoiceStands(Refusal):
    sentence = _("You have already gone on from there: your first choice stands, and nothing was changed.")


class NotOnOffer(Refusal):
    sentence = _("This choice is not on offer here. Nothing was changed: choose among those of this page.")


class NoServiceChosen(Refusal):
    sentence = _("Choose at least one service before you refer. Nothing was changed.")


class RunFinished(Refusal):
    sentence = _("This run is over: its debrief stands here, and a new run begins from the page of the scenario.")


class NotAtAnEnding(Refusal):
    sentence = _("The story is not over yet: make your choice first.")


class RunTooLong(Refusal):
    sentence = _("This run has grown too long to go on. Begin again from the page of the scenario.")


class NotReady(Refusal):
    """The graph still has findings, so nobody plays it."""

    sentence = _("The scenario cannot be played yet: mend what the check below lists first.")


class KeyTaken(Refusal):
    sentence = _("Another scene has this key: give each scene its own.")


class MayNotPublish(Refusal):
    sentence = _("A validator publishes scenarios. The draft is saved; ask for its publication.")
