"""One command that makes an empty checkout ready, and a ready one quickly so again."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services.reference import load_professions
from certificates.badges.keys import make_demo_key
from certificates.services.templates import make_templates
from certificates.signing.demo import make_demo_authority
from lms.lib.catalogues import compile_catalogues
from lms.lib.tables import migrate
from lms.settings.environment import ROOT, VAR
from lms.settings.signing import DEMO_AUTHORITY, DEMO_BADGE_KEY


class Command(BaseCommand):
    help = "Make the platform ready: translations, tables, reference data, content, styles and, on trial, the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        compile_catalogues()
        self._step("Tables", migrate)
        self._step("Judicial map", lambda: call_command("load_jurisdictions", stdout=self.stdout))
        load_professions()
        make_templates()
        if self._changed("content", settings.CONTENT_PACK):
            self._step("Content", lambda: call_command("load_content", str(settings.CONTENT_PACK), stdout=self.stdout))
            self._remember("content", settings.CONTENT_PACK)
        if settings.DEBUG and not DEMO_AUTHORITY.exists():
            self._step("Demonstration authority", lambda: make_demo_authority(DEMO_AUTHORITY, at=timezone.now()))
        if settings.DEBUG and not DEMO_BADGE_KEY.exists():
            make_demo_key(DEMO_BADGE_KEY)
        if settings.DEBUG:
            self._step("Demo", lambda: call_command("demo", stdout=self.stdout))
        if self._changed("styles", ROOT / "lms" / "static", ROOT / "requirements" / "run.txt"):
            self._step("Styles", lambda: call_command("collectstatic", interactive=False, verbosity=0))
            self._remember("styles", ROOT / "lms" / "static", ROOT / "requirements" / "run.txt")

    def _step(self, name: str, work: Callable[[], object]) -> None:
        self.stdout.write(f"{name} …")
        self.stdout.flush()
        work()

    def _changed(self, name: str, *paths: Path) -> bool:
        stamp = VAR / f"{name}.stamp"
        return not stamp.exists() or stamp.read_text() != _fingerprint(paths)

    def _remember(self, name: str, *paths: Path) -> None:
        (VAR / f"{name}.stamp").write_text(_fingerprint(paths))


def _fingerprint(paths: tuple[Path, ...]) -> str:
    """A digest of the database's address and of every file below `paths`."""
    digest = hashlib.sha256(str(settings.DATABASES["default"]["NAME"]).encode())
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()
