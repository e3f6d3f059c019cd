import gettext
import os
from pathlib import Path

import polib
import pytest

from lms.lib.catalogues import compile_catalogues


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A catalogue of one string."""
    path = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Court", msgstr="Juridiction"))
    catalogue.save(str(path))
    return path


def translated(source: Path) -> str:
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext("Court")


def test_a_catalogue_is_compiled_once(tmp_path: Path, source: Path) -> None:
    assert [compile_catalogues(tmp_path), compile_catalogues(tmp_path)] == [1, 0]
    assert translated(source) == "Juridiction"


def test_a_catalogue_changed_since_is_compiled_again(tmp_path: Path, source: Path) -> None:
    compile_catalogues(tmp_path)
    source.write_text(source.read_text().replace("Juridiction", "Tribunal"))
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))

    assert compile_catalogues(tmp_path) == 1
    assert translated(source) == "Tribunal"
