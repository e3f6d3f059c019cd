from cms.urls import awareness, directory, learning, library, readings, search

urlpatterns = [
    *search.urlpatterns,
    *awareness.urlpatterns,
    *learning.urlpatterns,
    *library.urlpatterns,
    *directory.urlpatterns,
    *readings.urlpatterns,
]
