"""The referral directory as somebody may see it, the assessment of its services, and the pathway of a region.

Whatever shows a service takes it from here: `postal_address` is made by the database for the viewer, and the column
`address` is not read.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, TextField, Value, When, Window
from django.db.models.functions import Concat, RowNumber

from accounts.models import Reach, User
from accounts.queries import Folded, courts_overseen_by, posting_on
from jurisdictions.models import City, Region
from library.models import CapacityAssessment, ReferralService, Step
from library.rules import merged
from lms.lib.arabic import fold
from lms.lib.languages import reading_language

EVERYBODY = ReferralService.Public.ALL
SHOWN_BESIDE_A_STEP = 3
SHOWN_IN_A_LESSON = 24


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the directory. A city outweighs the region."""

    region: Region | None = None
    city: City | None = None
    kind: str = ""
    public: str = ""
    language: str = ""
    words: str = ""


def services_overseen_by(person: User) -> Q:
    """The condition on services that lie within the reach of `person`: all of them for an administrator.

    A service of the whole country is within reach of the nation only, one of a whole region within that of
    its region, one in a city within that of its region, its resort and each court of the city.
    """
    if person.is_superuser or any(reach.level == Reach.Level.NATION for reach in person.held_reaches):
        return ~Q(pk__in=[])
    regions = [reach.region_id for reach in person.held_reaches if reach.level == Reach.Level.REGION]
    return Q(region__in=regions) | Q(city__in=courts_overseen_by(person).values("city"))


def services_seen_by(viewer: User) -> QuerySet[ReferralService]:
    """The published services, each with its region and city and with what `viewer` may know of its address.

    `postal_address` is empty where the address is protected and the service lies outside of the viewer's reach;
    `is_address_withheld` tells so. One query, and one for the viewer's reach.
    """
    return _told_to(viewer, ReferralService.objects.filter(is_published=True))


def services_exported_to(viewer: User) -> QuerySet[ReferralService]:
    """What `services_seen_by` gives, in the order of codes; for an administrator also what is not published."""
    every = ReferralService.objects.all() if viewer.is_superuser else ReferralService.objects.filter(is_published=True)
    return _told_to(viewer, every).order_by("code")


def _told_to(viewer: User, services: QuerySet[ReferralService]) -> QuerySet[ReferralService]:
    told = Q(is_address_protected=False) | services_overseen_by(viewer)
    return (
        services.defer("address")
        .select_related("region", "city")
        .annotate(
            postal_address=Case(When(told, then=F("address")), default=Value(""), output_field=TextField()),
            is_address_withheld=Case(
                When(told, then=Value(False)),
                When(address="", then=Value(False)),
                default=Value(True),
                output_field=BooleanField(),
            ),
        )
    )


def services_listed(viewer: User, wanted: Wanted, *, near: Region | None = None) -> QuerySet[ReferralService]:
    """The services that `wanted` asks for, those of the region `near` first, then those of the whole country.

    Examples come last.

    Services of the whole country are always among them, and with a city those of its whole region. The words are
    sought in names and descriptions, never in addresses. One query, and one for the viewer's reach.
    """
    services = services_seen_by(viewer).filter(_serving(wanted))
    if wanted.kind:
        services = services.filter(kind=wanted.kind)
    if wanted.public:
        services = services.filter(public__in=[wanted.public, EVERYBODY])
    if wanted.language:
        services = services.alias(spoken=Concat(Value(" "), "languages", Value(" ")))
        services = services.filter(spoken__contains=f" {wanted.language} ")
    for word in fold(wanted.words).split():
        services = services.alias(sought=_folded_words()).filter(sought__contains=word)
    place, kind = _nearness(near or wanted.region), _kind_order()
    return services.order_by("is_example", place, kind, f"name_{reading_language()}", "pk")


def verified_services(*, region: Region | None, kinds: Collection[str]) -> list[ReferralService]:
    """The services of `kinds` in `region` that were verified once, then those of the whole country; no examples.

    The first `SHOWN_IN_A_LESSON`, without any postal address, whoever reads: one query.
    """
    serving = Q(region=None) | Q(region=region) if region else Q(region=None)
    known = ReferralService.objects.filter(
        serving, kind__in=kinds, is_published=True, is_example=False, verified_on__isnull=False
    )
    order = (_nearness(region), _kind_order(), f"name_{reading_language()}", "pk")
    return list(known.defer("address").select_related("city").order_by(*order)[:SHOWN_IN_A_LESSON])


def _serving(wanted: Wanted) -> Q:
    national = Q(region=None)
    if wanted.city:
        return national | Q(city=wanted.city) | Q(city=None, region=wanted.city.region_id)
    return national | Q(region=wanted.region) if wanted.region else Q()


def _nearness(near: Region | None) -> Case:
    whens = [When(region=near, then=Value(0))] if near else []
    return Case(*whens, When(region=None, then=Value(1)), default=Value(2))


def _kind_order() -> Case:
    return Case(*(When(kind=kind, then=Value(n)) for n, kind in enumerate(ReferralService.Kind.values)))


def _folded_words() -> Folded:
    columns = ("name_fr", "name_ar", "description_fr", "description_ar")
    parts = (part for column in columns for part in (F(column), Value(" ")))
    return Folded(Concat(*parts, output_field=TextField()))


def service_seen_by(viewer: User, *, code: str) -> ReferralService | None:
    """The published service at the address `code`, as `services_seen_by` tells it, with `is_within_reach`."""
    within = Case(When(services_overseen_by(viewer), then=Value(True)), default=Value(False))
    return services_seen_by(viewer).filter(code=code).annotate(is_within_reach=within).first()


def region_of(person: User, *, on: date, among: Sequence[Region] | None = None) -> Region | None:
    """The region where `person` serves on a day, or else the only one coordinated.

    One query; without a posting one more for the reach, and one for its region unless that is `among` those given.
    """
    posting = posting_on(person, day=on)
    if posting:
        return posting.court.city.region
    held = [reach.region_id for reach in person.held_reaches if reach.level == Reach.Level.REGION]
    wanted = held[0] if len(held) == 1 else None
    if among is None:
        return Region.objects.filter(pk=wanted).first() if wanted else None
    return next((region for region in among if region.pk == wanted), None)


def regions_by_name() -> list[Region]:
    """Every region by name in the reader's language: one query."""
    return list(Region.objects.order_by(f"name_{reading_language()}"))


def cities_by_name() -> list[City]:
    """Every city by name in the reader's language: one query."""
    return list(City.objects.order_by(f"name_{reading_language()}"))


@dataclass(frozen=True)
class DimensionStanding:
    """What is known of one dimension of a service: the latest score, and the one before it."""

    dimension: str
    latest: CapacityAssessment | None
    before: CapacityAssessment | None


@dataclass(frozen=True)
class AssessmentDay:
    """What was recorded of a service on one day, dimensions in their order."""

    day: date
    assessments: tuple[CapacityAssessment, ...]

    @property
    def note(self) -> str:
        return next((each.note for each in self.assessments if each.note), "")


def assessments_of(service: ReferralService) -> tuple[CapacityAssessment, ...]:
    """Every assessment of `service` with who made it, latest first: one query."""
    order = list(CapacityAssessment.Dimension)
    rows = service.assessments.select_related("assessed_by").order_by("-assessed_on")
    return tuple(sorted(rows, key=lambda row: (-row.assessed_on.toordinal(), order.index(row.dimension))))  # type: ignore[arg-type]


def standings(assessments: Sequence[CapacityAssessment]) -> list[DimensionStanding]:
    """The standing of each dimension in `assessments`, given latest first; no query."""
    by_dimension: dict[str, list[CapacityAssessment]] = defaultdict(list)
    for each in assessments:
        by_dimension[each.dimension].append(each)
    return [
        DimensionStanding(str(dimension.label), *[*by_dimension[dimension], None, None][:2])
        for dimension in CapacityAssessment.Dimension
    ]


def by_day(assessments: Sequence[CapacityAssessment]) -> list[AssessmentDay]:
    """The same assessments day by day, latest first; no query."""
    days: dict[date, list[CapacityAssessment]] = defaultdict(list)
    for each in assessments:
        days[each.assessed_on].append(each)
    return [AssessmentDay(day, tuple(rows)) for day, rows in days.items()]


@dataclass(frozen=True)
class KindServices:
    """The services of one kind that serve a region: the first few, and how many there are."""

    kind: str
    label: str
    services: tuple[ReferralService, ...]
    total: int


@dataclass(frozen=True)
class PathwayStep:
    step: Step
    services: tuple[KindServices, ...]

    @property
    def is_own(self) -> bool:
        """Whether it is the region's own and not the national one."""
        return self.step.region_id is not None


@dataclass(frozen=True)
class Pathway:
    """The steps in a region, its own in the place of the national ones; `region` is `None` for the whole country."""

    region: Region | None
    steps: tuple[PathwayStep, ...]

    @property
    def has_own(self) -> bool:
        return any(step.is_own for step in self.steps)


def pathway_in(region: Region | None, viewer: User) -> Pathway:
    """The published steps in `region`, each with its articles and the first services of its kinds.

    Three queries, and one for the viewer's reach.
    """
    rows = Step.objects.filter(Q(region=None) | Q(region=region), is_published=True)
    steps = list(rows.prefetch_related("legal_references"))
    national = [step for step in steps if step.region_id is None]
    own = [step for step in steps if step.region_id is not None]
    services = _services_by_kind(viewer, region)
    return Pathway(
        region,
        tuple(PathwayStep(step, _of_kinds(services, step.kinds_called)) for step in merged(national, own)),
    )


def _of_kinds(services: dict[str, KindServices], kinds: Iterable[str]) -> tuple[KindServices, ...]:
    return tuple(services[kind] for kind in kinds if kind in services)


def _services_by_kind(viewer: User, region: Region | None) -> dict[str, KindServices]:
    """The first services of each kind that serve `region`, the region's own before those of the whole country.

    Examples come last.
    """
    found: dict[str, list[ReferralService]] = defaultdict(list)
    serving = Q(region=None) | Q(region=region) if region else Q(region=None)
    order: list[Case | str] = ["is_example", _nearness(region), f"name_{reading_language()}", "pk"]
    rows = services_seen_by(viewer).filter(serving)
    rows = rows.annotate(
        place=Window(RowNumber(), partition_by="kind", order_by=order),
        of_kind=Window(Count("pk"), partition_by="kind"),
    )
    for service in rows.filter(place__lte=SHOWN_BESIDE_A_STEP).order_by("kind", "place"):
        found[service.kind].append(service)
    return {
        kind: KindServices(kind, str(ReferralService.Kind(kind).label), tuple(rows), rows[0].of_kind)  # type: ignore[attr-defined]
        for kind, rows in found.items()
    }
