"""When the application starts: its letters, its own-data sections and its receivers are made known."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import receivers, tasks  # noqa: F401, PLC0415  # models must be loaded first
