"""Agreement of learners with the experts' key, indicator by indicator."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

FLOOR = 20  # answers below which no agreement is told
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Counts:
    """Answers by what the learner and the experts saw: both, the learner only, the experts only, neither."""

    both: int = 0
    learner_only: int = 0
    experts_only: int = 0
    neither: int = 0

    @property
    def n(self) -> int:
        return self.both + self.learner_only + self.experts_only + self.neither

    @property
    def is_enough(self) -> bool:
        return self.n >= FLOOR


def observed_agreement(counts: Counts) -> Decimal | None:
    """The share of answers that agree with the key, from 0 to 1; `None` without answers."""
    return _rounded(Fraction(counts.both + counts.neither, counts.n)) if counts.n else None


def kappa(counts: Counts) -> Decimal | None:
    """Cohen's κ = (p_o - p_e) / (1 - p_e), from -1 to 1, to the hundredth.

    p_o is the observed agreement, p_e the one expected by chance from how often each side sees the indicator.
    `None` where κ is not defined: without answers, or where both sides always say the same (p_e = 1).
    Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
    (1960), 37-46.
    """
    n = counts.n
    if not n:
        return None
    learner, experts = counts.both + counts.learner_only, counts.both + counts.experts_only
    observed = Fraction(counts.both + counts.neither, n)
    expected = Fraction(learner * experts + (n - learner) * (n - experts), n * n)
    return None if expected == 1 else _rounded((observed - expected) / (1 - expected))


def _rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(HUNDREDTH, ROUND_HALF_EVEN)
