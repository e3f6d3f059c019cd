"""News for the apps above, sent inside the transaction of the change it tells.

`changed` carries `changes`, a sequence of `Change` in learner order, and `at`, the moment of recording.
The learners' rows are locked by the sender. Heard by `certificates` and `reporting`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.dispatch import Signal

if TYPE_CHECKING:
    from enrolments.models import Enrolment


@dataclass(frozen=True)
class EnrolmentDates:
    """What of an enrolment counts in figures."""

    enrolled_at: datetime
    completed_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True)
class Change:
    """An enrolment as it now is, and its dates before the change; `None` where it did not exist."""

    enrolment: Enrolment
    before: EnrolmentDates | None

    @property
    def completes(self) -> bool:
        return self.enrolment.completed_at is not None and (self.before is None or self.before.completed_at is None)


changed = Signal()
