from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.comparison import examine
from certificates.forms import LARGEST, TOO_LARGE
from certificates.rules import Verdict
from certificates.verification import Telling, told


class Command(BaseCommand):
    help = "Compare a certificate's PDF or badge with what was issued; exit 0 where it is valid, 1 where it is not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the PDF, or the badge as PNG or JWT")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        given = examine(_content(file), at=timezone.now())
        check = told(given.certificate, on=timezone.localdate(), given=given)
        answer = _written(check.tellings[0])
        if check.verdict is not Verdict.VALID:
            raise CommandError(answer)
        self.stdout.write(answer)


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise CommandError(TOO_LARGE)
        return file.read_bytes()
    except OSError as error:
        raise CommandError(_("This file cannot be read: %(why)s") % {"why": error.strerror}) from error


def _written(telling: Telling) -> str:
    """The answer as lines: the verdict, what was looked at, every fact."""
    looked_at = [f"  {finding.outcome}: {finding.sentence}" for finding in telling.findings]
    facts = [f"  {label}: {value}" for label, value in telling.facts]
    return "\n".join([f"{telling.word}. {telling.sentence}", *looked_at, *facts])
