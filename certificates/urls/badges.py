from django.urls import path

from certificates.views import badges

app_name = "badges"

urlpatterns = [
    path("<str:number>/badge/", badges.badge, name="badge"),
    path("<str:number>/badge.jwt", badges.token, name="token"),
    path("<str:number>/badge.png", badges.picture, name="picture"),
]
