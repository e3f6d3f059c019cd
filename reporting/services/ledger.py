"""Append to the ledger and keep its balances, in one transaction and one order of keys."""

from collections import Counter
from collections.abc import Hashable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, models, transaction

from lms.lib.dates import day_of
from reporting.models import Balance, Delta, MonthBalance
from reporting.rules import Line

ROWS = 500


@transaction.atomic
def record(lines: Mapping[Line, int], *, at: datetime) -> None:
    """Write `lines` as deltas recorded on the day of `at`, and add them to the balances.

    Three statements for each 500 lines (fewer where the database takes fewer parameters). Balances are touched
    in sorted order, so that two transactions that tell the same keys wait for each other and never deadlock.
    """
    told = {line: n for line, n in sorted(lines.items()) if n}
    if not told:
        return
    recorded_on = day_of(at)
    Delta.objects.bulk_create(
        [Delta(**line._asdict(), recorded_on=recorded_on, n=n) for line, n in told.items()], batch_size=ROWS
    )
    now: Counter[tuple[Hashable, ...]] = Counter()
    by_month: Counter[tuple[Hashable, ...]] = Counter()
    for line, n in told.items():
        now[line[:-1]] += n
        by_month[(*line[:-1], month_of(line.happened_on), month_of(recorded_on))] += n
    _add(Balance, now)
    _add(MonthBalance, by_month)


def month_of(day: date) -> date:
    """The first day of the month of `day`, which names it."""
    return day.replace(day=1)


def _add(model: type[models.Model], sums: Mapping[tuple[Any, ...], int]) -> None:
    """Add each of `sums` to the row of its key, the columns of `model`'s unique constraint."""
    rows = [(*key, n) for key, n in sorted(sums.items()) if n]
    columns = [*_key_columns(model), "n"]
    size = min(ROWS, (connection.features.max_query_params or ROWS * len(columns)) // len(columns))
    for start in range(0, len(rows), size):
        _upsert(model, columns, rows[start : start + size])


def _upsert(model: type[models.Model], columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    quote = connection.ops.quote_name
    own = {field.name: field for field in model._meta.concrete_fields}
    fields = [own[name] for name in columns]
    table = quote(model._meta.db_table)
    names = [quote(str(field.column)) for field in fields]
    places = f"({', '.join(['%s'] * len(names))})"
    statement = (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join([places] * len(rows))} "
        f"ON CONFLICT ({', '.join(names[:-1])}) DO UPDATE SET n = {table}.n + excluded.n"
    )
    values = [
        field.get_db_prep_save(value, connection)
        for row in rows
        for field, value in zip(fields, row, strict=True)
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _key_columns(model: type[models.Model]) -> list[str]:
    """The names of the key's fields, in the order of `Line`."""
    (constraint,) = model._meta.constraints
    assert isinstance(constraint, models.UniqueConstraint)
    return list(constraint.fields)
