"""Whether every string of the code is said in French and in Arabic, and well formed: `python -m tests.translations`.

The strings are gathered by Django's `makemessages` in a copy of the tree; where gettext's tools are missing,
only the catalogues themselves are checked.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polib

from tests.architecture.tree import APPS, ROOT, files

PLURALS = {"fr": 2, "ar": 6}
# Plural forms in which the number itself need not be said: none, one and two have words of their own.
NUMBERLESS = {"fr": {0}, "ar": {0, 1, 2}}
# Arabic strings that rightly hold no Arabic letter: names of formats, and the other language's own name.
LATIN = {"PDF", "CSV", "XLSX", "ISO", "QR", "TOTP", "SHA-256", "OpenID Connect", "Français"}

Key = tuple[str | None, str]
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
LETTER = re.compile(r"[^\W\d_]{2,}")
ENTITY = re.compile(r"&#?\w+;")
FRENCH_SPACE = re.compile(r"[^\u00a0\u202f?!.…:][:;?!»](?=\s|$)|« |«\w")


def extracted() -> set[Key] | None:
    """The strings of the code, as `makemessages` gathers them; `None` where gettext's tools are missing."""
    if not shutil.which("xgettext"):
        return None
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for path in files():
            place = path.relative_to(ROOT)
            if place.parts[0] in APPS and path.suffix in {".py", ".html", ".txt"}:
                (copy / place).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy / place)
        (copy / "locale").mkdir()
        _make_messages(copy)
        return {_key(entry) for entry in polib.pofile(str(copy / "locale/fr/LC_MESSAGES/django.po"))}


def _make_messages(folder: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "fr", "--no-obsolete", "--no-location", "--no-wrap"],
        cwd=folder, env=environment, check=True, capture_output=True,
    )  # fmt: skip


def _key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt, entry.msgid)


def faults(catalogues: Path = ROOT / "locale") -> list[str]:
    """What is wrong with the catalogues below a folder, a line each; empty when all is well."""
    strings = extracted()
    found: list[str] = []
    for language in PLURALS:
        path = catalogues / language / "LC_MESSAGES" / "django.po"
        if not path.exists():
            found.append(f"{language}: there is no catalogue")
            continue
        catalogue = polib.pofile(str(path))
        found += [f"{language}: {fault}" for fault in _differences(catalogue, strings)]
        for entry in catalogue:
            found += [f"{language}: {entry.msgid!r} {fault}" for fault in _entry_faults(entry, language)]
    return found


def _differences(catalogue: polib.POFile, strings: set[Key] | None) -> Iterator[str]:
    """What the code says and the catalogue lacks, and the other way round."""
    kept = {_key(entry) for entry in catalogue if not entry.obsolete}
    if strings is None:
        return
    for context, msgid in sorted(strings - kept, key=str):
        yield f"{msgid!r}{f' ({context})' if context else ''} is missing"
    for context, msgid in sorted(kept - strings, key=str):
        yield f"{msgid!r}{f' ({context})' if context else ''} is no longer in the code"


def _entry_faults(entry: polib.POEntry, language: str) -> Iterator[str]:
    if entry.obsolete:
        yield "is obsolete"
        return
    if entry.fuzzy:
        yield "is fuzzy"
    forms = _forms(entry)
    if entry.msgid_plural and len(forms) != PLURALS[language]:
        yield f"has {len(forms)} plural forms, not {PLURALS[language]}"
    if not all(text.strip() for text in forms.values()):
        yield "is not translated"
        return
    for number, text in forms.items():
        yield from _text_faults(entry, text, number, language)


def _forms(entry: polib.POEntry) -> dict[int, str]:
    return entry.msgstr_plural if entry.msgid_plural else {-1: entry.msgstr}


def _text_faults(entry: polib.POEntry, text: str, number: int, language: str) -> Iterator[str]:
    """What is wrong with one form of a translation; `number` is -1 where there is one form only."""
    wanted = set(PLACE.findall(entry.msgid_plural or entry.msgid))
    given = set(PLACE.findall(text))
    if given - wanted or (wanted - given and number not in NUMBERLESS[language]):
        yield f"holds {sorted(given)} where the string holds {sorted(wanted)}: {text!r}"
    bare = ENTITY.sub("", PLACE.sub("", text))
    if language == "ar":
        yield from _arabic_faults(bare)
    else:
        yield from _french_faults(bare)


def _arabic_faults(text: str) -> Iterator[str]:
    if LETTER.search(text) and not ARABIC_LETTER.search(text) and text.strip() not in LATIN:
        yield f"holds no Arabic: {text!r}"
    if re.search("[\u0660-\u0669]", text):
        yield f"holds digits that are not written in Morocco: {text!r}"


def _french_faults(text: str) -> Iterator[str]:
    if FRENCH_SPACE.search(text):
        yield f"lacks a no-break space at a mark: {text!r}"
    if "'" in text:
        yield f"holds a typewriter's apostrophe: {text!r}"


def main() -> int:
    found = faults()
    if not shutil.which("xgettext"):
        sys.stdout.write("gettext is not installed: strings missing from the catalogues are not looked for.\n")
    for fault in found:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{len(found)} faults in the translations.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
