"""Tables of coverage: figures of courts brought together by place and by corps, sorted, with their total."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Profession
from jurisdictions.models import City, Court
from lms.lib.arabic import fold
from lms.lib.charts import share_of
from reporting.queries.coverage import CourtFigures, Figures, total
from reporting.scope import Scope

COLUMNS = ("name", "trained", "enrolled", "completions", "enrolments", "posts", "rate")


@dataclass(frozen=True)
class Row:
    """A line of the table: a place or a corps, its figures, and the scope that opens it."""

    code: str
    name: str
    figures: Figures
    into: Scope | None = None

    @property
    def bar(self) -> "Bar":
        return Bar.of(self.figures)


@dataclass(frozen=True)
class Bar:
    """Two levels on one ground: people trained within people enrolled, in hundredths of the headcount."""

    trained: float
    enrolled: float
    measured: bool

    @classmethod
    def of(cls, figures: Figures) -> "Bar":
        ground = figures.posts or figures.enrolled
        return cls(share_of(figures.trained, ground), share_of(figures.enrolled, ground), bool(figures.posts))


@dataclass(frozen=True)
class CityFigures:
    city: City
    figures: Figures
    scope: Scope


@dataclass(frozen=True)
class Table:
    """What a page tells about its scope."""

    scope: Scope
    rows: tuple[Row, ...]
    corps: tuple[Row, ...]
    cities: tuple[CityFigures, ...]
    untrained: tuple[Court, ...]
    courts: int
    total: Figures

    @property
    def reached(self) -> int:
        """How many places of the finding count at least one trained person."""
        return self.courts - len(self.untrained) if self.scope.city else sum(c.figures.trained > 0 for c in self.cities)

    @property
    def exceeds_posts(self) -> bool:
        """Whether a rate of the page is above 100 %."""
        return any(figures.exceeds_posts for figures in self._told)

    @property
    def partly_measured(self) -> bool:
        """Whether a rate of the page leaves out trained people."""
        return any(figures.partly_measured for figures in self._told)

    @property
    def _told(self) -> list[Figures]:
        return [self.total, *(row.figures for row in (*self.rows, *self.corps))]

    @property
    def places(self) -> int:
        return self.courts if self.scope.city else len(self.cities)


def table_of(told: Sequence[CourtFigures], *, scope: Scope, sort: str = "name") -> Table:
    """Bring `told`, the courts of `scope`, together into its rows; `sort` names a column, with "-" the other way."""
    return Table(
        scope,
        rows=tuple(sorted_rows(_rows(told, scope), sort)),
        corps=_corps(told),
        cities=_cities(told, scope),
        untrained=tuple(_largest_first([one for one in told if one.figures.trained <= 0])),
        courts=len(told),
        total=total(one.figures for one in told),
    )


def sorted_rows(rows: Collection[Row], sort: str) -> list[Row]:
    """`rows` by the column that `sort` names, an unknown one by name; what is not known stays at the end."""
    column, downwards = sort.removeprefix("-"), sort.startswith("-")
    by_name = sorted(rows, key=lambda row: fold(row.name), reverse=downwards and column not in COLUMNS[1:])
    if column not in COLUMNS[1:]:
        return by_name
    known = [row for row in by_name if getattr(row.figures, column) is not None]
    unknown = [row for row in by_name if getattr(row.figures, column) is None]
    return sorted(known, key=lambda row: Decimal(getattr(row.figures, column)), reverse=downwards) + unknown


def _rows(told: Sequence[CourtFigures], scope: Scope) -> list[Row]:
    places: dict[tuple[str, str], list[Figures]] = defaultdict(list)
    for one in told:
        places[scope.place_of(one.court)].append(one.figures)
    return [Row(code, name, total(figures), scope.into(code)) for (code, name), figures in places.items()]


def _corps(told: Sequence[CourtFigures]) -> tuple[Row, ...]:
    rows = (
        Row(corps.value, str(corps.label), total(one.by_corps.get(corps, Figures()) for one in told))
        for corps in Profession.Corps
    )
    return tuple(row for row in rows if row.figures)


def _cities(told: Sequence[CourtFigures], scope: Scope) -> tuple[CityFigures, ...]:
    cities: dict[int, list[CourtFigures]] = defaultdict(list)
    for one in told:
        cities[one.court.city_id].append(one)
    return tuple(
        CityFigures(theirs[0].court.city, total(one.figures for one in theirs), scope.city_scope(_seat(theirs)))
        for theirs in cities.values()
    )


def _seat(theirs: Sequence[CourtFigures]) -> Court:
    """A court of the city that lies in a resort, so that the city's link leads where most of its courts are."""
    return next((one.court for one in theirs if one.court.resort_id), theirs[0].court)


def _largest_first(told: Sequence[CourtFigures]) -> list[Court]:
    ordered = sorted(told, key=lambda one: (-(one.figures.posts or 0), one.court.code))
    return [one.court for one in ordered]
