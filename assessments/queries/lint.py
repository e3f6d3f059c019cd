"""What the linter says of a graph, given what the library holds now."""

from assessments.scenarios.graph import Graph
from assessments.scenarios.lint import Finding, Known, lint
from library.models import Guide, Indicator, LegalReference, ReferralService


def known_now() -> Known:
    """What a graph may cite: three queries."""
    return Known(
        indicators=dict(Indicator.objects.values_list("code", "dimension__guide__code")),
        articles=set(LegalReference.objects.values_list("code", flat=True)),
        guides=set(Guide.objects.values_list("code", flat=True)),
        kinds=set(ReferralService.Kind.values),
        publics=set(ReferralService.Public.values),
    )


def findings_of(graph: Graph) -> list[Finding]:
    """Everything that refuses `graph`: three queries."""
    return lint(graph, known=known_now())
