from django.urls import path

from cms.views import library_figures, library_index, library_indicators, library_law, library_terms

urlpatterns = [
    path("bibliotheque/", library_index.library, name="library"),
    path("bibliotheque/indices/", library_indicators.guides, name="indicator_guides"),
    path("bibliotheque/indices/aide-memoire/", library_indicators.aid, name="indicator_aid"),
    path("bibliotheque/indices/matrice/", library_indicators.matrix, name="indicator_matrix"),
    path("bibliotheque/indices/matrice/<str:code>/", library_indicators.matrix, name="indicator_matrix"),
    path("bibliotheque/indices/guides/<str:code>/", library_indicators.guide, name="indicator_guide"),
    path("bibliotheque/indices/<str:code>/", library_indicators.indicator, name="indicator"),
    path("bibliotheque/textes/", library_law.references, name="legal_references"),
    path("bibliotheque/textes/peines/", library_law.penalties, name="penalties"),
    path("bibliotheque/textes/<str:code>/", library_law.reference, name="legal_reference"),
    path("bibliotheque/chiffres/", library_figures.figures, name="figures"),
    path("bibliotheque/termes/", library_terms.terms, name="terms"),
    path("bibliotheque/termes/<str:code>/", library_terms.term, name="term"),
    path("etat-du-droit/", library_law.law_state, name="law-state"),
]
