from django.urls import path

from enrolments import views

urlpatterns = [
    path("parcours/<slug:slug>/enrol/", views.enrol, name="enrol"),
    path("people/<int:pk>/courses/", views.courses_of_person, name="courses_of_person"),
    path("enrolments/<int:pk>/move/", views.move, name="move"),
    path("enrolments/<int:pk>/leave/", views.leave, name="leave"),
    path("mises-a-jour/", views.updates, name="updates"),
    path("lecons/<slug:slug>/done/", views.lesson_done, name="lesson_done"),
]
