"""The person's own data: what somebody recorded in the library."""

from accounts import own_data
from accounts.models import User
from library.models import CapacityAssessment


def _assessments(person: User) -> list[dict[str, object]]:
    facts = ("service__code", "dimension", "score", "assessed_on", "note")
    rows = CapacityAssessment.objects.filter(assessed_by=person).order_by("assessed_on", "service__code", "dimension")
    return [dict(row) for row in rows.values(*facts)]


own_data.register("assessments recorded", _assessments)
