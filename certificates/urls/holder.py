from django.urls import path

from certificates.views import bundles, holder, overseen

app_name = "certificates"

urlpatterns = [
    path("", holder.own, name="list"),
    path("find/", overseen.find, name="find"),
    path("find/attestations.csv", overseen.find_csv, name="find_csv"),
    path("bundles/", bundles.ask, name="ask_for_bundle"),
    path("bundles/<int:pk>/", bundles.progress, name="bundle"),
    path("bundles/<int:pk>/attestations.zip", bundles.fetch, name="fetch_bundle"),
    path("modules/<int:pk>/", holder.ask_for_module, name="module"),
    path("<str:number>/", overseen.detail, name="detail"),
    path("<str:number>/pdf/", holder.pdf, name="pdf"),
    path("<str:number>/correct/", overseen.correct, name="correct"),
    path("<str:number>/revoke/", overseen.revoke, name="revoke"),
]
