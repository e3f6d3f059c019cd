"""Which part of the map a page tells: two ladders, region → city → court and resort → city → court."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jurisdictions.models import Court, Region, Resort

REGION = "region"
RESORT = "resort"
OUTSIDE = "none"  # the Court of Cassation belongs to no resort


@dataclass(frozen=True)
class Scope:
    """A place on a ladder: `area` is the code of a region or resort, `city` that of a city in it; empty for all."""

    by: str = REGION
    area: str = ""
    city: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Scope":
        """The scope that an address names: `?by=region&region=MA-05&city=BML`."""
        by = RESORT if query.get("by") == RESORT else REGION
        area = query.get(by, "")
        return cls(by, area, query.get("city", "") if area else "")

    @property
    def parameters(self) -> dict[str, str]:
        """The part of an address that names this scope."""
        named = {"by": self.by, self.by: self.area, "city": self.city}
        return {name: code for name, code in named.items() if code}

    @property
    def level(self) -> str:
        """What the rows are: areas, cities or courts."""
        return "court" if self.city else "city" if self.area else "area"

    def within(self, courts: Collection[Court]) -> list[Court]:
        """Those of `courts` that lie in this scope."""
        return [
            court
            for court in courts
            if self.area in ("", self.area_code(court)) and self.city in ("", court.city.code)
        ]  # fmt: skip

    def area_of(self, court: Court) -> Region | Resort | None:
        return court.resort if self.by == RESORT else court.city.region

    def area_code(self, court: Court) -> str:
        area = self.area_of(court)
        return area.code if area else OUTSIDE

    def area_name(self, court: Court) -> str:
        area = self.area_of(court)
        return area.name if area else _("Outside the resorts")

    def place_of(self, court: Court) -> tuple[str, str]:
        """The code and name of the row to which `court` belongs."""
        match self.level:
            case "area":
                return self.area_code(court), self.area_name(court)
            case "city":
                return court.city.code, court.city.name
            case _:
                return court.code, court.name

    def into(self, code: str) -> "Scope | None":
        """The scope one rung below, into the row of `code`; `None` where rows are courts."""
        match self.level:
            case "area":
                return Scope(self.by, code)
            case "city":
                return Scope(self.by, self.area, code)
            case _:
                return None

    def city_scope(self, court: Court) -> "Scope":
        return Scope(self.by, self.area_code(court), court.city.code)
