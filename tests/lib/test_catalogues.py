import gettext
import os
from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext as translate
from django.utils.translation import override
from pytest_django import Settings

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


def test_what_was_read_before_it_was_compiled_is_read_again(tmp_path: Path, source: Path, settings: Settings) -> None:
    said = source.read_text().replace("Court", "Court of a test").replace("Juridiction", "Juridiction d’essai")
    source.write_text(said)
    settings.LOCALE_PATHS = [tmp_path]
    with override("fr"):
        assert translate("Court of a test") == "Court of a test"

    compile_catalogues(tmp_path)

    with override("fr"):
        assert translate("Court of a test") == "Juridiction d’essai"
