from django.urls import path

from cms.views import scenario_desk as views

urlpatterns = [
    path("<int:pk>/", views.graph, name="scenario_graph"),
    path("<int:pk>/scenes/", views.scene, name="scenario_scene_add"),
    path("<int:pk>/scenes/<slug:key>/", views.scene, name="scenario_scene"),
    path("<int:pk>/scenes/<slug:key>/remove/", views.scene_remove, name="scenario_scene_remove"),
    path("<int:pk>/preview/", views.preview, name="scenario_preview"),
    path("<int:pk>/publish/", views.scenario_publish, name="scenario_publish"),
    path("<int:pk>/withdraw/", views.scenario_withdraw, name="scenario_withdraw"),
]
