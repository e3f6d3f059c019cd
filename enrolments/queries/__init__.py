"""Where a learner stands."""

from enrolments.queries.progress import (
    addresses,
    course_standing,
    course_standings,
    cycle_in,
    cycle_of,
    enrolment_in,
    live_enrolments,
    module_standings,
    modules_complete,
    next_in_module,
    opening,
    standing_with,
    updates_still_asked,
)
from enrolments.queries.standing import CourseStanding, LessonStanding, ModuleStanding, Step

__all__ = [
    "CourseStanding",
    "LessonStanding",
    "ModuleStanding",
    "Step",
    "addresses",
    "course_standing",
    "course_standings",
    "cycle_in",
    "cycle_of",
    "enrolment_in",
    "live_enrolments",
    "module_standings",
    "modules_complete",
    "next_in_module",
    "opening",
    "standing_with",
    "updates_still_asked",
]
