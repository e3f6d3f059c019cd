"""What may be refused in the library."""

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class OutOfReach(Refusal):
    sentence = _("This service lies outside of your courts, so you do not assess it.")


class NothingAssessed(Refusal):
    sentence = _("Give a score to at least one dimension.")


class AssessedInTheFuture(Refusal):
    sentence = _("An assessment is dated today at the latest.")


class FileTooLarge(Refusal):
    sentence = _("The file is too large: %(megabytes)s MB at most. Nothing was written. Send it in several parts.")


class NotText(Refusal):
    sentence = _(
        "The file cannot be read as UTF-8 text. Save it as “CSV UTF-8” and send it again. Nothing was written."
    )


class NotATable(Refusal):
    sentence = _("The file cannot be read as a table (CSV), near line %(line)s. Nothing was written.")


class TooManyRows(Refusal):
    sentence = _("The file has more than %(most)s rows. Nothing was written. Send it in several parts.")


class ColumnsUnknown(Refusal):
    sentence = _("The first line names columns that do not exist here: %(columns)s. Nothing was written.")


class ColumnMissing(Refusal):
    sentence = _("The first line should name the column “%(column)s”. Nothing was written.")


class ColumnTwice(Refusal):
    sentence = _("The first line names the column “%(column)s” twice. Nothing was written.")


class DirectoryChangedMeanwhile(Refusal):
    sentence = _("Somebody changed the directory meanwhile. Nothing was written. Check the file again.")
