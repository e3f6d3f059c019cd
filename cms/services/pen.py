"""The pen that writes a pack: it knows what it wrote last, and leaves alone what somebody changed since."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.models import PackEntry

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class LeftAlone:
    """Something the pack has another text for, and that stays as it is on the site."""

    kind: str
    key: str
    language: str
    reason: str

    def __str__(self) -> str:
        return f"{' '.join(part for part in (self.kind, self.key, self.language) if part)}: {self.reason}"


@dataclass
class Report:
    """What a load did, counted by kind."""

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    drafted: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    left_alone: list[LeftAlone] = field(default_factory=list)


class Pen:
    """Writes what differs. `overwrite` takes the pack's text also where the site has another."""

    def __init__(self, *, overwrite: bool) -> None:
        self.overwrite = overwrite
        self.report = Report()
        self._entries = {(each.kind, each.key, each.language): each for each in PackEntry.objects.all()}
        self._seen: set[tuple[str, str, str]] = set()

    def settle(
        self,
        kind: str,
        key: str,
        language: str = "",
        *,
        says: Facts,
        stands: Facts | None,
        write: Callable[[], Facts | None],
        draft: Callable[[], Facts | None] | None = None,
        refused: str = "",
    ) -> None:
        """Bring the table to what the pack `says`, by `write`, unless the site has changed what stands there.

        `write` and `draft` return what then stands in the table, or `None` when that is what the pack says.
        With overwriting, a changed page takes the pack's text by `draft`. `refused` says why a change of what
        stands cannot be written at all.
        """
        said, standing = _hash(says), None if stands is None else _hash(stands)
        entry = self._entries.get((kind, key, language))
        self._seen.add((kind, key, language))
        if standing is None:
            self._write(kind, key, language, said, says, write, self.report.created)
        elif entry and entry.pack_hash == said and entry.written_hash == standing:
            self.report.unchanged[kind] += 1
        elif entry is None and standing == said:
            self._remember(kind, key, language, said, standing)
            self.report.unchanged[kind] += 1
        elif refused:
            self._leave(kind, key, language, refused)
        elif entry and entry.written_hash == standing:
            self._write(kind, key, language, said, says, write, self.report.changed)
        elif self.overwrite:
            tally = self.report.drafted if draft else self.report.changed
            self._write(kind, key, language, said, says, draft or write, tally)
        else:
            self._leave(kind, key, language, _("changed on the site since the pack last wrote it"))

    def deleted_on_site(self, kind: str, key: str, language: str) -> bool:
        """Whether the pack wrote this once; what is then missing was deleted by somebody."""
        return (kind, key, language) in self._entries and not self.overwrite

    def leave_deleted(self, kind: str, key: str, language: str) -> None:
        self._seen.add((kind, key, language))
        self._leave(kind, key, language, _("deleted on the site"))

    def list_dropped(self) -> None:
        """List what the pack wrote once and names no longer; it is kept."""
        for kind, key, language in sorted(self._entries.keys() - self._seen):
            self._leave(kind, key, language, _("no longer in the pack, kept on the site"))

    def _write(
        self, kind: str, key: str, language: str, said: str, says: Facts,
        write: Callable[[], Facts | None], tally: Counter[str],
    ) -> None:  # fmt: skip
        self._remember(kind, key, language, said, _hash(write() or says))
        tally[kind] += 1

    def _remember(self, kind: str, key: str, language: str, said: str, standing: str) -> None:
        entry = self._entries.get((kind, key, language)) or PackEntry(kind=kind, key=key, language=language)
        entry.pack_hash, entry.written_hash = said, standing
        entry.save()

    def _leave(self, kind: str, key: str, language: str, reason: str) -> None:
        self.report.left_alone.append(LeftAlone(kind, key, language, reason))


def _hash(facts: Facts) -> str:
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    return str(value.normalize()) if isinstance(value, Decimal) else str(value)
