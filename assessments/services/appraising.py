"""Mark a case note by its rubric."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from assessments.errors import NothingToAppraise, RubricIncomplete
from assessments.models import Appraisal, AppraisedLevel, Response
from assessments.queries.appraisals import criteria_of, notes_to_appraise, rubric_of
from assessments.queries.keys import keys_of
from assessments.rules import rubric_marks
from assessments.services.submission import locked, settle


@transaction.atomic
def appraise(response: Response, *, levels: Mapping[str, str], comment: str, by: User, at: datetime) -> Appraisal:
    """Give the note its marks from the levels chosen, by uuid of criterion and level, and settle its attempt.

    The last note of an attempt to be marked marks the attempt, and tells a pass. The attempt is locked, so two
    tutors mark a note once. Raises `NothingToAppraise` and `RubricIncomplete`.
    """
    attempt = locked(response.attempt)
    note = notes_to_appraise(by).filter(pk=response.pk).first()
    if note is None:
        raise NothingToAppraise
    criteria = criteria_of(note.question_id)
    try:
        marks = rubric_marks(levels, rubric=rubric_of(criteria), worth=note.maximum)
    except ValueError as incomplete:
        raise RubricIncomplete from incomplete
    appraisal = Appraisal.objects.create(response=note, marks=marks, comment=comment.strip(), by=by, at=at)
    chosen = {str(level.uuid): level for each in criteria for level in each.levels.all()}
    AppraisedLevel.objects.bulk_create(
        AppraisedLevel(appraisal=appraisal, criterion=each, level=level, marks=level.marks)
        for each in criteria
        if (level := chosen[levels[str(each.uuid)]])
    )
    Response.objects.filter(pk=note.pk).update(marks=marks, marked_version=note.question.version)
    settle(attempt, keys_of(attempt), at=at)
    return appraisal
