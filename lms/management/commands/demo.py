"""Load the demo set."""

from itertools import cycle, islice
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from courses.models import Course
from lms.management.demo.accounts import open_staff_accounts
from lms.management.demo.people import make_learners
from lms.management.demo.progress import ALMOST_THERE, BEGINNING, STAGES, Story


class Command(BaseCommand):
    help = "Load the demo: 253 magistrates and 135 social workers over 57 cities, and nine accounts. Only ever creates."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo has accounts with a public password: it is refused unless DEBUG is on.")
        if User.objects.filter(email="admin@demo.example").exists():
            self.stdout.write("The demo is already here; nothing was changed.")
            return
        courses = {course.code: course for course in Course.objects.filter(code__in=["MAG-C", "AS-C"])}
        if len(courses) < 2:
            raise CommandError(
                "The demo needs the courses of the content pack: run load_content content/morocco first."
            )
        with transaction.atomic():
            self._load(courses)

    def _load(self, courses: dict[str, Course]) -> None:
        random = Random(27_14)
        open_staff_accounts()
        _name_the_tutor()
        magistrates, social_workers = make_learners(random)
        for code, learners, first in (("MAG-C", magistrates, ALMOST_THERE), ("AS-C", social_workers, BEGINNING)):
            stages = [first, *islice(cycle(STAGES), len(learners) - 1)]
            Story(courses[code], random).tell(learners, stages)
        self.stdout.write(f"{len(magistrates)} magistrates, {len(social_workers)} social workers, nine accounts.")


def _name_the_tutor() -> None:
    """Let Youssef read the case notes of every course."""
    tutor = User.objects.get(email="youssef@demo.example")
    for course in Course.objects.all():
        course.tutors.add(tutor)
