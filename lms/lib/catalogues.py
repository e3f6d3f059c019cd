"""Translations without gettext's tools: `.po` files are the source, and `.mo` files are made at set-up."""

import sys
from pathlib import Path

import polib
from django.utils.translation.reloader import translation_file_changed

LOCALE = Path(__file__).resolve().parents[2] / "locale"


def compile_catalogues(root: Path = LOCALE) -> int:
    """Make each `.mo` below `root` that is missing or older than its `.po`; return how many were made.

    What this process has read of them before is forgotten: an empty checkout is set up in French as well.
    """
    made = 0
    for source in sorted(root.rglob("*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(compiled))
            translation_file_changed(sender=None, file_path=compiled)
            made += 1
    return made


if __name__ == "__main__":
    sys.stdout.write(f"{compile_catalogues()} catalogues compiled.\n")
