"""How a kind of row is brought to what a pack says."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import models

from cms.pack import facts as said
from cms.services.pen import Facts, Pen


def uuid_of(kind: str, key: str) -> UUID:
    """The identity that `kind` and `key` have in every installation."""
    return uuid5(NAMESPACE_URL, f"{kind}/{key}")


def settle_all(
    pen: Pen, kind: str, model: type[models.Model], key: str, rows: Mapping[str, dict[str, Any]]
) -> None:  # fmt: skip
    """Settle each of `rows`, facts by the value of the column `key`."""
    rows_there = {_at(row, key): row for row in model._default_manager.filter(**{f"{key}__in": rows})}
    for name, facts in rows.items():
        row = rows_there.get(name)
        pen.settle(kind, name, says=facts, stands=standing(row, facts), write=partial(save, model, row, facts))


def _at(row: models.Model, path: str) -> Any:
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name)
    return value


def standing(row: models.Model | None, facts: Iterable[str]) -> Facts | None:
    return None if row is None else {name: getattr(row, name) for name in facts}


def save(model: type[models.Model], row: models.Model | None, facts: Facts) -> None:
    row = row or model()
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()


def both(name: str, words: said.Words) -> dict[str, str]:
    return {f"{name}_fr": words.fr, f"{name}_ar": words.ar}
