from django.urls import path

from reporting import views

app_name = "reporting"

urlpatterns = [
    path("", views.coverage, name="coverage"),
    path("coverage.csv", views.coverage_csv, name="coverage_csv"),
]
