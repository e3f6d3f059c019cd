"""Whom and which courts somebody may see, where somebody serves on a day, and what is owed by whom has power."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, FilteredRelation, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower

from accounts.models import Letter, Posting, Profession, Reach, User
from accounts.roles import Role
from accounts.signals import PersonFacts, Service
from jurisdictions.models import Court
from lms.lib.arabic import fold
from lms.lib.languages import ARABIC, FRENCH, reading_language

POWERS = {Role.TUTOR, Role.AUTHOR, Role.VALIDATOR, Role.ADMINISTRATOR}
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
LETTERS = ("أإآٱىةؤئéèêëàâäîïôöùûüçÿ", "اااايهويeeeeaaaiioouuucy")
ORDERS = {
    "name": {FRENCH: ["last_name", "first_name"], ARABIC: ["last_name_ar", "first_name_ar"]},
    "court": {FRENCH: ["serving__court__name_fr"], ARABIC: ["serving__court__name_ar"]},
    "profession": {FRENCH: ["serving__profession__position"], ARABIC: ["serving__profession__position"]},
    "since": {FRENCH: ["serving__starts_on"], ARABIC: ["serving__starts_on"]},
}


class Folded(Func):
    """A text in the spelling of `lms.lib.arabic.fold`, made by the database.

    SQLite calls our function, which `accounts.receivers` lends to each connection; PostgreSQL goes
    letter by letter and keeps articles, which a search for a part of a word does not mind.
    """

    function = "fold"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        sql, values = Lower(self.source_expressions[0]).as_sql(compiler, connection)
        return f"translate({sql}, %s, %s)", [*values, *LETTERS]


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
    return Court.objects.filter(courts_within(person.held_reaches))


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
    """Where `person` serves on `day`, with court, its region, and profession: one query."""
    return (
        person.postings.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)
        .select_related("court__city__region", "profession")
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


def people_listed(
    viewer: User, *, words: str = "", court: Court | None = None, profession: Profession | None = None,
    order: str = "name",
) -> QuerySet[User]:  # fmt: skip
    """The people visible to `viewer` whose names or e-mail hold every word of `words`, in either script.

    Each row carries `serving_court` and `serving_as`, in the reader's language, and `serving_since`: one query.
    `order` is a key of `ORDERS`, with a minus for the other way round; anything else orders by name.
    """
    people = people_visible_to(viewer).annotate(
        serving=FilteredRelation("postings", condition=Q(postings__ends_on=None))
    )
    if court:
        people = people.filter(serving__court=court)
    if profession:
        people = people.filter(serving__profession=profession)
    for word in fold(words).split():
        people = people.annotate(sought=_folded_names()).filter(sought__contains=word)
    return people.annotate(
        serving_court=F(f"serving__court__name_{reading_language()}"),
        serving_as=F(f"serving__profession__name_{reading_language()}"),
        serving_since=F("serving__starts_on"),
    ).order_by(*_ordering(order))


def _ordering(order: str) -> list[str]:
    key = order.removeprefix("-")
    fields = [*ORDERS.get(key, ORDERS["name"])[reading_language()], *ORDERS["name"][reading_language()], "pk"]
    return [f"-{field}" for field in fields] if order.startswith("-") and key in ORDERS else fields


def _folded_names() -> Folded:
    columns = ("first_name", "last_name", "first_name_ar", "last_name_ar", "email")
    parts = (part for column in columns for part in (F(column), Value(" ")))
    return Folded(Concat(*parts, output_field=TextField()))


def postings_of(person: User) -> QuerySet[Posting]:
    """Where `person` has served, latest first, with court and profession: one query."""
    return person.postings.select_related("court__city", "profession").order_by("-starts_on")


def letters_to(person: User) -> QuerySet[Letter]:
    """The letters to `person`, latest first, with who wrote them: one query."""
    return person.letters.select_related("written_by").order_by("-written_at", "-pk")


def holds_power(person: User) -> bool:
    """Whether `person` sees other people's data or publishes, so that a second factor is owed: two queries at most."""
    return person.oversees_people or bool(person.roles & POWERS)


def has_second_factor(person: User) -> bool:
    """Whether `person` has an authenticator app or a security key: one query."""
    return bool(Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists())
