from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"

    def ready(self) -> None:
        from certificates import receivers, tasks  # noqa: F401, PLC0415  # models must be loaded first
