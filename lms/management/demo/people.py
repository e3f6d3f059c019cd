"""The 388 learners, where they serve, and how many posts each court has."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice, product
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import Headcount, Posting, Profession, User
from jurisdictions.models import City, Court
from lms.management.demo.accounts import AMINA, SALMA, open_account
from lms.management.demo.names import FAMILIES, MEN, WOMEN

MAGISTRATES = 253
SOCIAL_WORKERS = 135
SERVING_SINCE = date(2021, 9, 1)
COUNTED_ON = date(2023, 1, 1)
# Of ten magistrates: five judges, three prosecutors, one investigating judge, one juvenile judge.
MAGISTRACY = (
    "juge-siege", "magistrat-parquet", "juge-siege", "juge-instruction", "juge-siege",
    "magistrat-parquet", "juge-siege", "juge-mineurs", "magistrat-parquet", "juge-siege",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    court: Court
    profession: Profession


def make_learners(random: Random) -> tuple[list[User], list[User]]:
    """Make the magistrates and the social workers, amina first and salma first, in all 57 cities."""
    professions = {profession.code: profession for profession in Profession.objects.all()}
    bench = [professions[code] for code in islice(cycle(MAGISTRACY), MAGISTRATES)]
    office = [professions["assistant-social"]] * SOCIAL_WORKERS
    magistrates = _places(bench, first="BML")
    social_workers = _places(office, first="TNG")
    names = _names(random)
    amina, salma = open_account(AMINA), open_account(SALMA)
    users = _users(names, count=MAGISTRATES + SOCIAL_WORKERS - 2)
    judges = [amina, *users[: MAGISTRATES - 1]]
    workers = [salma, *users[MAGISTRATES - 1 :]]
    _post(judges, magistrates)
    _post(workers, social_workers)
    _count([*magistrates, *social_workers], random)
    return judges, workers


def _places(professions: Sequence[Profession], *, first: str) -> list[Place]:
    """One place for each profession of the list: every city once, the rest by the number of their courts."""
    cities = list(City.objects.prefetch_related("courts").order_by("code"))
    cities.sort(key=lambda city: city.code != first)
    large = [city for city in cities for _ in range(len(city.courts.all()) - 1)]
    rounds = islice(cycle(cities + large + large), len(professions))
    seen: Counter[str] = Counter()
    places = []
    for city, profession in zip(rounds, professions, strict=True):
        courts = [court for court in city.courts.all() if court.kind in (Court.Kind.FIRST_INSTANCE, Court.Kind.APPEAL)]
        courts.sort(key=lambda court: court.kind != Court.Kind.FIRST_INSTANCE)
        places.append(Place(courts[seen[city.code] % len(courts)], profession))
        seen[city.code] += 1
    return places


def _names(random: Random) -> Iterator[tuple[str, tuple[str, str], tuple[str, str]]]:
    """Gender, first name and family name, no pair twice, women and men in turn."""
    women = [("F", first, last) for first, last in product(WOMEN, FAMILIES)]
    men = [("M", first, last) for first, last in product(MEN, FAMILIES)]
    random.shuffle(women)
    random.shuffle(men)
    for pair in zip(women, men, strict=True):
        yield from pair


def _users(names: Iterator[tuple[str, tuple[str, str], tuple[str, str]]], *, count: int) -> list[User]:
    """People who cannot sign in until they are invited."""
    closed = make_password(None)
    users = User.objects.bulk_create(
        User(
            email=f"{_plain(first[0])}.{_plain(last[0])}@demo.example",
            password=closed,
            first_name=first[0],
            first_name_ar=first[1],
            last_name=last[0],
            last_name_ar=last[1],
            gender=gender,
        )
        for gender, first, last in islice(names, count)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    return users


def _plain(name: str) -> str:
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower().replace(" ", "-")


def _post(users: Sequence[User], places: Sequence[Place]) -> None:
    Posting.objects.bulk_create(
        Posting(person=user, court=place.court, profession=place.profession, starts_on=SERVING_SINCE)
        for user, place in zip(users, places, strict=True)
    )


def _count(places: Sequence[Place], random: Random) -> None:
    """More posts than learners in every court, so that no coverage is whole."""
    taken = Counter((place.court, place.profession) for place in places)
    Headcount.objects.bulk_create(
        Headcount(court=court, profession=profession, on=COUNTED_ON, posts=people + random.randint(0, 2 + people))
        for (court, profession), people in taken.items()
    )
