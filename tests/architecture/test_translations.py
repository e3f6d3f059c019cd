from pathlib import Path

import polib
import pytest

from tests import translations


def test_every_string_is_said_in_french_and_in_arabic() -> None:
    assert translations.faults() == []


def entry(
    language: str, *, msgid: str, msgstr: str = "", forms: tuple[str, ...] = (), fuzzy: bool = False
) -> list[str]:
    """The faults found in one entry of a catalogue."""
    made = polib.POEntry(
        msgid=msgid,
        msgstr=msgstr,
        msgid_plural=f"{msgid}s" if forms else "",
        msgstr_plural=dict(enumerate(forms)),
        flags=["fuzzy"] if fuzzy else [],
    )
    return [fault.split(":")[0] for fault in translations._entry_faults(made, language)]


@pytest.mark.parametrize(
    ("msgid", "msgstr", "found"),
    [
        ("Court", "Juridiction", []),
        ("Court", "  ", ["is not translated"]),
        ("%(name)s left", "%(name)s est partie", []),
        ("%(name)s left", "%(nom)s est partie", ["holds ['%(nom)s'] where the string holds ['%(name)s']"]),
        ("%(name)s left", "Partie", ["holds [] where the string holds ['%(name)s']"]),
        ("Why?", "Pourquoi\u00a0?", []),
        ("Why?", "Pourquoi ?", ["lacks a no-break space at a mark"]),
        ("Why?", "Pourquoi?", ["lacks a no-break space at a mark"]),
        ("At 12:30", "À 12:30", []),
        ("The court", "L'audience", ["holds a typewriter's apostrophe"]),
        ("“Saved”", "«\u00a0Enregistré\u00a0»", []),
        ("“Saved”", "« Enregistré\u00a0»", ["lacks a no-break space at a mark"]),
    ],
)
def test_a_french_fault_is_found(msgid: str, msgstr: str, found: list[str]) -> None:
    assert entry("fr", msgid=msgid, msgstr=msgstr) == found


@pytest.mark.parametrize(
    ("msgid", "msgstr", "found"),
    [
        ("Court", "محكمة", []),
        ("Court", "Juridiction", ["holds no Arabic"]),
        ("PDF", "PDF", []),
        ("%(a)s, %(b)s", "%(a)s، %(b)s", []),
        ("Article 5", "الفصل ٥", ["holds digits that are not written in Morocco"]),
    ],
)
def test_an_arabic_fault_is_found(msgid: str, msgstr: str, found: list[str]) -> None:
    assert entry("ar", msgid=msgid, msgstr=msgstr) == found


def test_every_plural_form_is_asked_for_and_one_and_two_may_do_without_the_number() -> None:
    six = ("لا درس", "درس واحد", "درسان", "%(n)s دروس", "%(n)s درسا", "%(n)s درس")

    assert entry("ar", msgid="%(n)s lesson", forms=six) == []
    assert entry("ar", msgid="%(n)s lesson", forms=six[3:]) == ["has 3 plural forms, not 6"]
    assert entry("ar", msgid="%(n)s lesson", forms=(*six[:5], "")) == ["is not translated"]
    assert entry("ar", msgid="%(n)s lesson", forms=(*six[:5], "درس")) == [
        "holds [] where the string holds ['%(n)s']"
    ]  # fmt: skip
    assert entry("fr", msgid="%(n)s lesson", forms=("une leçon", "%(n)s leçons"), fuzzy=True) == ["is fuzzy"]


def test_a_missing_catalogue_and_a_missing_string_are_found(tmp_path: Path) -> None:
    place = tmp_path / "fr" / "LC_MESSAGES"
    place.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="January", msgstr="janvier"))
    catalogue.append(polib.POEntry(msgid="A string of yesterday", msgstr="Une phrase d’hier"))
    catalogue.save(str(place / "django.po"))

    found = translations.faults(tmp_path)

    assert "ar: there is no catalogue" in found
    assert "fr: 'January' is missing" not in found
    if translations.extracted() is not None:
        assert "fr: 'February' is missing" in found
        assert "fr: 'A string of yesterday' is no longer in the code" in found
