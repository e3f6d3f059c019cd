import gzip
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.core.management import call_command
from pytest_django import Settings

from lms.lib.statics import JoinedStaticFilesStorage, joined_css, joined_js

FIRST_VISIT_BYTES = 60_000


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """A style sheet that imports two others."""
    (tmp_path / "reset.css").write_text("* { margin: 0 }\n")
    (tmp_path / "base.css").write_text("/* é: a note\nof two lines */\nbody { color: black }\n")
    main = tmp_path / "main.css"
    main.write_text(
        '@layer reset, base;\n\n@import url("reset.css") layer(reset);\n@import url("base.css") layer(base);\n'
    )
    return main


def test_style_sheets_are_joined_each_in_its_layer_in_order(sheets: Path) -> None:
    assert re.sub(r"\n+", "\n", joined_css(sheets)) == (
        "@layer reset, base;\n@layer reset {\n* { margin: 0 }\n}\n@layer base {\nbody { color: black }\n}\n"
    )


def test_scripts_are_joined_each_in_a_scope_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "menu.js").write_text("const name = 'menu';\n")
    (tmp_path / "print.js").write_text("const name = 'print';\n")
    main = tmp_path / "main.js"
    main.write_text('import "./menu.js";\nimport "./print.js";\n')

    assert re.sub(r"\n+", "\n", joined_js(main)) == "{\nconst name = 'menu';\n}\n{\nconst name = 'print';\n}\n"


def test_a_change_in_an_imported_sheet_reaches_what_was_collected_before(sheets: Path, tmp_path: Path) -> None:
    source = FileSystemStorage(sheets.parent)
    storage = JoinedStaticFilesStorage(location=str(tmp_path / "collected"), base_url="/static/")
    storage.joins = {"main.css": joined_css}

    def collect() -> str:
        if not storage.exists("main.css"):
            storage.save("main.css", ContentFile(sheets.read_bytes()))
        list(storage.post_process({"main.css": (source, "main.css")}))
        return Path(storage.path(storage.hashed_files["main.css"])).read_text()

    before = collect()
    (sheets.parent / "base.css").write_text("body { color: navy }\n")

    assert ("black" in before, "navy" in collect(), "@import" in before) == (True, True, False)


@pytest.fixture
def collected(tmp_path: Path, settings: Settings) -> Path:
    """What `collectstatic` makes of the platform's own files and htmx."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "lms.lib.statics.JoinedStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, ignore_patterns=["wagtail*", "allauth", "mfa"], stdout=StringIO())
    return tmp_path


def hashed(root: Path, name: str) -> Path:
    """The file that a page asking for `name` is given."""
    return root / storages["staticfiles"].url(name).removeprefix("/static/")


def test_collected_files_are_one_style_sheet_and_one_script_and_light(collected: Path) -> None:
    css = hashed(collected, "lms/css/main.css")
    js = hashed(collected, "lms/js/main.js")
    names = [css, js, hashed(collected, "lms/img/favicon.svg"), hashed(collected, "django_htmx/htmx-2.min.js")]

    assert "@import" not in css.read_text()
    assert not re.search(r"^\s*(import|export)\b", js.read_text(), re.M)
    weights = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in names}
    assert sum(weights.values()) < FIRST_VISIT_BYTES, weights
