"""Legal references, indicators, figures, terms, judgments, and where to refer."""

from library.models.figures import Figure
from library.models.indicators import Dimension, Guide, Indicator
from library.models.judgments import Judgment
from library.models.law import LegalReference, Penalty
from library.models.referral import CapacityAssessment, ReferralService, Step
from library.models.terms import Term

__all__ = [
    "CapacityAssessment", "Dimension", "Figure", "Guide", "Indicator", "Judgment", "LegalReference", "Penalty",
    "ReferralService", "Step", "Term",
]  # fmt: skip
