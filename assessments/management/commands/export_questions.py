from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.exchange.formats import WRITTEN
from assessments.management.commands.import_questions import module_named
from assessments.queries.exchange import exported
from lms.lib.languages import FRENCH, LANGUAGES


class Command(BaseCommand):
    help = "Write the questions of the bank, in one language, to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", required=True, choices=WRITTEN, dest="format_key")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")
        parser.add_argument("--module", default="", metavar="SLUG", help="left out: every module")
        parser.add_argument("--language", default=FRENCH, choices=LANGUAGES)

    def handle(self, *args: Any, format_key: str, output: Path, module: str, language: str, **options: Any) -> None:
        content, contents = exported(format_key=format_key, module=module_named(module), language=language)
        if not contents.items:
            raise CommandError(_("No question can be written in this format and language. Nothing was written."))
        try:
            output.write_bytes(content)
        except OSError as error:
            sentence = _("The file %(file)s cannot be written: %(why)s.")
            raise CommandError(sentence % {"file": output, "why": error.strerror}) from error
        count = len(contents.items)
        sentence = ngettext(
            "%(count)s question written to %(file)s.", "%(count)s questions written to %(file)s.", count
        )
        self.stdout.write(sentence % {"count": count, "file": output})
        for row in contents.refused:
            self.stdout.write(_("left out: %(name)s: %(reason)s") % {"name": row.name, "reason": row.reason})
