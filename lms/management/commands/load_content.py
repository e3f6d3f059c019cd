import logging
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cms.pack.mistakes import BrokenPack
from cms.services.load import load_pack
from cms.services.pen import Report


class Command(BaseCommand):
    help = "Load a content pack: library, courses, questions and pages, in both languages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="for example content/morocco")
        parser.add_argument("--overwrite", action="store_true", help="take the pack's text where the site has another")

    def handle(self, *args: Any, folder: Path, overwrite: bool, **options: Any) -> None:
        for noisy in ("wagtail", "django_tasks"):  # a line for each page written
            logging.getLogger(noisy).setLevel(logging.WARNING)
        try:
            report = load_pack(folder, overwrite=overwrite)
        except BrokenPack as broken:
            raise CommandError(f"{broken}\n{_refused(len(broken.mistakes))}") from None
        except IntegrityError as error:
            sentence = _("The site holds another entry with the same code or address; nothing was written: %(detail)s")
            raise CommandError(sentence % {"detail": error}) from error
        self._tell(report)

    def _tell(self, report: Report) -> None:
        counts = {
            pgettext("pack", "created"): report.created,
            pgettext("pack", "changed"): report.changed,
            pgettext("pack", "written as a draft"): report.drafted,
            pgettext("pack", "unchanged"): report.unchanged,
        }
        for word, tally in counts.items():
            if tally:
                kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(tally.items()))
                self.stdout.write(f"{word}: {tally.total()} ({kinds})")
        for left in report.left_alone:
            self.stdout.write(_("left alone: %(what)s") % {"what": left})


def _refused(count: int) -> str:
    sentence = ngettext("%(count)s mistake: nothing was written.", "%(count)s mistakes: nothing was written.", count)
    return sentence % {"count": count}
