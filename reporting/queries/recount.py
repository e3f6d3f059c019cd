"""The recount: the ledger told again from the sources, and where the tables say otherwise."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model, Sum

from reporting.models import Balance, Delta, MonthBalance
from reporting.queries.sources import told_by_everybody
from reporting.rules import Line

KEY = Line._fields[:-1]
_SNAPSHOT = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


@dataclass(frozen=True)
class Difference:
    """A sum that a table tells as `found` and the sources (or, for a balance, the ledger) as `expected`."""

    table: str
    key: tuple[Hashable, ...]
    expected: int
    found: int

    def __str__(self) -> str:
        told_by = ", ".join(str(part) or "*" for part in self.key)
        return f"{self.table} ({told_by}): expected {self.expected}, found {self.found}"


@dataclass(frozen=True)
class Recount:
    lines: int
    differences: tuple[Difference, ...]


def recount() -> Recount:
    """Compare the ledger with everybody's history, and both balances with the ledger.

    Reads one snapshot while others write: three queries for each 500 learners and four more.
    Memory grows with the number of distinct lines.
    """
    with _snapshot():
        expected = told_by_everybody()
        ledger = _sums(Delta, "happened_on")
        now: Counter[tuple[Any, ...]] = Counter()
        for line, n in ledger.items():
            now[line[:-1]] += n
        differences = [
            *_compare("ledger", expected, ledger),
            *_compare("balance", now, _sums(Balance)),
            *_compare("month balance", _by_month(), _sums(MonthBalance, "happened_in", "recorded_in")),
        ]
    return Recount(len(ledger), tuple(differences))


def _by_month() -> Counter[tuple[Any, ...]]:
    sums: Counter[tuple[Any, ...]] = Counter()
    for (*key, happened_on, recorded_on), n in _sums(Delta, "happened_on", "recorded_on").items():
        sums[(*key, happened_on.replace(day=1), recorded_on.replace(day=1))] += n
    return sums


def _sums(model: type[Model], *days: str) -> Counter[tuple[Any, ...]]:
    rows = model._default_manager.order_by().values_list(*KEY, *days).annotate(told=Sum("n"))
    return Counter({tuple(key): n for *key, n in rows.iterator()})


def _compare(table: str, expected: Mapping[Any, int], found: Mapping[Any, int]) -> Iterator[Difference]:
    for key in sorted(expected.keys() | found.keys()):
        if expected.get(key, 0) != found.get(key, 0):
            yield Difference(table, tuple(key), expected.get(key, 0), found.get(key, 0))


@contextmanager
def _snapshot() -> Iterator[None]:
    """See one state of the database throughout, without holding up whoever writes."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_SNAPSHOT[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
