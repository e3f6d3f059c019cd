from django.urls import path

from cms.views import readings as views

urlpatterns = [path("people/<int:pk>/readings/", views.readings_of_person, name="readings_of_person")]
