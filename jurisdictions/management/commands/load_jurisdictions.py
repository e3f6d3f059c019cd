from typing import Any

from django.core.management.base import BaseCommand

from jurisdictions.services import load_map


class Command(BaseCommand):
    help = "Load or refresh the judicial map: regions, resorts, cities and courts."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_map()
        self.stdout.write(
            f"{loaded.regions} regions, {loaded.resorts} resorts, {loaded.cities} cities, {loaded.courts} courts."
        )
