"""What the dashboard shows, gathered from several apps."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from accounts.models import Posting, User
from accounts.queries import posting_on
from certificates.models import Certificate
from enrolments.models import LessonProgress
from enrolments.queries import CourseStanding, Step, course_standings, last_opened
from lms.lib.dates import day_of


@dataclass(frozen=True)
class Home:
    """One person's home. `resume` is where they left, or else what comes next."""

    posting: Posting | None
    standings: tuple[CourseStanding, ...]
    resume: Step | None
    certificates: QuerySet[Certificate]
    today: date

    @property
    def under_way(self) -> list[CourseStanding]:
        """The courses not yet completed, those due first."""
        open_ones = [each for each in self.standings if each.enrolment and each.enrolment.completed_at is None]
        return sorted(open_ones, key=lambda each: (each.enrolment and each.enrolment.due_on) or date.max)

    @property
    def completed(self) -> list[CourseStanding]:
        return [each for each in self.standings if each.enrolment and each.enrolment.completed_at]


def home_of(person: User, *, at: datetime) -> Home:
    """The home of `person`: eight queries, however many courses they are in."""
    standings = tuple(course_standings(person))
    return Home(
        posting=posting_on(person, day=day_of(at)),
        standings=standings,
        resume=_resume(last_opened(person), standings),
        certificates=person.certificates.filter(state=Certificate.State.VALID)[:5],
        today=day_of(at),
    )


def _resume(progress: LessonProgress | None, standings: tuple[CourseStanding, ...]) -> Step | None:
    """The lesson left open where a course under way holds it, else the next step of the first such course."""
    under_way = [each for each in standings if not each.complete]
    held = {module.module.pk for each in under_way for module in each.modules}
    if progress and progress.lesson.module_id in held:
        lesson = progress.lesson
        return Step(lesson.title, lesson.get_absolute_url(), lesson.minutes)
    return next((each.next for each in under_way if each.next), None)
