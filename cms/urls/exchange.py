from django.urls import path

from cms.views import exchange as views

urlpatterns = [
    path("", views.exchange, name="exchange"),
    path("confirm/", views.confirm, name="exchange_confirm"),
    path("export/", views.export, name="exchange_export"),
]
