from django.urls import path

from enrolments import views

urlpatterns = [
    path("parcours/<slug:slug>/enrol/", views.enrol, name="enrol"),
    path("enrolments/<int:pk>/leave/", views.leave, name="leave"),
    path("lecons/<slug:slug>/done/", views.lesson_done, name="lesson_done"),
]
