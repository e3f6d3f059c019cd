"""A table that somebody sends as a CSV file: its rows by column, or a sentence that says what is wrong with it."""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lms.lib.errors import Refusal
from lms.lib.sheets import rows_of

MOST_BYTES = 1024 * 1024


class FileTooLarge(Refusal):
    sentence = _("The file is too large: %(megabytes)s MB at most. Nothing was written. Send it in several parts.")


class NotText(Refusal):
    sentence = _(
        "The file cannot be read as UTF-8 text. Save it as “CSV UTF-8” and send it again. Nothing was written."
    )


class NotATable(Refusal):
    sentence = _("The file cannot be read as a table (CSV), near line %(line)s. Nothing was written.")


class TooManyRows(Refusal):
    sentence = _("The file has more than %(most)s rows. Nothing was written. Send it in several parts.")


class ColumnsUnknown(Refusal):
    sentence = _("The first line names columns that do not exist here: %(columns)s. Nothing was written.")


class ColumnMissing(Refusal):
    sentence = _("The first line should name the column “%(column)s”. Nothing was written.")


class ColumnTwice(Refusal):
    sentence = _("The first line names the column “%(column)s” twice. Nothing was written.")


@dataclass(frozen=True)
class Row:
    """One line of a file: where it begins, and its cells by column."""

    line: int
    cells: Mapping[str, str]


def read_rows(content: bytes, *, columns: Collection[str], needed: Collection[str], most: int) -> list[Row]:
    """The rows of the file `content`, `most` of them at the most.

    Raises a `Refusal` for the whole file where it is too large, no UTF-8, no table, or its first line does not name
    `columns`, those `needed` among them. The others may be left out, and all stand in any order.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(megabytes=MOST_BYTES // 1024**2)
    try:
        lines = rows_of(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NotText from error
    except csv.Error as error:
        raise NotATable(line=error.args[0]) from error
    if len(lines) > most + 1:
        raise TooManyRows(most=most)
    names = _names(lines[0][1] if lines else [], columns=columns, needed=needed)
    return [
        Row(line, dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False)))
        for line, cells in lines[1:]
    ]


def _names(heading: list[str], *, columns: Collection[str], needed: Collection[str]) -> list[str]:
    names = [name.lower() for name in heading]
    while names and not names[-1]:  # a spreadsheet's empty columns at the end
        names.pop()
    for name in needed:
        if name not in names:
            raise ColumnMissing(column=name)
    if unknown := [name for name in names if name not in columns]:
        raise ColumnsUnknown(columns=", ".join(unknown)[:200])
    for name in names:
        if names.count(name) > 1:
            raise ColumnTwice(column=name)
    return names
