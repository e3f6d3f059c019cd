from django.urls import path

from cms.views import author_help as views

urlpatterns = [
    path("", views.index, name="author_help"),
    path("pictures/<slug:name>.png", views.picture, name="author_help_picture"),
    path("<slug:slug>/", views.page, name="author_help_page"),
]
