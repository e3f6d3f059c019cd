"""The addresses of a quiz. A module whose slug is "attempts" or "waiting" would have no quiz page."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from assessments.views import attempt, extra, quiz


class RowConverter(IntConverter):
    """A number that a column can hold: a longer one names no row, and SQLite would raise over it."""

    regex = "[0-9]{1,18}"


register_converter(RowConverter, "row")

urlpatterns = [
    path("quiz/waiting/", extra.quiz_waiting, name="quiz_waiting"),
    path("quiz/attempts/<row:pk>/", attempt.attempt, name="attempt"),
    path("quiz/attempts/<row:pk>/answers/<row:question>/", attempt.answer, name="answer"),
    path("quiz/attempts/<row:pk>/submit/", attempt.attempt_submit, name="attempt_submit"),
    path("quiz/<slug:slug>/", quiz.quiz, name="quiz"),
    path("quiz/<slug:slug>/start/", quiz.quiz_start, name="quiz_start"),
    path("quiz/<slug:slug>/people/<row:pk>/extra/", extra.extra_attempt, name="extra_attempt"),
]
