"""What is open to learn."""

from datetime import date

from django.db.models import Max, Q, QuerySet

from courses.models import Course, Edition, Module


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


def next_position(module: Module) -> int:
    """The position behind the last lesson of `module`: one query."""
    last: int | None = module.lessons.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def next_module_code() -> str:
    """The first code of the form "M12" that is above every code of that form: one query."""
    codes = Module.objects.filter(code__regex=r"^M[0-9]+$").values_list("code", flat=True)
    return f"M{max((int(code[1:]) for code in codes), default=0) + 1}"
