from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from cms.receivers import connect  # noqa: PLC0415  # models must be loaded first

        connect()
