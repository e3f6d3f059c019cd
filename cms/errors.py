"""Why the site is not exported."""

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class FolderNotEmpty(Refusal):
    sentence = _("%(folder)s is not an empty folder: name a new one. Nothing was written.")


class NothingToExport(Refusal):
    sentence = _("The site holds no content yet: load a pack first. Nothing was written.")
