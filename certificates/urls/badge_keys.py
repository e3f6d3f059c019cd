from django.urls import path

from certificates.views import badges

urlpatterns = [
    path(".well-known/did.json", badges.did, name="badge_did"),
    path(".well-known/jwks.json", badges.jwks, name="badge_jwks"),
    path("badges/status/<int:number>.jwt", badges.revocations, name="badge_status_list"),
    path("badges/pictures/<str:mark>.png", badges.achievement, name="badge_picture"),
]
