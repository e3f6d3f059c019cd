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


class CorrectionReasonMissing(Refusal):
    sentence = _("Say why the certificate is corrected. Nothing was changed.")


class CorrectedBefore(Refusal):
    sentence = _("Certificate %(number)s has been replaced by another. Correct the one that is in force.")


class CorrectedInVain(Refusal):
    sentence = _(
        "Certificate %(number)s already prints what the record says. Correct the record of the person first, "
        "then the certificate. Nothing was issued."
    )


class RevokedForGood(Refusal):
    sentence = _("Certificate %(number)s has been revoked, so it cannot be corrected. Nothing was issued.")


class OwnCertificate(Refusal):
    sentence = _("This certificate is your own: somebody else decides on it. Nothing was changed.")


class NothingToBundle(Refusal):
    sentence = _("With these filters there is nothing to do. Nothing was started.")


class BundleTooLarge(Refusal):
    sentence = _(
        "These are %(count)s certificates, and %(limit)s are done at once. Choose a court, a course or a shorter "
        "period. Nothing was started."
    )


class BundleUnderWay(Refusal):
    sentence = _("What you asked for before is still under way. Wait until it is done, then ask again.")


class SignatureRefused(Refusal):
    sentence = _("The signature of this certificate would not be trusted, so it was not issued. Check the signing key.")


class TimestampMissing(SignatureRefused):
    sentence = _("The timestamp authority does not answer, so this certificate was not issued. It is tried again.")


class ModuleNotPassed(Refusal):
    sentence = _("A module certificate is given once the quiz of the module is passed. Nothing was issued.")


class LogoTooLarge(Refusal):
    sentence = _("This logo is too large: at most %(limit)s kB, and 16 million pixels. Nothing was changed.")


class LogoRefused(Refusal):
    sentence = _(
        "This file is no PNG or JPEG picture, nor an SVG made of shapes alone. Turn lettering into shapes and leave "
        "out links, scripts and pictures within it. Nothing was changed."
    )
