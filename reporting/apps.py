from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        from reporting import receivers  # noqa: F401, PLC0415  # models are there only now
