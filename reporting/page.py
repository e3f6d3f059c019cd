"""What stands around a table of coverage: its finding, its addresses, its headings and its map."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jurisdictions.models import Court
from lms.lib import charts
from reporting.queries.coverage import Figures
from reporting.scope import REGION, RESORT, Scope
from reporting.tables import COLUMNS, Table

LADDER = ("by", REGION, RESORT, "city")
FILTERS = ("profession", "course", "regime", "gender", "on", "known")


@dataclass(frozen=True)
class Addresses:
    """Where links of a page lead: the filters and the order of rows are kept, the scope is named anew."""

    query: QueryDict

    def of(self, scope: Scope, *, name: str = "reporting:coverage", **changes: str) -> str:
        kept = {key: value for key in (*FILTERS, "sort") if (value := self.query.get(key, ""))}
        query = QueryDict(mutable=True)
        query.update({**scope.parameters, **kept, **changes})
        return f"{reverse(name)}?{query.urlencode()}"

    def unfiltered(self, scope: Scope) -> str:
        return Addresses(QueryDict()).of(scope)


@dataclass(frozen=True)
class Heading:
    """The head of a column, with the address that sorts by it."""

    label: str
    url: str
    order: str
    numeric: bool


@dataclass(frozen=True)
class MapPlace:
    """A city on the map: its circle, its name where there is room, and what it says and opens."""

    dot: charts.Dot
    label: charts.Label | None
    name: str
    figures: Figures
    url: str

    @property
    def step(self) -> str:
        step = charts.step_of(self.figures.rate)
        return f"step-{step}" if step else "missing"

    @property
    def words(self) -> str:
        """What the circle says."""
        told = {"name": self.name, "trained": self.figures.trained, "posts": self.figures.posts}
        if (rate := self.figures.rate) is None:
            return _("%(name)s: people trained %(trained)s, headcount not known") % told
        return _("%(name)s: rate %(rate)s, people trained %(trained)s, headcount %(posts)s") % {
            **told,
            "rate": percent(rate),
        }


@dataclass(frozen=True)
class CityMap:
    width: float
    height: float
    places: tuple[MapPlace, ...]
    by_posts: bool

    @property
    def finding(self) -> str:
        """The title of the map: between which rates the cities lie."""
        rated = sorted((rate, place.name) for place in self.places if (rate := place.figures.rate) is not None)
        if not rated:
            return _("No rate by city, for want of a headcount")
        (low, lowest), (high, highest) = rated[0], rated[-1]
        if low == high:
            return _("The coverage rate is %(rate)s in every city") % {"rate": percent(low)}
        return _("From %(low)s in %(lowest)s to %(high)s in %(highest)s") % {
            "low": percent(low),
            "lowest": lowest,
            "high": percent(high),
            "highest": highest,
        }


def percent(rate: Decimal) -> str:
    """`rate` with one decimal and its sign, as the reader's language sets it."""
    return _("%(rate)s %%") % {"rate": number_format(rate, 1)}


def finding(table: Table) -> str:
    """The title of the page: how many cities (in a city, courts) count somebody trained."""
    counts = {"reached": table.reached, "places": table.places}
    if table.scope.city:
        return ngettext(
            "%(reached)s court of %(places)s counts at least one trained person",
            "%(reached)s courts of %(places)s count at least one trained person",
            table.reached,
        ) % counts  # fmt: skip
    return ngettext(
        "%(reached)s city of %(places)s counts at least one trained person",
        "%(reached)s cities of %(places)s count at least one trained person",
        table.reached,
    ) % counts  # fmt: skip


def breadcrumb(scope: Scope, courts: Sequence[Court], addresses: Addresses) -> list[tuple[str, str | None]]:
    """From all courts down to `scope`, of which `courts` lie in it; the last has no address."""
    steps: list[tuple[str, Scope]] = [(_("All courts"), Scope(scope.by))]
    if scope.area:
        steps.append((scope.area_name(courts[0]), Scope(scope.by, scope.area)))
    if scope.city:
        steps.append((courts[0].city.name, scope))
    return [(name, None if step == scope else addresses.of(step)) for name, step in steps]


def headings(scope: Scope, *, sort: str, addresses: Addresses) -> list[Heading]:
    """The heads of the columns; the sorted one says so, and leads to the other direction."""
    column, downwards = sort.removeprefix("-"), sort.startswith("-")
    if column not in COLUMNS:
        column, downwards = "name", False
    found = []
    for name, label in labels(scope).items():
        sorted_so = name == column
        first_downwards = name != "name"
        turned = (not downwards) if sorted_so else first_downwards
        url = addresses.of(scope, sort=f"-{name}" if turned else name)
        order = ("descending" if downwards else "ascending") if sorted_so else ""
        found.append(Heading(label, url, order, numeric=name != "name"))
    return found


def labels(scope: Scope) -> dict[str, str]:
    """What each column is called, the first after what the rows of `scope` are."""
    places = {"court": _("Court"), "city": _("City"), "area": _("Resort") if scope.by == RESORT else _("Region")}
    return {
        "name": places[scope.level],
        "trained": _("People trained"),
        "enrolled": _("People enrolled"),
        "completions": _("Completions"),
        "enrolments": _("Enrolments"),
        "posts": _("Headcount"),
        "rate": _("Coverage rate"),
    }


def ladders(scope: Scope, addresses: Addresses) -> list[dict[str, Any]]:
    """The two ways to read the country, as links."""
    return [
        {"label": label, "url": addresses.of(Scope(by)), "current": scope.by == by}
        for by, label in ((REGION, _("By region")), (RESORT, _("By resort of a court of appeal")))
    ]


def map_of(table: Table, addresses: Addresses) -> CityMap | None:
    """The cities of `table` as circles sized by headcount (by people trained where none is known); the largest
    first, so that small ones stay in sight. `None` where there are fewer than two.
    """
    if len(table.cities) < 2:
        return None
    by_posts = any(one.figures.posts for one in table.cities)
    spots = [
        charts.Spot(
            one.city.name,
            one.city.latitude,
            one.city.longitude,
            (one.figures.posts or 0) if by_posts else one.figures.trained,
        )
        for one in table.cities
    ]
    drawn = charts.map_of(spots)
    places = (
        MapPlace(dot, label, one.city.name, one.figures, addresses.of(one.scope))
        for dot, label, one in zip(drawn.dots, drawn.labels, table.cities, strict=True)
    )
    ordered = sorted(places, key=lambda place: -place.dot.radius)
    return CityMap(drawn.width, drawn.height, tuple(ordered), by_posts)
