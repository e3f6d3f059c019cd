"""The rows of the library of a pack."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from cms.pack import facts as said
from cms.services.pen import Pen
from cms.services.settling import both, save, settle_all, standing
from library.models import Dimension, Figure, Guide, Indicator, LegalReference, Penalty, Term


def write_library(pack: said.Pack, pen: Pen) -> None:
    """Two queries for each kind, and one for each row that changes."""
    settle_all(pen, "law", LegalReference, "code", {each.code: _law(each, n) for n, each in enumerate(pack.laws)})
    settle_all(pen, "penalty", Penalty, "article", {each.article: _penalty(each) for each in pack.penalties})
    settle_all(pen, "guide", Guide, "code", {each.code: _guide(each, n) for n, each in enumerate(pack.guides)})
    _write_dimensions(pack.dimensions, pen)
    dimensions = {(each.guide_id, each.code): each.pk for each in Dimension.objects.all()}
    indicators = {
        each.code: _indicator(each, n, dimensions[each.guide, each.dimension]) for n, each in enumerate(pack.indicators)
    }
    settle_all(pen, "indicator", Indicator, "code", indicators)
    settle_all(pen, "figure", Figure, "code", {each.code: _figure(each) for each in pack.figures})
    settle_all(pen, "term", Term, "code", {each.code: _term(each) for each in pack.terms})


def _law(law: said.Law, position: int) -> dict[str, Any]:
    return {
        "code": law.code, "article": law.article, "source": law.source, "confidence": law.confidence,
        "position": position, **both("law", law.law), **both("title", law.title), **both("summary", law.summary),
    }  # fmt: skip


def _penalty(penalty: said.Penalty) -> dict[str, Any]:
    return {
        "article": penalty.article, "kind": penalty.kind, "years_min": penalty.years_min,
        "years_max": penalty.years_max, "life": penalty.life, "fine_min": penalty.fine_min,
        "fine_max": penalty.fine_max, **both("phrase", penalty.phrase),
    }  # fmt: skip


def _guide(guide: said.IndicatorGuide, position: int) -> dict[str, Any]:
    return {
        "code": guide.code, "edition": guide.edition, "position": position, **both("name", guide.name),
        **both("source", guide.source), **both("caveat", guide.caveat),
    }  # fmt: skip


def _write_dimensions(dimensions: Iterable[said.Dimension], pen: Pen) -> None:
    rows_there = {(each.guide_id, each.code): each for each in Dimension.objects.all()}
    for position, each in enumerate(dimensions):
        facts = {"guide_id": each.guide, "code": each.code, "position": position, **both("name", each.name)}
        row = rows_there.get((each.guide, each.code))
        pen.settle(
            "dimension", f"{each.guide}/{each.code}", says=facts, stands=standing(row, facts),
            write=partial(save, Dimension, row, facts),
        )  # fmt: skip


def _indicator(indicator: said.Indicator, position: int, dimension: int) -> dict[str, Any]:
    return {
        "code": indicator.code, "dimension_id": dimension, "weight_adult": indicator.weight_adult,
        "weight_child": indicator.weight_child, "source": indicator.source, "position": position,
        **both("label", indicator.label),
    }  # fmt: skip


def _figure(figure: said.Figure) -> dict[str, Any]:
    return {
        "code": figure.code, "period": figure.period, **both("value", figure.value),
        **both("definition", figure.definition), **both("source", figure.source), **both("caveat", figure.caveat),
    }  # fmt: skip


def _term(term: said.Term) -> dict[str, Any]:
    return {
        "code": term.code, "domain": term.domain, "english": term.english, **both("term", term.term),
        **both("definition", term.definition),
    }  # fmt: skip
