"""What is open to learn."""

from datetime import date

from django.db.models import Q, QuerySet

from courses.models import Course, Edition


def open_editions(*, on: date) -> QuerySet[Edition]:
    """The editions that take enrolments on a day, newest of each course first, with their course."""
    return (
        Edition.objects.filter(Q(closes_on=None) | Q(closes_on__gt=on), opens_on__lte=on)
        .select_related("course")
        .order_by("course", "-number")
    )


def open_edition(course: Course, *, on: date) -> Edition | None:
    """The edition of `course` that takes enrolments on a day, the newest where several do: one query."""
    return open_editions(on=on).filter(course=course).first()
