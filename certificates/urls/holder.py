from django.urls import path

from certificates.views import holder

app_name = "certificates"

urlpatterns = [
    path("", holder.own, name="list"),
    path("<str:number>/pdf/", holder.pdf, name="pdf"),
]
