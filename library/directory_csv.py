"""The referral directory as a CSV file: its columns, how a file is read, and how a service becomes a row."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from library.errors import ColumnMissing, ColumnsUnknown, ColumnTwice, FileTooLarge, NotATable, NotText, TooManyRows
from library.models import ReferralService
from lms.lib.sheets import csv_of, rows_of

COLUMNS = (
    "code", "kind", "name_fr", "name_ar", "region", "city", "public", "languages", "description_fr", "description_ar",
    "phone", "website", "hours_fr", "hours_ar", "address", "address_protected", "verified_on", "source", "example",
    "published",
)  # fmt: skip
YES, NO = "yes", "no"
MOST_BYTES = 1024 * 1024
MOST_ROWS = 2000


@dataclass(frozen=True)
class Row:
    """One line of a file: where it begins, and its cells by column."""

    line: int
    cells: Mapping[str, str]


def read_rows(content: bytes) -> list[Row]:
    """The rows of the file `content`.

    Raises a `Refusal` for the whole file where it is too large, no UTF-8, no table, or its first line does not name
    columns of `COLUMNS`, `code` among them. Columns may be left out and stand in any order.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(megabytes=MOST_BYTES // 1024**2)
    try:
        lines = rows_of(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NotText from error
    except csv.Error as error:
        raise NotATable(line=error.args[0]) from error
    if len(lines) > MOST_ROWS + 1:
        raise TooManyRows(most=MOST_ROWS)
    columns = _columns(lines[0][1] if lines else [])
    return [
        Row(line, dict(zip(columns, [*cells, *[""] * (len(columns) - len(cells))], strict=False)))
        for line, cells in lines[1:]
    ]


def _columns(heading: list[str]) -> list[str]:
    names = [name.lower() for name in heading]
    while names and not names[-1]:  # a spreadsheet's empty columns at the end
        names.pop()
    unknown = [name for name in names if name not in COLUMNS]
    if "code" not in names:
        raise ColumnMissing(column="code")
    if unknown:
        raise ColumnsUnknown(columns=", ".join(unknown)[:200])
    for name in names:
        if names.count(name) > 1:
            raise ColumnTwice(column=name)
    return names


def as_csv(services: Iterable[ReferralService]) -> str:
    """The file of `services`, which carry the `postal_address` that its reader may have."""
    return csv_of([COLUMNS, *(_cells(service) for service in services)])


def _cells(service: ReferralService) -> list[object]:
    written = {
        "region": service.region.code if service.region else "",
        "city": service.city.code if service.city else "",
        "address": service.postal_address,  # type: ignore[attr-defined]  # annotated for the reader
        "address_protected": _word(service.is_address_protected),
        "verified_on": service.verified_on.isoformat() if service.verified_on else "",
        "example": _word(service.is_example),
        "published": _word(service.is_published),
    }
    return [written[column] if column in written else getattr(service, column) for column in COLUMNS]


def _word(truth: bool) -> str:
    return YES if truth else NO
