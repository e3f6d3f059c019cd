from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.exchange.formats import FORMATS
from assessments.exchange.text import MOST_BYTES
from assessments.services.exchange import Plan, apply_import
from courses.models import Module
from lms.lib.commands import content_of
from lms.lib.errors import Refusal
from lms.lib.languages import LANGUAGES


class Command(BaseCommand):
    help = "Bring the questions of a file to the bank, in the language of the file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=FORMATS, dest="format_key")
        parser.add_argument("--module", default="", metavar="SLUG", help="the module that new questions belong to")
        parser.add_argument(
            "--language", default="", choices=LANGUAGES, help="left out: as the file says, or is written"
        )

    def handle(self, *args: Any, file: Path, format_key: str, module: str, language: str, **options: Any) -> None:
        owner = module_named(module)
        content = content_of(file, most=MOST_BYTES)
        try:
            plan = apply_import(content, format_key=format_key, language=language, module=owner)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(plan)

    def _tell(self, plan: Plan) -> None:
        counts = (
            (len(plan.new), ngettext("%(count)s question made", "%(count)s questions made", len(plan.new))),
            (len(plan.filled), ngettext("%(count)s language filled", "%(count)s languages filled", len(plan.filled))),
            (plan.unchanged, ngettext("%(count)s unchanged", "%(count)s unchanged", plan.unchanged)),
            (len(plan.refused), ngettext("%(count)s refused", "%(count)s refused", len(plan.refused))),
        )
        said = ", ".join(sentence % {"count": count} for count, sentence in counts)
        self.stdout.write(_("Language %(language)s: %(said)s.") % {"language": plan.language, "said": said})
        if plan.new:
            self.stdout.write(_("New questions stay retired until both languages are there."))
        for word, rows in ((_("refused"), plan.refused), (_("taken with a loss"), plan.notes)):
            for row in rows:
                self.stdout.write(f"{word}: {row.place} {row.name}: {row.reason}".replace(" :", ":"))


def module_named(slug: str) -> Module | None:
    """The module whose slug or code is `slug`; none for an empty one. Raises `CommandError`."""
    if not slug:
        return None
    module = Module.objects.filter(slug=slug).first() or Module.objects.filter(code=slug).first()
    if module is None:
        there = ", ".join(Module.objects.values_list("slug", flat=True))
        sentence = _("There is no module “%(slug)s”. There are: %(there)s. Nothing was written.")
        raise CommandError(sentence % {"slug": slug, "there": there})
    return module
