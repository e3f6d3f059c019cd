from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.queries.recount import recount

SHOWN = 100


class Command(BaseCommand):
    help = "Count coverage again from enrolments and postings and compare; nothing is written."

    def handle(self, *args: Any, **options: Any) -> None:
        found = recount()
        for difference in found.differences[:SHOWN]:
            self.stdout.write(str(difference))
        if found.differences:
            shown = min(SHOWN, len(found.differences))
            raise CommandError(
                f"{len(found.differences)} differences, {shown} listed; key: court, profession, gender, regime, "
                "course, measure, then the day or the months of happening and recording. Nothing was changed."
            )
        self.stdout.write(f"exact: {found.lines} lines agree with their sources, and the balances with them.")
