from django.urls import path

from cms.views import awareness as views

urlpatterns = [
    path("sensibilisation/", views.awareness, name="awareness"),
    path("sensibilisation/<slug:slug>/", views.news, name="news"),
    path("guides/", views.guides, name="guides"),
    path("modules/<slug:slug>/guide/", views.guide, name="guide"),
]
