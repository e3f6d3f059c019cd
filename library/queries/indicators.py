"""Guides of indicators: each a list of its own, in one edition."""

from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet

from library.models import Dimension, Guide, Indicator

ADULT = "adult"
CHILD = "child"


@dataclass(frozen=True)
class PlacedIndicator:
    """An indicator among those of its dimension, with its guide."""

    current: Indicator
    neighbours: tuple[Indicator, ...]

    @property
    def _index(self) -> int:
        return next(n for n, each in enumerate(self.neighbours) if each.pk == self.current.pk)

    @property
    def previous(self) -> Indicator | None:
        return self.neighbours[self._index - 1] if self._index else None

    @property
    def next(self) -> Indicator | None:
        return self.neighbours[self._index + 1] if self._index + 1 < len(self.neighbours) else None


def guides_held() -> QuerySet[Guide]:
    """The guides in order, each with `listed`, how many it lists, and `weighed`, how many of these have a weight."""
    has_weight = Q(dimensions__indicators__weight_adult__gt="") | Q(dimensions__indicators__weight_child__gt="")
    return Guide.objects.annotate(
        listed=Count("dimensions__indicators"), weighed=Count("dimensions__indicators", filter=has_weight)
    ).order_by("position", "code")


def guides_spread_out() -> QuerySet[Guide]:
    """The guides with their dimensions and indicators, all in order: three queries."""
    dimensions = Dimension.objects.filter(~Q(indicators=None)).distinct().order_by("position")
    listed = Prefetch("dimensions", dimensions.prefetch_related("indicators"))
    return Guide.objects.filter(~Q(dimensions__indicators=None)).distinct().prefetch_related(listed)


def indicators_of(
    guide: Guide, *, dimension: str = "", weight: str = "", audience: str = ""
) -> QuerySet[Indicator]:  # fmt: skip
    """The indicators of one guide in order, each with its dimension, filtered: one query.

    `weight` is looked for in the column of `audience`, "adult" or "child", and in both where none is chosen;
    `audience` alone leaves out what has no weight for it.
    """
    rows = Indicator.objects.filter(dimension__guide=guide).select_related("dimension")
    rows = rows.order_by(F("dimension__position"), F("position"), F("code"))
    if dimension:
        rows = rows.filter(dimension__code=dimension)
    if audience:
        column = f"weight_{audience}"
        rows = rows.filter(**{column: weight}) if weight else rows.exclude(**{column: ""})
    elif weight:
        rows = rows.filter(Q(weight_adult=weight) | Q(weight_child=weight))
    return rows


def placed_indicator(code: str) -> PlacedIndicator | None:
    """The indicator with `code`, its dimension and guide, among its neighbours: two queries; `None` without one."""
    indicator = Indicator.objects.filter(code=code).select_related("dimension__guide").first()
    if indicator is None:
        return None
    return PlacedIndicator(indicator, tuple(Indicator.objects.filter(dimension=indicator.dimension_id)))
