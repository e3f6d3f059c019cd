"""A table as a CSV file that a spreadsheet opens and obeys in nothing."""

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
