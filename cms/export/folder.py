"""Write the whole site into a folder."""

from collections.abc import Iterator
from pathlib import Path

from cms.errors import FolderNotEmpty, NothingToExport
from cms.export.bank import bank_file
from cms.export.learning import course_files, module_files, page_files
from cms.export.library import library_files
from cms.export.practice import scenario_files, screening_files
from cms.export.yaml_text import written
from cms.models import HomePage


def export_site(folder: Path) -> int:
    """Write the live site to `folder` as a content pack and return the number of files.

    Raises `FolderNotEmpty`, since nothing of anybody's is overwritten, and `NothingToExport` before any content.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(folder=str(folder))
    files = list(_files())
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(files)


def _files() -> Iterator[tuple[str, str]]:
    yield "pack.yaml", _head()
    for name, rows in library_files():
        if rows:
            yield f"library/{name}", written(rows)
    yield from course_files()
    yield from module_files()
    yield from page_files()
    yield from scenario_files()
    yield from screening_files()
    bank = bank_file()
    if bank:
        yield "bank.yaml", written(bank)


def _head() -> str:
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    if set(homes) != {"fr", "ar"} or homes["fr"].law_described_on is None:
        raise NothingToExport
    return written(
        {
            "name": {language: homes[language].title for language in ("fr", "ar")},
            "languages": ["fr", "ar"],
            "law_described_on": homes["fr"].law_described_on,
            "notice": {language: homes[language].notice for language in ("fr", "ar")},
        }
    )
