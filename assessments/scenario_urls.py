"""The addresses of scenarios and of the screening exercise. A scenario whose slug is "tri" would have no page."""

from django.urls import path

from assessments.views import scenarios, screenings

urlpatterns = [
    path("", scenarios.scenarios, name="scenarios"),
    path("parcours/<row:pk>/", scenarios.scenario_run, name="scenario_run"),
    path("tri/", screenings.screenings, name="screenings"),
    path("tri/accord/", screenings.screening_agreement, name="screening_agreement"),
    path("tri/reponses/<row:pk>/", screenings.screening_result, name="screening_result"),
    path("tri/dossiers/<slug:slug>/", screenings.screening, name="screening"),
    path("<slug:slug>/", scenarios.scenario, name="scenario"),
    path("<slug:slug>/commencer/", scenarios.scenario_begin, name="scenario_begin"),
]
