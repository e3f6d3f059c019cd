"""What is refused about people and their postings, each with a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class CourtOutOfReach(Refusal):
    sentence = _("%(court)s is outside the courts you oversee, so nothing was saved. Ask the national coordination.")


class PersonOutOfReach(Refusal):
    sentence = _("This person does not serve in a court you oversee, so nothing was saved.")


class EmailKnown(Refusal):
    sentence = _(
        "%(email)s already has an account, so nothing was saved. If the person has come from another court, "
        "ask the national coordination to record the transfer."
    )


class IdentityNumberRefused(Refusal):
    sentence = _(
        "This looks like the number of a national identity card, which the platform does not keep "
        "(law 09-08, article 12). Give the staff number of the service, or leave the field empty."
    )


class PostingOverlaps(Refusal):
    sentence = _("The posting would begin before the one recorded from %(day)s, so nothing was saved. Check the date.")


class PostingEndsTooEarly(Refusal):
    sentence = _("A posting ends after the day it began, %(day)s. Nothing was saved. Check the date.")


class NotServing(Refusal):
    sentence = _("This person serves in no court at present, so there is no posting to end.")
