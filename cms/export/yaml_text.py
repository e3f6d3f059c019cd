"""Rows as YAML that a lawyer can read in a diff."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

Facts = Mapping[str, Any]
_SAID_THOUGH_FALSE = {"right", "act", "purpose"}


class _Pack(yaml.SafeDumper):
    """Block style, and items of lists set in, as the packs are written."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else '"' if text and not text.isascii() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Pack.add_representer(str, _text)


def written(facts: Facts | Sequence[Facts]) -> str:
    """Return `facts` as YAML; what is empty is left out."""
    kept = kept_of(facts)
    return yaml.dump(kept, Dumper=_Pack, allow_unicode=True, sort_keys=False, width=10_000)


def kept_of(value: Any) -> Any:
    """`value` without the empty texts, lists and mappings in it; figures as YAML has them."""
    if isinstance(value, Mapping):
        return {name: kept for name, each in value.items() if _says(name, kept := kept_of(each))}
    if isinstance(value, list | tuple):
        return [kept_of(each) for each in value]
    return value


def _says(name: str, value: Any) -> bool:
    """Whether `value` is told: nought is, and so is what has to be said even where it is false."""
    if isinstance(value, bool):
        return value or name in _SAID_THOUGH_FALSE
    return value not in ("", None, [], {})


def words(row: object, name: str) -> dict[str, str]:
    """What `row` says under `name` in both languages."""
    return {"fr": getattr(row, f"{name}_fr"), "ar": getattr(row, f"{name}_ar")}
