from django.urls import path

from cms.views import directory, directory_file, judgments

urlpatterns = [
    path("bibliotheque/jurisprudence/", judgments.judgments, name="judgments"),
    path("bibliotheque/jurisprudence/<slug:code>/", judgments.judgment, name="judgment"),
    path("bibliotheque/annuaire/", directory.directory, name="directory"),
    path("bibliotheque/annuaire/<slug:code>/", directory.service, name="service"),
    path("bibliotheque/annuaire/<slug:code>/evaluation/", directory.assess, name="assess_service"),
    path("bibliotheque/annuaire.csv", directory_file.directory_csv, name="directory_csv"),
    path("bibliotheque/lecture-annuaire/", directory_file.directory_import, name="directory_import"),
    path("bibliotheque/parcours-de-referencement/", directory.pathway, name="pathway"),
]
