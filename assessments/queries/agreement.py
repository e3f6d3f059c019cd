"""How far learners agree with the experts, indicator by indicator, over every file screened."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from assessments.models.screenings import ExpertMark, ScreeningAnswer
from assessments.queries.screenings import indicators_for
from assessments.screening.agreement import Counts, kappa, observed_agreement
from library.models import Indicator


@dataclass(frozen=True)
class IndicatorAgreement:
    """One indicator: `kappa` and `observed` are `None` below the floor, `kappa` also where it is not defined."""

    indicator: Indicator
    counts: Counts

    @property
    def observed(self) -> Decimal | None:
        return observed_agreement(self.counts) if self.counts.is_enough else None

    @property
    def kappa(self) -> Decimal | None:
        return kappa(self.counts) if self.counts.is_enough else None


@dataclass(frozen=True)
class Agreement:
    """Every indicator for an audience; `answers` were given first by `people` over `files`."""

    lines: tuple[IndicatorAgreement, ...]
    answers: int
    people: int
    files: int


def agreement_on(audience: str) -> Agreement:
    """The agreement of first answers with the key over the files about `audience`: five queries, whatever their number.

    A first answer is given before the key is seen; later ones are not counted.
    """
    first = ScreeningAnswer.objects.filter(number=1, submitted_at__isnull=False, file__audience=audience)
    by_file = Counter(dict(first.order_by().values_list("file").annotate(n=Count("pk"))))
    people = first.aggregate(people=Count("learner", distinct=True))["people"]
    key = set(ExpertMark.objects.filter(file__in=by_file).values_list("file", "indicator"))
    ticks = first.order_by().values_list("file", "ticked").annotate(n=Count("pk"))
    ticked = {(file, indicator): n for file, indicator, n in ticks if indicator}
    lines = [IndicatorAgreement(each, _counts(each.pk, by_file, key, ticked)) for each in indicators_for(audience)]
    return Agreement(tuple(lines), by_file.total(), people, len(by_file))


def _counts(
    indicator: int, by_file: Counter[int], key: set[tuple[int, int]], ticked: dict[tuple[int, int], int]
) -> Counts:
    """One indicator over all files: in each, those who ticked it and those who did not."""
    tally: Counter[tuple[bool, bool]] = Counter()
    for file, answers in by_file.items():
        seen, experts = ticked.get((file, indicator), 0), (file, indicator) in key
        tally[True, experts] += seen
        tally[False, experts] += answers - seen
    return Counts(tally[True, True], tally[True, False], tally[False, True], tally[False, False])
