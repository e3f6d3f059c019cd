"""The services that a referral step offers to a learner."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import User
from assessments.scenarios.graph import Referral
from assessments.scenarios.marks import referral_share
from jurisdictions.models import Region
from library.models import ReferralService
from library.queries.referral import EVERYBODY, Wanted, region_of, services_listed

OF_EACH_KIND = 6
_READ = 300


@dataclass(frozen=True)
class ServiceGroup:
    """The services of one kind."""

    kind: str
    label: str
    services: tuple[ReferralService, ...]


@dataclass(frozen=True)
class Offer:
    """What a referral may choose among: the services of the learner's region and of the whole country."""

    region: Region | None
    services: tuple[ReferralService, ...]

    @property
    def groups(self) -> list[ServiceGroup]:
        kinds = ReferralService.Kind
        found = [(kind, tuple(each for each in self.services if each.kind == kind)) for kind in kinds]
        return [ServiceGroup(kind.value, str(kind.label), services) for kind, services in found if services]


def offer_to(learner: User, *, on: date) -> Offer:
    """The services of the region where `learner` serves, those of the whole country beside them; five queries at most.

    At most six of each kind, the region's own first; for whoever serves in no region, those of the country alone.
    Addresses are not read.
    """
    region = region_of(learner, on=on)
    rows = services_listed(learner, Wanted(region=region), near=region)
    if region is None:
        rows = rows.filter(region=None)
    kept: list[ReferralService] = []
    of_kind: Counter[str] = Counter()
    for service in rows[:_READ]:
        of_kind[service.kind] += 1
        if of_kind[service.kind] <= OF_EACH_KIND:
            kept.append(service)
    return Offer(region, tuple(kept))


@dataclass(frozen=True)
class Outcome:
    """What a referral earned: `wanted` kinds that were on offer, `covered` ones, and services that do not fit."""

    wanted: tuple[str, ...]
    covered: tuple[str, ...]
    wrong: tuple[str, ...]
    share: Decimal


def outcome_of(referral: Referral, *, offer: Sequence[ReferralService], chosen: Collection[str]) -> Outcome:
    """What choosing the services with the codes `chosen` among `offer` earns; no query."""
    publics = {*referral.publics, EVERYBODY}
    fitting = [each for each in offer if each.kind in referral.kinds and each.public in publics]
    right = [each for each in fitting if each.code in chosen]
    wrong = sorted(set(chosen) - {each.code for each in right})
    wanted = tuple(kind for kind in referral.kinds if any(each.kind == kind for each in fitting))
    covered = tuple(kind for kind in wanted if any(each.kind == kind for each in right))
    return Outcome(wanted, covered, tuple(wrong), referral_share(covered, wanted=wanted, wrong=len(wrong)))
