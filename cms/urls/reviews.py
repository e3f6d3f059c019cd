from django.urls import path

from cms.views import reviews as views

urlpatterns = [
    path("", views.waiting, name="reviews"),
    path("<int:pk>/done/", views.done, name="review_done"),
]
