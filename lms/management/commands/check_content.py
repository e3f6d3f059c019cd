"""Say what is wrong with a content pack, without a word written."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Profession
from cms.pack.mistakes import BrokenPack
from cms.pack.reading import read_pack
from jurisdictions.models import City


class Command(BaseCommand):
    help = "Read a content pack and list its mistakes with file and line; nothing is written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="for example content/morocco")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        places = dict(City.objects.values_list("code", "region__code"))
        professions = set(Profession.objects.values_list("code", flat=True))
        try:
            pack = read_pack(folder, professions=professions, places=places)
        except BrokenPack as broken:
            raise CommandError(str(broken)) from None
        self.stdout.write(
            f"{len(pack.modules)} modules, {len(pack.scenarios)} scenarios, {len(pack.screenings)} screening files."
        )
