"""Why a whole file is refused; nothing is written then."""

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class FileTooLarge(Refusal):
    sentence = _("The file is too large: %(megabytes)s MB at most. Nothing was written. Send it in several parts.")


class NotText(Refusal):
    sentence = _("The file cannot be read as UTF-8 text. Save it again as UTF-8. Nothing was written.")


class NotXml(Refusal):
    sentence = _("The file cannot be read as XML, near line %(line)s. Nothing was written.")


class ForbiddenXml(Refusal):
    sentence = _("The file declares entities or outside parts, which may do harm, so it is not read.")


class WrongRoot(Refusal):
    sentence = _("This is no file of questions in the format chosen: it begins with “%(found)s”. Nothing was written.")


class NotPackage(Refusal):
    sentence = _("The package cannot be opened: it is damaged, locked by a password or no ZIP. Nothing was written.")


class PackageTooLarge(Refusal):
    sentence = _("The package holds too much: %(files)s files and %(megabytes)s MB unpacked at most.")


class PackagePath(Refusal):
    sentence = _("The package names a file outside of itself, “%(name)s”, so it is not read.")


class TooManyItems(Refusal):
    sentence = _("The file holds more than %(most)s questions. Nothing was written. Send it in several parts.")


class NoItems(Refusal):
    sentence = _("No question was found in the file. Is it in the format chosen?")
