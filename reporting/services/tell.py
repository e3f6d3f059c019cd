"""Tell the ledger what a change makes different: the person's history after it, less the history before."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from accounts.queries import facts_of
from accounts.signals import PersonChange
from enrolments.signals import Change
from reporting.queries.sources import enrolment_facts, enrolments_of
from reporting.rules import EnrolmentFacts, Line, contributions, difference
from reporting.services.ledger import record


def tell_enrolments(changes: Sequence[Change], *, at: datetime) -> None:
    """Record what `changes`, already saved, make different. The learners' rows are locked by the caller.

    Three reading queries whatever the number of changes, then those of `record`.
    """
    changed: dict[int, dict[int, Change]] = {}
    for change in changes:
        changed.setdefault(change.enrolment.learner_id, {}).setdefault(change.enrolment.pk, change)
    people, enrolments = facts_of(changed), enrolments_of(changed)
    lines: Counter[Line] = Counter()
    for learner, theirs in changed.items():
        after = enrolments[learner]
        before = _before(after, theirs)
        lines.update(
            difference(
                contributions(people[learner], tuple(before.values())),
                contributions(people[learner], tuple(after.values())),
            )
        )
    record(lines, at=at)


def tell_people(changes: Sequence[PersonChange], *, at: datetime) -> None:
    """Record what changed postings and genders make different. The people's rows are locked by the caller.

    One reading query whatever the number of changes, then those of `record`.
    """
    enrolments = enrolments_of({change.person_id for change in changes})
    lines: Counter[Line] = Counter()
    for change in changes:
        theirs = tuple(enrolments.get(change.person_id, {}).values())
        lines.update(difference(contributions(change.before, theirs), contributions(change.after, theirs)))
    record(lines, at=at)


def _before(after: dict[int, EnrolmentFacts], changes: dict[int, Change]) -> dict[int, EnrolmentFacts]:
    """A learner's enrolments as they were before `changes`, by id."""
    before = {pk: facts for pk, facts in after.items() if pk not in changes}
    for pk, change in changes.items():
        if change.before and pk in after:
            now = after[pk]
            before[pk] = enrolment_facts(
                now.course_code,
                now.regime,
                enrolled_at=change.before.enrolled_at,
                completed_at=change.before.completed_at,
                left_at=change.before.left_at,
            )
    return before
