from django.urls import path

from accounts.views import people

app_name = "people"

urlpatterns = [
    path("", people.people, name="list"),
    path("add/", people.add, name="add"),
    path("<int:pk>/", people.detail, name="detail"),
    path("<int:pk>/correct/", people.correct, name="correct"),
    path("<int:pk>/transfer/", people.move, name="transfer"),
    path("<int:pk>/end/", people.end, name="end"),
    path("<int:pk>/invite/", people.invite_again, name="invite"),
]
