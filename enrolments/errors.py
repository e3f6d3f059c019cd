"""Why somebody is not enrolled, or may not leave."""

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal


class AlreadyEnrolled(Refusal):
    sentence = _("You are already enrolled in this course. You will find it on your dashboard.")


class NoOpenEdition(Refusal):
    sentence = _("This course takes no enrolments today. Your coordinator can tell you when it opens.")


class NoNewerEdition(Refusal):
    sentence = _("This enrolment is already in the newest edition, or it is finished. Nothing was changed.")


class NotAddressed(Refusal):
    sentence = _("This course does not address your profession. Your coordinator can enrol you if you need it.")


class TooLateToLeave(Refusal):
    sentence = _("A module of this course has been passed, so the enrolment is kept. Nothing obliges you to go on.")


class LessonClosed(Refusal):
    sentence = _("This lesson opens to those enrolled in a course that holds it. Join the course first.")
