"""Why something about a certificate is refused."""

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class NotCompleted(Refusal):
    sentence = _("A certificate is issued when the course is completed. This enrolment has not reached its end.")


class AlreadyRevoked(Refusal):
    sentence = _("Certificate %(number)s has already been revoked. Nothing was changed.")


class AlreadyReplaced(Refusal):
    sentence = _("Certificate %(number)s has been replaced by another. Revoke the one that is in force.")


class ReasonMissing(Refusal):
    sentence = _("Say why the certificate is revoked. Nothing was changed.")
