from django.urls import path

from certificates.views import holder

app_name = "certificates"

urlpatterns = [
    path("", holder.own, name="list"),
    path("modules/<int:pk>/", holder.ask_for_module, name="module"),
    path("<str:number>/pdf/", holder.pdf, name="pdf"),
]
