"""How much the library holds."""

from dataclasses import dataclass

from accounts.models import User
from library.models import Indicator, LegalReference, Term
from library.queries.figures import figures_visible_to


@dataclass(frozen=True)
class Holdings:
    indicators: int
    references: int
    figures: int
    terms: int


def holdings_seen_by(reader: User) -> Holdings:
    """How many entries of each kind `reader` may open: four queries."""
    return Holdings(
        Indicator.objects.count(),
        LegalReference.objects.count(),
        figures_visible_to(reader).count(),
        Term.objects.count(),
    )
