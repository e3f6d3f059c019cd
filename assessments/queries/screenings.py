"""Which files somebody may screen, the indicators to tick, and what an answer says beside the experts' key."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from assessments.models.screenings import ExpertMark, ScreeningAnswer, ScreeningFile
from assessments.screening.rule import DIMENSIONS, Audience, Elements, Reading, is_positive, reading_of
from courses.models import Module
from enrolments.models import Enrolment
from library.models import Dimension, Indicator

GUIDE = "oit-2009"


def files_open_to(viewer: User) -> QuerySet[ScreeningFile]:
    """The published files that `viewer` may screen, by title, each with `submitted`, how often they did: two queries.

    They are those whose module a live enrolment holds; all of them for tutors, coordinators and authors.
    """
    rows = ScreeningFile.objects.filter(is_published=True).prefetch_related("modules")
    if not viewer.animates:
        held = Enrolment.objects.filter(learner=viewer, left_at=None, edition__modules__screenings=OuterRef("pk"))
        rows = rows.filter(Exists(held))
    done = Q(answers__learner=viewer, answers__submitted_at__isnull=False)
    return rows.annotate(submitted=Count("answers", filter=done)).order_by("title_fr", "pk")


def modules_with_screenings(viewer: User) -> QuerySet[Module]:
    return Module.objects.filter(screenings__in=files_open_to(viewer).values("pk")).distinct().order_by("code")


def answers_of(viewer: User) -> QuerySet[ScreeningAnswer]:
    """The answers of `viewer` and of nobody else, with their file."""
    return ScreeningAnswer.objects.filter(learner=viewer).select_related("file")


def open_answer(viewer: User, *, file: ScreeningFile) -> ScreeningAnswer | None:
    return answers_of(viewer).filter(file=file, submitted_at=None).first()


def weight_of(indicator: Indicator, audience: str) -> str:
    return indicator.weight_child if audience == Audience.CHILD else indicator.weight_adult


def indicators_for(audience: str) -> QuerySet[Indicator]:
    """The indicators of the method that have a weight for `audience`, with their dimension, in order: one query."""
    weighed = ~Q(weight_child="") if audience == Audience.CHILD else ~Q(weight_adult="")
    rows = Indicator.objects.filter(weighed, dimension__guide__code=GUIDE).select_related("dimension")
    return rows.order_by("dimension__position", "position", "code")


@dataclass(frozen=True)
class Line:
    """An indicator to tick. No weight: that is what one learns afterwards."""

    indicator: Indicator
    ticked: bool


@dataclass(frozen=True)
class Part:
    dimension: Dimension
    lines: tuple[Line, ...]

    @property
    def ticked(self) -> int:
        return sum(line.ticked for line in self.lines)


def sheet(audience: str, *, ticked: Collection[str]) -> list[Part]:
    """The indicators for `audience` by dimension, those `ticked` marked: one query."""
    parts: dict[int, list[Line]] = defaultdict(list)
    for each in indicators_for(audience):
        parts[each.dimension_id].append(Line(each, each.code in ticked))
    return [Part(lines[0].indicator.dimension, tuple(lines)) for lines in parts.values()]


def weights_by_dimension(indicators: Iterable[Indicator], *, audience: str) -> dict[str, list[str]]:
    """The weights of `indicators` for `audience`, by the code of their dimension; every dimension is there."""
    weights: dict[str, list[str]] = {code: [] for code in DIMENSIONS}
    for each in indicators:
        weights[each.dimension.code].append(weight_of(each, audience))
    return weights


@dataclass(frozen=True)
class Compared:
    """An indicator seen by the learner, by the experts or by both; `weight` in words."""

    indicator: Indicator
    weight: str
    yours: bool
    experts: bool
    comment: str


@dataclass(frozen=True)
class ComparedPart:
    """A dimension with what was seen in it, and whether it is positive on each side."""

    dimension: Dimension
    lines: tuple[Compared, ...]
    yours_positive: bool
    experts_positive: bool


def compared(answer: ScreeningAnswer) -> list[ComparedPart]:
    """A submitted `answer` beside the key, dimension by dimension: four queries at most.

    Raises `ValueError` for an open answer: nothing of the key may be told before it is submitted.
    """
    if answer.is_open:
        raise ValueError("an open answer has no comparison")
    audience = answer.file.audience
    yours = set(answer.ticked.values_list("code", flat=True))
    key = {mark.indicator_id: mark for mark in ExpertMark.objects.filter(file=answer.file_id)}
    parts: dict[int, list[Compared]] = defaultdict(list)
    dimensions: dict[int, Dimension] = {}
    for each in indicators_for(audience):
        dimensions[each.dimension_id] = each.dimension
        mark = key.get(each.pk)
        if each.code in yours or mark:
            weight = str(Indicator.Weight(weight_of(each, audience)).label)
            comment = mark.comment if mark else ""
            parts[each.dimension_id].append(Compared(each, weight, each.code in yours, mark is not None, comment))
    return [_part(dimension, parts[pk], audience) for pk, dimension in dimensions.items()]


def _part(dimension: Dimension, lines: list[Compared], audience: str) -> ComparedPart:
    yours = [weight_of(line.indicator, audience) for line in lines if line.yours]
    experts = [weight_of(line.indicator, audience) for line in lines if line.experts]
    return ComparedPart(dimension, tuple(lines), is_positive(yours), is_positive(experts))


def reading_of_key(file: ScreeningFile, parts: Iterable[ComparedPart]) -> Reading:
    """How the experts' key of `file` reads, given its comparison; no query."""
    positive = {part.dimension.code for part in parts if part.experts_positive}
    return reading_of(positive, audience=file.audience, elements=Elements(file.act, file.purpose))
