"""Tick the indicators of a file, and submit what was seen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from assessments.models.screenings import ScreeningAnswer, ScreeningFile
from assessments.queries.screenings import files_open_to, indicators_for, open_answer, weights_by_dimension
from assessments.screening.errors import ScreeningClosed
from assessments.screening.rule import Elements, positive_dimensions, reading_of
from enrolments.services import lock


@dataclass(frozen=True)
class Seen:
    """What somebody ticks: indicators, and for a child the act and the purpose."""

    indicators: tuple[str, ...] = ()
    act: bool = False
    purpose: bool = False


@transaction.atomic
def save_screening(learner: User, *, file: ScreeningFile, seen: Seen, at: datetime) -> ScreeningAnswer:
    """Keep what `learner` has ticked so far, in the place of what was kept before.

    Indicators that the method does not weigh for this file are left out. The learner's row is locked, so two devices
    write the same answer. Raises `ScreeningClosed`.
    """
    lock([learner.pk])
    if not files_open_to(learner).filter(pk=file.pk).exists():
        raise ScreeningClosed
    answer = open_answer(learner, file=file) or ScreeningAnswer(
        learner=learner, file=file, number=_next_number(learner, file)
    )
    answer.act, answer.purpose, answer.saved_at = seen.act, seen.purpose, at
    answer.save()
    answer.ticked.set(_listed(file.audience, seen.indicators))
    return answer


def _next_number(learner: User, file: ScreeningFile) -> int:
    last: int = file.answers.filter(learner=learner).aggregate(last=Max("number"))["last"] or 0
    return last + 1


def _listed(audience: str, codes: Collection[str]) -> list[int]:
    return [each.pk for each in indicators_for(audience) if each.code in codes]


@transaction.atomic
def submit_screening(learner: User, *, file: ScreeningFile, seen: Seen, number: int, at: datetime) -> ScreeningAnswer:
    """Submit what `learner` has seen as the answer `number`, and read its dimensions; twice is harmless.

    An answer that was submitted under this number already is returned as it stands. Raises `ScreeningClosed`.
    """
    lock([learner.pk])
    submitted = file.answers.filter(learner=learner, number=number, submitted_at__isnull=False).first()
    if submitted:
        return submitted
    answer = save_screening(learner, file=file, seen=seen, at=at)
    ticked = answer.ticked.select_related("dimension")
    positive = positive_dimensions(weights_by_dimension(ticked, audience=file.audience))
    elements = Elements(answer.act, answer.purpose)
    answer.positive = " ".join(sorted(positive))
    answer.reading = reading_of(positive, audience=file.audience, elements=elements)
    answer.submitted_at = at
    answer.save(update_fields=["positive", "reading", "submitted_at"])
    return answer
