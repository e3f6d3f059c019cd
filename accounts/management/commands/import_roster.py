from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roster import Roster, import_roster
from lms.lib.commands import content_of
from lms.lib.errors import Refusal
from lms.lib.table_file import MOST_BYTES


class Command(BaseCommand):
    help = "Add and invite the people of a CSV file. Rows that are refused are listed and stop none of the others."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done, and write nothing")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who invites; left out: the first administrator")

    def handle(self, *args: Any, file: Path, dry_run: bool, by: str, **options: Any) -> None:
        inviting = _inviting(by)
        content = content_of(file, most=MOST_BYTES)
        try:
            with transaction.atomic():
                roster = import_roster(content, by=inviting, at=timezone.now())
                transaction.set_rollback(dry_run)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(roster, dry_run=dry_run)

    def _tell(self, roster: Roster, *, dry_run: bool) -> None:
        counts = {"added": len(roster.added), "unchanged": roster.unchanged, "refused": len(roster.refused)}
        self.stdout.write(_("Added: %(added)s. Already there: %(unchanged)s. Refused: %(refused)s.") % counts)
        for row in roster.refused:
            places = {"line": row.line, "email": row.email, "reasons": " ".join(row.reasons)}
            self.stdout.write(_("Line %(line)s, %(email)s: %(reasons)s") % places)
        if dry_run:
            self.stdout.write(_("This was a trial: nothing was written."))


def _inviting(email: str) -> User:
    """Who is said to invite. Raises `CommandError`."""
    people = User.objects.filter(is_active=True).order_by("pk")
    found = people.filter(email__iexact=email) if email else people.filter(is_superuser=True)
    if person := found.first():
        return person
    raise CommandError(_("Nobody is there to invite: make an administrator's account first (createsuperuser)."))
