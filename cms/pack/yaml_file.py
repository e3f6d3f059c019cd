"""YAML with the line of every key, so that a mistake can be shown where it stands."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _
from yaml.constructor import SafeConstructor

from cms.pack.facts import Place, Words
from cms.pack.mistakes import Findings

# The parser in C, ten times as fast, where PyYAML was built with it.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry:
    """A mapping of a YAML file. Reading a key notes a mistake where the value is missing or of another kind."""

    def __init__(self, node: yaml.MappingNode, *, path: Path, findings: Findings, offset: int = 0) -> None:
        self.path = path
        self.findings = findings
        self.offset = offset
        self.line = node.start_mark.line + 1 + offset
        self._nodes: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        for key, value in node.value:
            if str(key.value) in self._nodes:
                self.wrong(str(key.value), _("“%(key)s” is written twice.") % {"key": key.value})
            self._nodes[str(key.value)] = value
            self._lines[str(key.value)] = key.start_mark.line + 1 + offset

    @property
    def place(self) -> Place:
        return Place(self.path, self.line)

    def place_of(self, key: str) -> Place:
        return Place(self.path, self._lines.get(key, self.line))

    def wrong(self, key: str, sentence: str) -> None:
        self.findings.add(self.path, self._lines.get(key, self.line), sentence)

    def only(self, keys: Iterable[str]) -> None:
        """Note every key that is not one of `keys`."""
        for key in self._nodes.keys() - set(keys):
            self.wrong(key, _("“%(key)s” is not known here.") % {"key": key})

    def keys(self) -> tuple[str, ...]:
        """The names of what is held, in the order in which they are written."""
        return tuple(self._nodes)

    def has(self, key: str) -> bool:
        return key in self._nodes and self._value(key) is not None

    def text(self, key: str, *, required: bool = True, longest: int | None = None) -> str:
        value = self._value(key)
        if value is None:
            if required:
                self.wrong(key, _("“%(key)s” is missing.") % {"key": key})
            return ""
        if isinstance(value, (dict, list)) or (required and not str(value).strip()):
            self.wrong(key, _("“%(key)s” should be a text.") % {"key": key})
            return ""
        text = str(value).strip()
        if longest and len(text) > longest:
            places = {"key": key, "longest": longest, "length": len(text)}
            self.wrong(
                key, _("“%(key)s” has %(length)s characters; at most %(longest)s are kept on one line.") % places
            )
        return text

    def one_of(self, key: str, words: Iterable[str], *, default: str = "") -> str:
        text = self.text(key, required=not default) or default
        known = list(words)
        if text and text not in known:
            places = {"key": key, "word": text, "known": ", ".join(known)}
            self.wrong(key, _("“%(key)s” is “%(word)s”; it can be: %(known)s.") % places)
        return text

    def number(self, key: str, *, default: int | None = None, least: int = 0) -> int:
        value = self.number_or_none(key, least=least)
        if value is None and default is None and not self.has(key):
            self.wrong(key, _("“%(key)s” is missing.") % {"key": key})
        return value if value is not None else default or 0

    def number_or_none(self, key: str, *, least: int = 0) -> int | None:
        value = self._value(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value < 2**31:
            places = {"key": key, "least": least}
            self.wrong(key, _("“%(key)s” should be a whole number, %(least)s or more.") % places)
            return None
        return value

    def decimal(self, key: str) -> Decimal:
        try:
            value = Decimal(str(self._value(key)))
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or not 0 <= value < 1000 or value != round(value, 2):
            self.wrong(key, _("“%(key)s” should be a number such as 3.25.") % {"key": key})
            return Decimal(0)
        return value

    def truth(self, key: str) -> bool:
        value = self._value(key)
        if value is not None and not isinstance(value, bool):
            self.wrong(key, _("“%(key)s” should be true or false.") % {"key": key})
        return value is True

    def day(self, key: str) -> date | None:
        value = self._value(key)
        if value is not None and type(value) is not date:
            self.wrong(key, _("“%(key)s” should be a day such as 2026-11-20.") % {"key": key})
            return None
        return value

    def words(self, key: str, *, required: bool = True, longest: int | None = None) -> Words:
        """The text under `key` in both languages; having only one is a mistake."""
        entry = self.entry(key, required=required)
        return entry.both(required=required, longest=longest) if entry else Words()

    def both(self, *, required: bool = True, longest: int | None = None) -> Words:
        """This mapping's own `fr` and `ar`."""
        self.only(("fr", "ar"))
        fr = self.text("fr", required=required, longest=longest)
        ar = self.text("ar", required=required or bool(fr), longest=longest)
        if ar and not fr:
            self.wrong("fr", _("“%(key)s” is missing.") % {"key": "fr"})
        return Words(fr, ar)

    def entry(self, key: str, *, required: bool = True) -> "Entry | None":
        node = self._nodes.get(key)
        if isinstance(node, yaml.MappingNode):
            return Entry(node, path=self.path, findings=self.findings, offset=self.offset)
        if node is not None or required:
            self.wrong(key, _("“%(key)s” should hold named texts, such as fr and ar.") % {"key": key})
        return None

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        value = self._value(key)
        if value is None and not required:
            return ()
        if not isinstance(value, list) or any(not isinstance(each, (str, int)) for each in value):
            self.wrong(key, _("“%(key)s” should be a list of texts.") % {"key": key})
            return ()
        return tuple(str(each) for each in value)

    def entries(self, key: str) -> list["Entry"]:
        node = self._nodes.get(key)
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(key, _("“%(key)s” should be a list.") % {"key": key})
            return []
        return _entries(node, path=self.path, findings=self.findings, offset=self.offset)

    def _value(self, key: str) -> Any:
        """The value under `key`, `None` where there is none or where it cannot be read as what it looks like."""
        if key not in self._nodes:
            return None
        try:
            return SafeConstructor().construct_document(self._nodes[key])
        except (yaml.YAMLError, ValueError):
            self.wrong(key, _("“%(key)s” cannot be read.") % {"key": key})
            return None


def read_entry(path: Path, findings: Findings) -> Entry | None:
    """The mapping that the YAML file at `path` holds; `None`, and a mistake noted, where it holds none."""
    node = _composed(path, findings)
    if isinstance(node, yaml.MappingNode):
        return Entry(node, path=path, findings=findings)
    if node is not None:
        findings.add(path, 1, _("This file should hold named values."))
    return None


def read_entries(path: Path, findings: Findings) -> list[Entry]:
    """The list of mappings that the YAML file at `path` holds."""
    node = _composed(path, findings)
    if isinstance(node, yaml.SequenceNode):
        return _entries(node, path=path, findings=findings)
    if node is not None:
        findings.add(path, 1, _("This file should hold a list."))
    return []


def parse_entry(text: str, *, path: Path, findings: Findings, offset: int) -> Entry | None:
    """The mapping written in `text`, which begins `offset` lines into the file at `path`."""
    node = _compose(text, path=path, findings=findings, offset=offset)
    if isinstance(node, yaml.MappingNode):
        return Entry(node, path=path, findings=findings, offset=offset)
    return None


def read_file(path: Path, findings: Findings) -> str | None:
    """The text of the file at `path`; `None`, and a mistake noted, where it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        findings.add(path, 1, _("This file is missing."))
    except (UnicodeDecodeError, OSError):
        findings.add(path, 1, _("This file cannot be read as UTF-8 text."))
    return None


def _composed(path: Path, findings: Findings) -> yaml.Node | None:
    text = read_file(path, findings)
    return None if text is None else _compose(text, path=path, findings=findings)


def _compose(text: str, *, path: Path, findings: Findings, offset: int = 0) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1 + offset
        findings.add(path, line, _("The YAML cannot be read: %(problem)s.") % {"problem": error.problem})
        return None
    except yaml.YAMLError as error:
        findings.add(path, 1 + offset, _("The YAML cannot be read: %(problem)s.") % {"problem": error})
        return None
    if node is None:
        findings.add(path, 1 + offset, _("This file is empty."))
    return node


def _entries(node: yaml.SequenceNode, *, path: Path, findings: Findings, offset: int = 0) -> list[Entry]:
    entries = []
    for item in node.value:
        if isinstance(item, yaml.MappingNode):
            entries.append(Entry(item, path=path, findings=findings, offset=offset))
        else:
            findings.add(
                path, item.start_mark.line + 1 + offset, _("Each entry of this list should hold named values.")
            )
    return entries
