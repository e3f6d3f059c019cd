from django.urls import path

from certificates.views import public

urlpatterns = [
    path("", public.verify, name="verify"),
    path("document/", public.verify_document, name="verify_document"),
    path("<path:number>/", public.verify_number, name="verify_number"),
]
