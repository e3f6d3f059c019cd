"""Whom and which courts somebody may see, and where somebody serves on a day."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Posting, Reach, User
from accounts.roles import Role
from accounts.signals import PersonFacts, Service
from jurisdictions.models import Court


def courts_within(reaches: Collection[Reach]) -> Q:
    """The condition on courts that lie within any of `reaches`; none where there is no reach."""
    within = Q(pk__in=[])
    for reach in reaches:
        match reach.level:
            case Reach.Level.NATION:
                return Q()
            case Reach.Level.REGION:
                within |= Q(city__region_id=reach.region_id)
            case Reach.Level.RESORT:
                within |= Q(resort_id=reach.resort_id)
            case Reach.Level.COURT:
                within |= Q(pk=reach.court_id)
    return within


def courts_overseen_by(person: User) -> QuerySet[Court]:
    """The courts whose people `person` coordinates: all for an administrator. One query for the reach."""
    if person.is_superuser:
        return Court.objects.all()
    return Court.objects.filter(courts_within(person.reaches.all()))


def courts_told_to(person: User) -> QuerySet[Court]:
    """The courts whose figures `person` may read: those overseen, and all for an observer. Two queries at most."""
    if Role.OBSERVER in person.roles:
        return Court.objects.all()
    return courts_overseen_by(person)


def people_visible_to(person: User) -> QuerySet[User]:
    """The people who now serve in a court that `person` oversees; for an administrator, everybody."""
    if person.is_superuser:
        return User.objects.all()
    serving = Posting.objects.filter(person=OuterRef("pk"), ends_on=None, court__in=courts_overseen_by(person))
    return User.objects.filter(Exists(serving))


def posting_on(person: User, *, day: date) -> Posting | None:
    """Where `person` serves on `day`, with court and profession: one query."""
    return (
        person.postings.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)
        .select_related("court__city", "profession")
        .first()
    )


def facts_of(people: Collection[int]) -> dict[int, PersonFacts]:
    """Gender and postings of each person id in `people`: two queries in all."""
    services: dict[int, list[Service]] = defaultdict(list)
    for posting in Posting.objects.filter(person__in=people).order_by("person", "starts_on"):
        services[posting.person_id].append(
            Service(posting.court_id, posting.profession_id, posting.starts_on, posting.ends_on)
        )
    genders = User.objects.filter(pk__in=people).values_list("pk", "gender")
    return {pk: PersonFacts(gender, tuple(services[pk])) for pk, gender in genders}
