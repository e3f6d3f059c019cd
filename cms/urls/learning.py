from django.urls import path

from cms.views import learning as views

urlpatterns = [
    path("", views.home, name="home"),
    path("catalogue/", views.catalogue, name="catalogue"),
    path("parcours/<slug:slug>/", views.course, name="course"),
    path("modules/<slug:slug>/", views.module, name="module"),
    path("lecons/<slug:slug>/", views.lesson, name="lesson"),
    path("pages/<slug:slug>/", views.standard, name="page"),
]
