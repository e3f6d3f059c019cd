"""A synthetic population for benchmarks: written in bulk, a slice of people at a time, and only what is missing.

Learner n and enrolment n are the same at every run, so a run that was cut off is taken up where it stopped.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import count

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import Posting, Profession, User
from courses.models import Edition, Lesson, Module
from enrolments.models import Enrolment, ExamPass, LessonProgress, ModulePass
from enrolments.services import complete_many, enrol_many
from jurisdictions.models import Court
from lms.lib.dates import CASABLANCA
from lms.management.demo.names import FAMILIES, MEN, WOMEN
from lms.management.demo.people import SERVING_SINCE

SLICE = 1000
DOMAIN = "population.example"
WAVES = 12
COMPLETING = 6  # of ten who enrol


@dataclass(frozen=True)
class Way:
    """One edition with all that is learnt in it."""

    edition: Edition

    @cached_property
    def modules(self) -> list[Module]:
        return list(self.edition.modules.order_by("places__position"))

    @cached_property
    def lessons(self) -> list[Lesson]:
        return list(Lesson.objects.filter(module__in=self.modules).order_by("module", "position"))

    def bring(self, learners: Sequence[User], *, wave: int, until: datetime) -> None:
        """Enrol `learners` in a wave between the opening and `until`; of ten, six complete and four are half-way."""
        opened = datetime.combine(self.edition.opens_on, time(9), tzinfo=CASABLANCA)
        closed = datetime.combine(self.edition.closes_on or date.max, time(), tzinfo=CASABLANCA)
        step = (min(closed, until) - opened) / (WAVES + 1)
        began, ended = opened + wave % WAVES * step, opened + (wave % WAVES + 1) * step
        enrolled = enrol_many(learners, edition=self.edition, by=None, at=began)
        completing = [each for n, each in enumerate(enrolled) if n % 10 < COMPLETING]
        self._read(enrolled, completing, began=began, ended=ended)
        ModulePass.objects.bulk_create(
            (
                ModulePass(learner=each.learner, module=module, passed_at=ended, percent=80)
                for each in completing
                for module in self.modules
                if module.has_quiz
            ),
            batch_size=5000, ignore_conflicts=True,
        )  # fmt: skip
        if self.edition.ends_with_exam_of(self.edition.course):
            ExamPass.objects.bulk_create(
                ExamPass(learner=each.learner, course=each.course, passed_at=ended, percent=80) for each in completing
            )
        complete_many(completing, at=ended)

    def _read(
        self, enrolled: Sequence[Enrolment], completing: Sequence[Enrolment], *, began: datetime, ended: datetime
    ) -> None:
        whole = {each.pk for each in completing}
        rows = (
            LessonProgress(learner=each.learner, lesson=lesson, opened_at=began, done_at=ended)
            for each in enrolled
            for lesson in (self.lessons if each.pk in whole else self.lessons[: len(self.lessons) // 2])
        )
        LessonProgress.objects.bulk_create(rows, batch_size=5000, ignore_conflicts=True)


class Population:
    """`learners` people of all courts with `enrolments` between them, over the first edition of each course."""

    def __init__(self, *, learners: int, enrolments: int, until: datetime) -> None:
        self.learners, self.enrolments, self.until = learners, enrolments, until
        opened = Edition.objects.filter(number=1, opens_on__lt=until.date() - timedelta(days=1))
        self.ways = [Way(edition) for edition in opened.select_related("course").order_by("course__code")]
        self.courts = list(Court.objects.order_by("code"))
        self.professions = list(Profession.objects.order_by("code"))

    @property
    def room(self) -> int:
        """How many enrolments there may be: everybody once in every course."""
        return self.learners * len(self.ways)

    def slices(self) -> Iterator[tuple[int, int]]:
        """Write what is missing, and tell after each slice how many people and enrolments it made."""
        for wave, first in zip(count(), range(0, self.learners, SLICE), strict=False):
            yield self._slice(range(first, min(first + SLICE, self.learners)), wave)

    @transaction.atomic
    def _slice(self, numbers: range, wave: int) -> tuple[int, int]:
        emails = {f"p{n}@{DOMAIN}": n for n in numbers}
        known = set(User.objects.filter(email__in=emails).values_list("email", flat=True))
        self._make([n for email, n in emails.items() if email not in known])
        people = sorted(User.objects.filter(email__in=emails), key=lambda user: emails[user.email])
        made = 0
        for place, way in enumerate(self.ways):
            due = people[: max(self.enrolments - place * self.learners - numbers.start, 0)]
            inside = set(
                Enrolment.objects.filter(course=way.edition.course, left_at=None, learner__in=due)
                .values_list("learner", flat=True)
            )  # fmt: skip
            if missing := [person for person in due if person.pk not in inside]:
                way.bring(missing, wave=wave, until=self.until)
                made += len(missing)
        return len(emails) - len(known), made

    def _make(self, numbers: Sequence[int]) -> None:
        """People who cannot sign in, each serving in a court."""
        closed = make_password(None)
        users = User.objects.bulk_create([_person(n, password=closed) for n in numbers])
        EmailAddress.objects.bulk_create(
            EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
        )
        Posting.objects.bulk_create(
            Posting(
                person=user, court=self.courts[n % len(self.courts)],
                profession=self.professions[n // len(self.courts) % len(self.professions)], starts_on=SERVING_SINCE,
            )
            for n, user in zip(numbers, users, strict=True)
        )  # fmt: skip


def _person(n: int, *, password: str) -> User:
    gender, firsts = ("F", WOMEN) if n % 2 else ("M", MEN)
    first, family = firsts[n // 2 % len(firsts)], FAMILIES[n // 2 // len(firsts) % len(FAMILIES)]
    return User(
        email=f"p{n}@{DOMAIN}", password=password, gender=gender, first_name=first[0], first_name_ar=first[1],
        last_name=f"{family[0]} {n}", last_name_ar=f"{family[1]} {n}",
    )  # fmt: skip
