"""The addresses of a quiz. A module whose slug is "attempts", "waiting", "notes",
"figures" or "corrections" would have no quiz page."""

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter, SlugConverter

from assessments.views import answer, appraising, attempt, corrections, extra, figures, granting, quiz


class RowConverter(IntConverter):
    """A number that a column can hold: a longer one names no row, and SQLite would raise over it."""

    regex = "[0-9]{1,18}"


class AddressConverter(SlugConverter):
    """A module's slug, or a course's with the kind of its quiz behind a point."""

    regex = r"[-a-zA-Z0-9_]+(?:\.[a-z-]+)?"


register_converter(RowConverter, "row")
register_converter(AddressConverter, "address")

urlpatterns = [
    path("quiz/waiting/", extra.quiz_waiting, name="quiz_waiting"),
    path("quiz/attempts/<row:pk>/", attempt.attempt, name="attempt"),
    path("quiz/attempts/<row:pk>/answers/<row:question>/", answer.answer, name="answer"),
    path("quiz/attempts/<row:pk>/submit/", attempt.attempt_submit, name="attempt_submit"),
    path("quiz/attempts/<row:pk>/void/", granting.void_attempt, name="void_attempt"),
    path("quiz/notes/", appraising.notes, name="notes"),
    path("quiz/notes/<row:pk>/", appraising.appraise, name="appraise"),
    path("quiz/corrections/", corrections.corrections, name="corrections"),
    path("quiz/corrections/<str:code>/", corrections.correction, name="correction"),
    path("quiz/figures/", figures.analyses, name="analyses"),
    path("quiz/<address:slug>/figures/", figures.analysis, name="analysis"),
    path("quiz/<address:slug>/figures.csv", figures.analysis_csv, name="analysis_csv"),
    path("quiz/<address:slug>/figures/compute/", figures.analysis_compute, name="analysis_compute"),
    path("quiz/<address:slug>/figures/<str:code>/", figures.question_figures, name="question_figures"),
    path("people/<row:pk>/extra-time/", granting.extra_time, name="extra_time"),
    path("quiz/<address:slug>/", quiz.quiz, name="quiz"),
    path("quiz/<address:slug>/start/", quiz.quiz_start, name="quiz_start"),
    path("quiz/<address:slug>/people/<row:pk>/extra/", extra.extra_attempt, name="extra_attempt"),
    path("mises-en-situation/", include("assessments.scenario_urls")),
]
