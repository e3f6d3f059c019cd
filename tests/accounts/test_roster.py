"""A list of people read in: who is added and invited, which rows are refused and why, what is never half written."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Letter, Posting, User
from accounts.roster import COLUMNS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("administrator")]

HEADING = "email;first_name;last_name;first_name_ar;last_name_ar;gender;profession;court;starts_on"
HIND = "hind@example.ma;Hind;El Alaoui;هند;العلوي;F;juge-siege;TPI-BML;2024-09-01"
OMAR = "omar@example.ma;Omar;Ben Témoin;عمر;بن الشاهد;M;assistant-social;TPI-TNG;15/01/2025"


def read_in(folder: Path, *rows: str, heading: str = HEADING, **options: Any) -> list[str]:
    """Read in a file of these rows; return the lines that were told, their no-break spaces plain."""
    file = folder / "liste.csv"
    file.write_text("\n".join([heading, *rows]), encoding="utf-8")
    told = StringIO()
    call_command("import_roster", file, stdout=told, **options)
    return told.getvalue().replace("\u00a0", " ").splitlines()


def people() -> set[tuple[str, ...]]:
    """Who serves where: address, names, gender, profession, court, and since when."""
    return {
        (
            each.person.email, each.person.get_full_name(), each.person.last_name_ar, each.person.gender,
            each.profession.code, each.court.code, each.starts_on.isoformat(),
        )
        for each in Posting.objects.select_related("person", "profession", "court")
    }  # fmt: skip


def test_whoever_is_listed_is_added_and_invited_once(tmp_path: Path, administrator: User) -> None:
    assert read_in(tmp_path, HIND, OMAR) == ["Ajoutées : 2. Déjà présentes : 0. Refusées : 0."]

    assert people() == {
        ("hind@example.ma", "Hind El Alaoui", "العلوي", "F", "juge-siege", "TPI-BML", "2024-09-01"),
        ("omar@example.ma", "Omar Ben Témoin", "بن الشاهد", "M", "assistant-social", "TPI-TNG", "2025-01-15"),
    }
    letters = Letter.objects.values_list("template", "recipient__email", "written_by")
    assert sorted(letters) == [
        ("invitation", "hind@example.ma", administrator.pk), ("invitation", "omar@example.ma", administrator.pk),
    ]  # fmt: skip

    assert read_in(tmp_path, HIND, OMAR) == ["Ajoutées : 0. Déjà présentes : 2. Refusées : 0."]
    assert (User.objects.count(), Letter.objects.count()) == (3, 2)


def test_rows_are_refused_by_line_and_reason_and_stop_none_of_the_others(tmp_path: Path, amina: User) -> None:
    told = read_in(
        tmp_path, HIND, OMAR.replace("TPI-TNG", "TPI-XXX"), "", OMAR.replace("Omar", "عمر").replace("M;", "X;"), HIND,
        "amina@demo.example;Amina;Exemple;أمينة;المثال;F;juge-siege;TPI-TNG;2024-01-01",
    )  # fmt: skip

    assert told[0] == "Ajoutées : 1. Déjà présentes : 0. Refusées : 4."
    assert [line.partition(" : ")[0] for line in told[1:]] == [
        "Ligne 3, omar@example.ma", "Ligne 5, omar@example.ma", "Ligne 6, hind@example.ma",
        "Ligne 7, amina@demo.example",
    ]  # fmt: skip
    assert "court : ce code n’est pas connu ici." in told[1]
    assert "L’adresse figure déjà à la ligne 3." in told[2]
    assert "L’adresse figure déjà à la ligne 2." in told[3]
    assert "Un compte existe déjà" in told[4]
    assert {each[0] for each in people()} == {"hind@example.ma", "amina@demo.example"}


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("first_name", "عمر", "first_name"),
        ("last_name_ar", "Témoin", "last_name_ar"),
        ("gender", "X", "gender"),
        ("starts_on", "2204-01-01", "starts_on"),
        ("email", "omar", "email"),
        ("email", "om\0ar@example.ma", "email"),
        ("court", "TPI\0", "court"),
        ("staff_number", "AB123456", "carte nationale d’identité"),
        ("profession", "inconnue", "profession"),
        ("last_name", "", "last_name"),
    ],
)
def test_a_row_is_checked_like_the_page_that_adds_a_person(tmp_path: Path, column: str, cell: str, reason: str) -> None:
    names = [*HEADING.split(";"), "staff_number"]
    cells = {**dict(zip(names, [*OMAR.split(";"), ""], strict=True)), column: cell}

    told = read_in(tmp_path, ";".join(cells.values()), heading=";".join(cells))

    assert told[0] == "Ajoutées : 0. Déjà présentes : 0. Refusées : 1."
    assert reason in told[1]
    assert people() == set()


def test_a_trial_tells_all_and_writes_nothing(tmp_path: Path) -> None:
    told = read_in(tmp_path, HIND, OMAR.replace("TPI-TNG", "?"), dry_run=True)

    assert told[0] == "Ajoutées : 1. Déjà présentes : 0. Refusées : 1."
    assert told[-1] == "Ceci était un essai : rien n’a été écrit."
    assert (people(), Letter.objects.count(), User.objects.count()) == (set(), 0, 1)


def test_a_file_that_is_no_roster_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="court"):
        read_in(tmp_path, HIND, heading=HEADING.replace("court", "tribunal"))
    with pytest.raises(CommandError, match="tribunal"):
        read_in(tmp_path, HIND, heading=f"{HEADING};tribunal")
    with pytest.raises(CommandError, match="absent"):
        call_command("import_roster", tmp_path / "absent.csv")

    assert people() == set()


def test_without_an_administrator_nobody_invites(tmp_path: Path, administrator: User) -> None:
    administrator.delete()

    with pytest.raises(CommandError, match="createsuperuser"):
        read_in(tmp_path, HIND)


def test_whoever_invites_reaches_no_further_than_their_courts(tmp_path: Path, karim: User) -> None:
    told = read_in(tmp_path, HIND, HIND.replace("hind@", "h2@").replace("TPI-BML", "TPI-MOH"), by=karim.email)

    assert told[0] == "Ajoutées : 1. Déjà présentes : 0. Refusées : 1."
    assert {each[0] for each in people()} == {"h2@example.ma"}


def test_the_guide_names_every_column() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "rules" / "people.md").read_text()

    assert [name for name in COLUMNS if f"`{name}`" not in guide] == []
