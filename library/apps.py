from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "library"

    def ready(self) -> None:
        from library import receivers  # noqa: F401, PLC0415  # models must be loaded first
