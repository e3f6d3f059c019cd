"""The figures of courts: how it is now, or how it was on a day as known on a day."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Sum

from accounts.models import Headcount, User
from accounts.queries import courts_told_to
from jurisdictions.models import Court
from reporting.models import Balance, Delta, MonthBalance
from reporting.rules import ANY, EVENTS, PEOPLE, Measure


@dataclass(frozen=True)
class Question:
    """What figures are asked for; what is empty does not narrow.

    `on` is the day asked about, today where it is empty; `known_on` leaves out what was recorded after it.
    """

    corps: str = ""
    profession: str = ""
    course: str = ""
    regime: str = ""
    gender: str = ""
    on: date | None = None
    known_on: date | None = None

    @property
    def dated(self) -> bool:
        return self.on is not None or self.known_on is not None


@dataclass(frozen=True)
class Figures:
    """The figures of a place; they add up over places and professions.

    `posts` is the headcount, `None` where none is known, and `measured` the trained people who serve where one
    is known: the rate compares these two, and says nothing about the others.
    """

    trained: int = 0
    enrolled: int = 0
    completions: int = 0
    enrolments: int = 0
    posts: int | None = None
    measured: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        known = [posts for posts in (self.posts, other.posts) if posts is not None]
        counts = {field.name: getattr(self, field.name) + getattr(other, field.name) for field in _COUNTS}
        return Figures(**counts, posts=sum(known) if known else None)

    @property
    def rate(self) -> Decimal | None:
        """The coverage rate in percent with one decimal, above 100 where more are trained than posts are known."""
        if not self.posts:
            return None
        return (Decimal(100 * self.measured) / self.posts).quantize(Decimal("0.1"))

    @property
    def partly_measured(self) -> bool:
        """Whether the rate leaves out trained people, for want of a headcount where they serve."""
        return self.rate is not None and self.measured != self.trained

    @property
    def exceeds_posts(self) -> bool:
        return self.rate is not None and self.rate > 100

    def __bool__(self) -> bool:
        return self != Figures()


_COUNTS = tuple(field for field in fields(Figures) if field.name != "posts")
_COLUMNS = {
    Measure.PEOPLE_TRAINED: "trained",
    Measure.PEOPLE_ENROLLED: "enrolled",
    Measure.COMPLETED: "completions",
    Measure.ENROLLED: "enrolments",
}


@dataclass(frozen=True)
class CourtFigures:
    """A court with its city, region and resort, and its figures by corps."""

    court: Court
    by_corps: dict[str, Figures]

    @property
    def figures(self) -> Figures:
        return total(self.by_corps.values())


def total(figures: Iterable[Figures]) -> Figures:
    return sum(figures, Figures())


def courts_on_the_map(person: User) -> list[Court]:
    """The courts whose figures `person` may read, with city, region and resort: one query and those of the reach."""
    return list(courts_told_to(person).select_related("city__region", "resort"))


def coverage_of(courts: Collection[Court], *, question: Question, today: date) -> list[CourtFigures]:
    """The figures of each of `courts` that answer `question`: three queries at any number of courts.

    Without dates they come from the balances, less what is yet to happen; with dates from the balances of whole
    months and the deltas of the months in which the dates fall.
    """
    ids = [court.pk for court in courts]
    counted = _counted(ids, question=question, today=today)
    posts = _posts(ids, question=question, today=today)
    cells: dict[int, dict[str, Figures]] = defaultdict(dict)
    for court_id, profession_id, corps in {(key[:3]) for key in counted} | posts.keys():
        counts = {name: counted[court_id, profession_id, corps, measure] for measure, name in _COLUMNS.items()}
        known = posts.get((court_id, profession_id, corps))
        figures = Figures(**counts, posts=known, measured=0 if known is None else counts["trained"])
        cells[court_id][corps] = cells[court_id].get(corps, Figures()) + figures
    return [CourtFigures(court, cells[court.pk]) for court in courts]


def _counted(courts: list[int], *, question: Question, today: date) -> Counter[tuple[int, int, str, str]]:
    told: Counter[tuple[int, int, str, str]] = Counter()
    wanted = Q(court__in=courts) & _asked(question)
    for rows, sign in _sources(question, today=today):
        grouped = rows.filter(wanted).order_by().values_list(
            "court_id", "profession_id", "profession__corps", "measure"
        )  # fmt: skip
        for *key, n in grouped.annotate(told=Sum("n")):
            told[tuple(key)] += sign * n
    return told


def _sources(question: Question, *, today: date) -> list[tuple[QuerySet[Balance | MonthBalance | Delta], int]]:
    """The rows to sum, each with its sign: two queries."""
    if not question.dated:
        return [(Balance.objects.all(), 1), (Delta.objects.filter(happened_on__gt=today), -1)]
    happened = question.on or today
    months = MonthBalance.objects.filter(happened_in__lt=happened.replace(day=1))
    since = Q(happened_on__gte=happened.replace(day=1), happened_on__lte=happened)
    if known := question.known_on:
        months = months.filter(recorded_in__lt=known.replace(day=1))
        since &= Q(recorded_on__lte=known)
        since |= Q(
            happened_on__lt=happened.replace(day=1), recorded_on__gte=known.replace(day=1), recorded_on__lte=known
        )
    return [(months, 1), (Delta.objects.filter(since), 1)]


def _asked(question: Question) -> Q:
    """The condition on keys. People are told once per filter, so theirs is exact; events add up."""
    events = Q(measure__in=EVENTS)
    people = Q(measure__in=PEOPLE, course_code=question.course or ANY)
    if question.course:
        events &= Q(course_code=question.course)
    if question.regime:
        events &= Q(regime=question.regime)
    if question.regime or not question.course:
        people &= Q(regime=question.regime or ANY)
    asked = (events | people) & _by_profession(question)
    return asked & Q(gender=question.gender) if question.gender else asked


def _by_profession(question: Question) -> Q:
    narrowed = Q()
    if question.profession:
        narrowed &= Q(profession__code=question.profession)
    if question.corps:
        narrowed &= Q(profession__corps=question.corps)
    return narrowed


def _posts(courts: list[int], *, question: Question, today: date) -> dict[tuple[int, int, str], int]:
    """By court, profession and corps the latest headcount on the day asked: one query, none by gender.

    Headcounts are not told by gender, so a question about one gender has no denominator. What is dated after the
    day of knowledge was not known.
    """
    if question.gender:
        return {}
    day = min(question.on or today, question.known_on or today)
    latest = (
        Headcount.objects.filter(court=OuterRef("court"), profession=OuterRef("profession"), on__lte=day)
        .order_by()
        .values("court", "profession")
        .annotate(latest=Max("on"))
        .values("latest")
    )
    rows = (
        Headcount.objects.filter(_by_profession(question), court__in=courts, on=Subquery(latest))
        .order_by()
        .values_list("court_id", "profession_id", F("profession__corps"), "posts")
    )
    return {(court, profession, corps): posts for court, profession, corps, posts in rows}
