from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Posting
from lms.management.demo.population import DOMAIN, Population


class Command(BaseCommand):
    help = "Make a synthetic population for benchmarks. Only ever creates; run again, it goes on where it stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--learners", type=int, required=True, help="how many people")
        parser.add_argument("--enrolments", type=int, required=True, help="how many enrolments between them")

    def handle(self, *args: Any, learners: int, enrolments: int, **options: Any) -> None:
        if not settings.DEBUG and Posting.objects.exclude(person__email__endswith=f"@{DOMAIN}").exists():
            raise CommandError(
                _("There are real people here, whose figures would be mixed with invented ones: use an empty database.")
            )
        population = Population(learners=learners, enrolments=enrolments, until=timezone.now())
        if learners < 1 or not 0 <= enrolments <= population.room:
            raise CommandError(
                _("Each of %(learners)s learners can be once in each of %(courses)s courses: ask for 0 to %(room)s.")
                % {"learners": learners, "courses": len(population.ways), "room": max(population.room, 0)}
            )
        people = made = 0
        for new_people, new_enrolments in population.slices():
            people, made = people + new_people, made + new_enrolments
            self.stdout.write(_("%(people)s people and %(made)s enrolments made.") % {"people": people, "made": made})
