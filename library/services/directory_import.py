"""The referral directory from a CSV file: first what the file would change, then the change itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from unicodedata import category

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jurisdictions.models import City, Region
from library.directory_csv import NO, YES, read_rows
from library.errors import DirectoryChangedMeanwhile
from library.models import ReferralService
from library.rules import LANGUAGES
from lms.lib.table_file import Row

_TRUTHS = {YES: True, NO: False, "oui": True, "non": False, "نعم": True, "لا": False, "1": True, "0": False, "": False}
_TEXTS = (
    "code", "kind", "name_fr", "name_ar", "description_fr", "description_ar", "phone", "hours_fr", "hours_ar",
    "address", "source",
)  # fmt: skip
_TRUTH_COLUMNS = {"address_protected": "is_address_protected", "example": "is_example", "published": "is_published"}


@dataclass(frozen=True)
class RefusedRow:
    line: int
    code: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class PlannedRow:
    """A row that can be written; `changed` names the columns that differ, all of them for a new service."""

    line: int
    service: ReferralService
    is_new: bool
    changed: tuple[str, ...]


@dataclass
class Plan:
    """What a file would do."""

    new: list[PlannedRow] = field(default_factory=list)
    changed: list[PlannedRow] = field(default_factory=list)
    unchanged: int = 0
    refused: list[RefusedRow] = field(default_factory=list)

    @property
    def writes(self) -> int:
        return len(self.new) + len(self.changed)


@dataclass(frozen=True)
class _Known:
    """What rows refer to, read once."""

    services: Mapping[str, ReferralService]
    regions: Mapping[str, Region]
    cities: Mapping[str, City]


def plan_import(content: bytes, *, on: date) -> Plan:
    """What the file `content` would write, and which of its rows are refused and why: three queries.

    A service is known by its code; a column that the file leaves out stays as it is. Of a protected address an empty
    cell says nothing, since an export may have left it out. Nothing was verified after the day `on`.
    Raises a `Refusal` for the whole file.
    """
    return _plan(read_rows(content), on)


@transaction.atomic
def apply_import(content: bytes, *, on: date) -> Plan:
    """Write what `plan_import` says of `content`, all in one transaction, and return what was done.

    Raises `DirectoryChangedMeanwhile` where somebody adds one of its services at the same moment.
    """
    plan = _plan(read_rows(content), on, lock=True)
    try:
        with transaction.atomic():
            for row in [*plan.new, *plan.changed]:
                row.service.save()
    except IntegrityError as error:
        raise DirectoryChangedMeanwhile from error
    return plan


def _plan(rows: Sequence[Row], on: date, *, lock: bool = False) -> Plan:
    services = ReferralService.objects.filter(code__in=[row.cells["code"] for row in rows])
    services = services.select_related("city")
    known = _Known(
        {service.code: service for service in (services.select_for_update(of=("self",)) if lock else services)},
        {region.code: region for region in Region.objects.all()},
        {city.code: city for city in City.objects.select_related("region")},
    )
    plan, seen = Plan(), dict[str, int]()
    for row in rows:
        code = row.cells["code"]
        reader = _Reader(row, known, on)
        if code in seen:
            reader.reasons.append(_("The code stands on line %(line)s already.") % {"line": seen[code]})
        seen.setdefault(code, row.line)
        reader.read()
        if reader.reasons:
            plan.refused.append(RefusedRow(row.line, code, tuple(reader.reasons)))
        elif reader.is_new:
            plan.new.append(PlannedRow(row.line, reader.service, True, reader.changed))
        elif reader.changed:
            plan.changed.append(PlannedRow(row.line, reader.service, False, reader.changed))
        else:
            plan.unchanged += 1
    return plan


class _Reader:
    """Brings one service to what a row says, gathering what cannot be."""

    def __init__(self, row: Row, known: _Known, on: date) -> None:
        self.cells = dict(row.cells)
        self.known = known
        self.on = on
        self.reasons: list[str] = []
        self.told: list[str] = []  # the columns whose choices were told already
        standing = known.services.get(row.cells["code"])
        self.is_new = standing is None
        self.service = standing or ReferralService()
        self._before = self._facts()

    @property
    def changed(self) -> tuple[str, ...]:
        return tuple(name for name, value in self._facts().items() if value != self._before[name])

    def read(self) -> None:
        if any(category(letter) == "Cc" and letter not in "\r\n\t" for cell in self.cells.values() for letter in cell):
            self.reasons.append(_("A cell holds a control character."))
            return
        self._read_address()
        for name in _TEXTS:
            if name in self.cells:
                setattr(self.service, name, self.cells[name])
        self._read_places()
        self._read_words()
        self._read_website()
        self._read_day()
        self._check()

    def _facts(self) -> dict[str, Any]:
        names = [field.attname for field in ReferralService._meta.concrete_fields if not field.primary_key]
        return {name: getattr(self.service, name) for name in names}

    def _read_address(self) -> None:
        for column, name in _TRUTH_COLUMNS.items():
            if column not in self.cells or (column == "published" and not self.cells[column]):
                continue
            truth = _TRUTHS.get(self.cells[column].lower())
            if truth is None:
                self._wrong(column, _("“yes” or “no”"))
            else:
                setattr(self.service, name, truth)
        if not self._before["is_address_protected"] or not self._before["address"] or self.cells.get("address"):
            return
        self.cells.pop("address", None)
        if not self.service.is_address_protected:
            self.reasons.append(_("To lift the protection of an address, write the address too."))

    def _read_places(self) -> None:
        for column, places in (("region", self.known.regions), ("city", self.known.cities)):
            code = self.cells.get(column)
            if code and code.upper() not in places:
                self.reasons.append(_("%(column)s: “%(cell)s” is not known.") % {"column": column, "cell": code})
            elif code is not None:
                setattr(self.service, column, places[code.upper()] if code else None)
        city = self.service.city
        if city and self.cells.get("region") and self.service.region_id != city.region_id:
            self.reasons.append(_("The city lies in another region: %(region)s.") % {"region": city.region.code})
        elif city:
            self.service.region = city.region

    def _read_words(self) -> None:
        if "public" in self.cells:
            self.service.public = self.cells["public"] or ReferralService.Public.ALL
        for column, accepted in (("kind", ReferralService.Kind.values), ("public", ReferralService.Public.values)):
            if self.cells.get(column) and self.cells[column] not in accepted:
                self._wrong(column, ", ".join(accepted))
                self.told.append(column)
        if "languages" in self.cells:
            codes = self.cells["languages"].replace(",", " ").replace(";", " ").lower().split()
            for code in codes:
                if code not in LANGUAGES:
                    self._wrong("languages", ", ".join(LANGUAGES))
                    return
            self.service.languages = " ".join(dict.fromkeys(codes))

    def _read_website(self) -> None:
        if "website" in self.cells:
            self.service.website = self.cells["website"]
            if self.service.website and not self.service.website.startswith(("https://", "http://")):
                self._wrong("website", "https://…")

    def _read_day(self) -> None:
        if "verified_on" not in self.cells:
            return
        self.service.verified_on = None
        if self.cells["verified_on"]:
            self.service.verified_on = _day(self.cells["verified_on"])
            if self.service.verified_on is None:
                self._wrong("verified_on", _("a day such as 2026-11-20 or 20/11/2026"))
            elif self.service.verified_on > self.on:
                self.reasons.append(_("The day of verification lies in the future."))

    def _check(self) -> None:
        try:
            self.service.clean_fields(exclude=["region", "city", *self.told])
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                self.reasons.append(_("%(column)s: %(reason)s") % {"column": name, "reason": " ".join(sentences)})

    def _wrong(self, column: str, expected: str) -> None:
        places = {"column": column, "cell": self.cells[column][:80], "expected": expected}
        self.reasons.append(_("%(column)s: “%(cell)s” should be %(expected)s.") % places)


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def words_of(plan: Plan) -> str:
    """Such as "3 services added, 1 changed"."""
    added = ngettext("%(count)s service added", "%(count)s services added", len(plan.new)) % {"count": len(plan.new)}
    changed = ngettext("%(count)s changed", "%(count)s changed", len(plan.changed)) % {"count": len(plan.changed)}
    return _("%(added)s, %(changed)s.") % {"added": added, "changed": changed}
