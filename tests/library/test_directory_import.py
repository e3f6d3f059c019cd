"""The directory out to a file and in again: what is refused and why, what is written, and what never half is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from accounts.models import User
from jurisdictions.models import City, Region
from library.directory_csv import COLUMNS, MOST_ROWS, as_csv
from library.errors import DirectoryChangedMeanwhile
from library.models import ReferralService
from library.queries.referral import services_exported_to
from library.services import directory_import
from library.services.directory_import import apply_import, plan_import, words_of
from lms.lib.table_file import (
    MOST_BYTES,
    ColumnMissing,
    ColumnsUnknown,
    ColumnTwice,
    FileTooLarge,
    NotATable,
    NotText,
    TooManyRows,
)
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
SECRET = "12 rue Cachée"


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override(None):
        yield


@pytest.fixture
def shelter(db: None) -> ReferralService:
    return ReferralService.objects.create(
        code="foyer", kind="shelter", name_fr="Foyer", name_ar="دار", city=City.objects.get(code="CAS"),
        address=SECRET, is_address_protected=True, phone="+212 5 22", verified_on=date(2026, 1, 5),
        description_fr="=1+1", languages="ar fr",
    )  # fmt: skip


def facts() -> list[dict[str, Any]]:
    return [dict(row) for row in ReferralService.objects.order_by("code").values()]


def file(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def refused(*lines: str) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(row.line, row.code, row.reasons) for row in plan_import(file(*lines), on=TODAY).refused]


def test_what_is_exported_comes_back_unchanged(shelter: ReferralService, administrator: User) -> None:
    before = facts()

    plan = apply_import(as_csv(services_exported_to(administrator)).encode(), on=TODAY)

    assert (plan.writes, plan.unchanged, plan.refused) == (0, 1, [])
    assert facts() == before


def test_a_spreadsheet_obeys_nothing_in_the_file(shelter: ReferralService, administrator: User) -> None:
    written = as_csv(services_exported_to(administrator))

    assert ("'=1+1" in written, "'+212 5 22" in written, ",=1+1" in written) == (True, True, False)


def test_an_export_without_the_address_does_not_take_it_away(shelter: ReferralService, salma: User) -> None:
    written = as_csv(services_exported_to(salma)).replace("Foyer", "Foyer neuf")
    assert SECRET not in written

    plan = apply_import(written.encode(), on=TODAY)

    shelter.refresh_from_db()
    assert [row.changed for row in plan.changed] == [("name_fr",)]
    assert (shelter.name_fr, shelter.address, shelter.is_address_protected) == ("Foyer neuf", SECRET, True)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_new_service_is_written_whatever_separates_its_cells(db: None, separator: str, mark: str) -> None:
    heading = ["code", "kind", "name_fr", "name_ar", "city", "verified_on", "example", "", ""]
    row = ["ecoute", "social", "Écoute", "إنصات", "tng", "05/02/2026", "oui", "", ""]

    plan = apply_import((mark + "\r\n".join(map(separator.join, (heading, row)))).encode(), on=TODAY)

    written = ReferralService.objects.select_related("city", "region").get()
    assert (len(plan.new), words_of(plan)) == (1, "1 service added, 0 changed.")
    assert (written.name_fr, written.city and written.city.code, written.region and written.region.code) == (
        "Écoute", "TNG", "MA-01",
    )  # fmt: skip
    assert (written.verified_on, written.is_example, written.is_published, written.public) == (
        date(2026, 2, 5), True, True, "all",
    )  # fmt: skip


HEADING = "code,kind,name_fr,name_ar,region,city,public,languages,website,verified_on,published"


@pytest.mark.parametrize(
    ("row", "reasons"),
    [
        ("x,shelter,A,ا,MA-99,,,,,,", ["region: “MA-99” is not known."]),
        ("x,shelter,A,ا,,ZZZ,,,,,", ["city: “ZZZ” is not known."]),
        ("x,shelter,A,ا,MA-06,TNG,,,,,", ["The city lies in another region: MA-01."]),
        ("x,shelter,A,ا,,,,ar tlh,,,", ["languages: “ar tlh” should be ar, zgh, fr"]),
        ("x,shelter,A,ا,,,,,javascript:alert(1),,", ["website: “javascript:alert(1)” should be https://…."]),
        ("x,shelter,A,ا,,,,,,hier,", ["verified_on: “hier” should be a day such as 2026-11-20"]),
        ("x,shelter,A,ا,,,,,,2026-11-21,", ["The day of verification lies in the future."]),
        ("x,shelter,A,ا,,,,,,,peut-être", ["published: “peut-être” should be “yes” or “no”."]),
        (
            "x,palace,A,ا,,,everyone,,,,",
            ["kind: “palace” should be reporting, justice,", "public: “everyone” should be all, women,"],
        ),
        ("x,,,ا,,,,,,,", ["name_fr: This field cannot be blank.", "kind: This field cannot be blank."]),
        ("un deux,shelter,A,ا,,,,,,,", ["code: "]),
        ("x,shelter,A\x07,ا,,,,,,,", ["A cell holds a control character."]),
        (f"x,shelter,{'A' * 201},ا,,,,,,,", ["name_fr: "]),
    ],
)
def test_a_row_is_refused_with_its_line_and_reasons(db: None, row: str, reasons: list[str]) -> None:
    ((line, _code, told),) = refused(HEADING, "", row)

    assert (line, len(told)) == (3, len(reasons))
    assert all(each.startswith(reason) for each, reason in zip(told, reasons, strict=True)), told


def test_the_second_line_of_a_code_is_refused_and_the_first_is_written(db: None) -> None:
    lines = ("code,kind,name_fr,name_ar", "a,social,A,ا", "a,social,B,ب")

    assert refused(*lines) == [(3, "a", ("The code stands on line 2 already.",))]
    apply_import(file(*lines), on=TODAY)
    assert [row["name_fr"] for row in facts()] == ["A"]


def test_a_protection_is_lifted_only_with_its_address(shelter: ReferralService) -> None:
    heading = "code,address_protected,address"

    assert refused(heading, "foyer,no,") == [
        (2, "foyer", ("To lift the protection of an address, write the address too.",))
    ]
    apply_import(file(heading, f"foyer,no,{SECRET}"), on=TODAY)
    shelter.refresh_from_db()
    assert (shelter.address, shelter.is_address_protected) == (SECRET, False)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"code,kind\n\xe9,social", NotText),
        (b'code,kind\n"a"b,social', NotATable),
        (b"", ColumnMissing),
        (b"kind,name_fr\nsocial,A", ColumnMissing),
        (b"code,colour\na,red", ColumnsUnknown),
        (b"code,kind,kind\na,social,social", ColumnTwice),
        (b"x" * (MOST_BYTES + 1), FileTooLarge),
        (b"code\n" + b"a\n" * (MOST_ROWS + 1), TooManyRows),
    ],
)
def test_a_file_is_refused_whole(db: None, content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        plan_import(content, on=TODAY)


def test_a_plan_writes_nothing(shelter: ReferralService) -> None:
    before = facts()

    plan = plan_import(file("code,kind,name_fr,name_ar", "foyer,health,F,د", "b,social,B,ب"), on=TODAY)

    assert (len(plan.new), [row.changed for row in plan.changed]) == (1, [("name_fr", "name_ar", "kind")])
    assert facts() == before


def test_nothing_is_half_written(shelter: ReferralService, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody adds one of the services between the reading and the writing."""
    before = facts()
    planned: Callable[..., Any] = directory_import._plan

    def late(*args: Any, **options: Any) -> Any:
        plan = planned(*args, **options)
        plan.new[-1].service.code = "foyer"
        return plan

    monkeypatch.setattr(directory_import, "_plan", late)
    with pytest.raises(DirectoryChangedMeanwhile):
        apply_import(file("code,kind,name_fr,name_ar", "a,social,A,ا", "b,social,B,ب"), on=TODAY)
    assert facts() == before


def test_a_long_file_costs_three_queries_to_check(db: None, django_assert_num_queries: Any) -> None:
    rows = [f"s{n},social,S{n},م{n},MA-06" for n in range(500)]

    with django_assert_num_queries(3):
        plan = plan_import(file("code,kind,name_fr,name_ar,region", *rows), on=TODAY)
    assert (len(plan.new), plan.refused) == (500, [])


def test_every_column_of_a_service_travels(administrator: User) -> None:
    kept = {field.name for field in ReferralService._meta.concrete_fields} - {"id"}
    renamed = {"is_address_protected": "address_protected", "is_example": "example", "is_published": "published"}

    assert {renamed.get(name, name) for name in kept} == set(COLUMNS)
    assert Region.objects.exists()
