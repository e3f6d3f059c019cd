"""What is written down agrees with the code: refusals, signals, settings; and what must not be written is not."""

import importlib
import re
from collections.abc import Iterator

import polib
import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from lms.lib.errors import Refusal
from tests.architecture.tree import APPS, ROOT, files, named, python

LANGUAGES = ("fr", "ar")
READ = re.compile(r"""\benv(?:\.\w+)?\(\s*["']([A-Z_]+)["']""")
READ_PLAINLY = re.compile(r"""os\.environ(?:\.get\(|\[)\s*["']([A-Z_]+)["']""")
DECLARED = re.compile(r"^(\w+) = Signal\(\)", re.M)


def refusals() -> Iterator[type[Refusal]]:
    """Every refusal of ours, at any depth."""
    for path in python():
        if path.relative_to(ROOT).parts[0] in APPS and "Refusal" in path.read_text():
            importlib.import_module(named(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    waiting = [Refusal]
    while waiting:
        for refusal in waiting.pop().__subclasses__():
            waiting.append(refusal)
            if refusal.__module__.split(".")[0] in APPS:
                yield refusal


def with_a_sentence() -> list[type[Refusal]]:
    """The refusals that say one sentence; the others, which gather several mistakes, write their own `str()`."""
    return [refusal for refusal in refusals() if refusal.__str__ is Refusal.__str__]


def test_every_refusal_has_a_sentence_of_its_own() -> None:
    silent = [refusal.__qualname__ for refusal in with_a_sentence() if not isinstance(refusal.sentence, Promise)]

    assert {"AlreadyEnrolled", "TooLateToLeave"} <= {refusal.__name__ for refusal in refusals()}
    assert silent == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_is_said_in_both_languages(language: str) -> None:
    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    translated = {entry.msgid for entry in catalogue.translated_entries()}
    with override(None):
        untold = {refusal.__name__ for refusal in with_a_sentence() if str(refusal.sentence) not in translated}

    assert untold == set()


def test_every_signal_is_listed() -> None:
    page = (ROOT / "docs" / "signals.md").read_text()
    declared = {
        f"{path.parent.name}.signals.{name}"
        for path in python()
        if path.name == "signals.py"
        for name in DECLARED.findall(path.read_text())
    }

    assert set(re.findall(r"^\| `([\w.]+)`", page, re.M)) == declared


def test_every_variable_of_the_environment_is_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    settings = "\n".join(path.read_text() for path in python() if path.parent == ROOT / "lms" / "settings")
    code = "\n".join(path.read_text() for path in python() if path.relative_to(ROOT).parts[0] in APPS)
    read = {*READ.findall(settings), *re.findall(r'"((?:DATABASE|EMAIL)_URL)"', settings), *READ_PLAINLY.findall(code)}

    assert read - {"DJANGO_SETTINGS_MODULE"} == set(re.findall(r"^\| `([A-Z_]+)`", page, re.M))


# In pieces, so that this file does not find itself.
REGISTRIES = ("pypi" + ".org", "files.python" + "hosted", "npm" + "js", "jsdelivr" + ".net", "crates" + ".io")
HOMES = ("ho" + r"me/\w", "ro" + r"ot\b", "Us" + r"ers/\w", "wo" + r"rk/\w")
FORBIDDEN = re.compile(rf"{'|'.join(map(re.escape, REGISTRIES))}|(?<![\w.:@/])/(?:{'|'.join(HOMES)})")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("see /ho" + "me/amina/x", True),
        ("/ro" + "ot/x", True),
        ("https://example.org/ho" + "me/x", False),
        ("x", False),
    ],
)
def test_a_planted_path_is_found(text: str, said: bool) -> None:
    assert bool(FORBIDDEN.search(text)) is said


def test_no_file_names_a_registry_or_somebodys_machine() -> None:
    found = {}
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if match := FORBIDDEN.search(text):
            found[named(path)] = match[0]

    assert found == {}
