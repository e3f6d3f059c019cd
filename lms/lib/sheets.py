"""A table as a CSV file that a spreadsheet opens and obeys in nothing, and such a file read again."""

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SEPARATORS = ",;\t"


def csv_of(rows: Iterable[Sequence[object]]) -> str:
    """`rows` as CSV (RFC 4180) with a byte order mark, texts defused, `None` as an empty cell."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    csv.writer(file).writerows([[defused(cell) for cell in row] for row in rows])
    return file.getvalue()


def defused(cell: object) -> object:
    """`cell`, with a leading apostrophe where a spreadsheet would run a text as a formula.

    Source: OWASP, CSV injection.
    """
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell


def fused(cell: str) -> str:
    """The text that `defused` made `cell` of, without spaces around it."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """The rows of the CSV `text` that hold anything, each with the line where it begins.

    Cells are separated by what the first line holds most of: commas, semicolons (as French spreadsheets write) or
    tabs. Raises `csv.Error` with the number of the line where a text is no table.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    heading = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=heading.count), strict=True)
    rows, line = [], 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, [fused(cell) for cell in row]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise csv.Error(line) from error
    return rows
