"""A protected address leaves the server for nobody but those who oversee the service: every address is walked."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from wagtail.models import Page

from accounts.models import Reach, User
from accounts.roles import Role
from cms.services.pen import Report
from courses.models import Lesson
from enrolments.services import enrol_many
from jurisdictions.models import Region
from library.models import CapacityAssessment, ReferralService
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]

SECRET = "Impasse Zérhoun-Planté"
EXCERPTS = ("Zérhoun", "Planté", "zerhoun", "Z\\u00e9rhoun", "Z&#xE9;rhoun", "Z%C3%A9rhoun")
SERVICE = "foyer-tanger"
QUERIES = ("", "?q=impasse", "?words=impasse", "?region=all", "?export=csv", "?export=xlsx", "?format=json", "?page=2")
ASKED = ("annuaire", "parcours-de", "referralservice", "search")
NOT_WALKED = {"account_logout", "wagtailadmin_logout"}

SignedIn = Callable[[User], Client]


@pytest.fixture
def shelter(directory: Report, karim: User) -> ReferralService:
    """The shelter of the small pack with an address that stands nowhere else, assessed, cited and edited."""
    service = ReferralService.objects.get(code=SERVICE)
    service.address = SECRET
    service.is_example = False
    service.save()
    CapacityAssessment.objects.create(
        service=service, dimension="staff", score=2, assessed_on=NOON.date(), assessed_by=karim
    )
    return service


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every URL name with what its address asks for."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}", [*pattern.pattern.regex.groupindex]


NAMED = {"app_label": "library", "content_type_app_name": "library", "model_name": "referralservice",
         "content_type_model_name": "referralservice"}  # fmt: skip


def addresses(service: ReferralService) -> set[str]:
    """Every address of the platform in both languages, filled with the keys of the service and of what names it."""
    page = Page.objects.get(slug="tout", locale__language_code="fr")
    keys = (service.pk, service.code, page.pk, "tout")
    asked_by = {name: [*asked] for name, asked in patterns(get_resolver()) if name not in NOT_WALKED}
    found = set()
    for (name, asked), key, language in product(asked_by.items(), keys, ("fr", "ar")):
        with translation.override(language), suppress(NoReverseMatch):
            found.add(reverse(name, kwargs={each: NAMED.get(each, key) for each in asked}))
    return found


def leaks(client: Client, service: ReferralService, *, queries: tuple[str, ...] = ("",)) -> set[str]:
    """The addresses that give the secret, or a piece of it, away to whoever is signed in with `client`."""
    client.raise_request_exception = False
    given = set()
    for address in addresses(service):
        extra = queries if any(part in address for part in ASKED) else ("",)
        for query in extra:
            response = client.get(address + query)
            content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
            if any(piece in content.decode("utf-8", "replace") for piece in EXCERPTS):
                given.add(address)
    return given


def coordinator_of(person: Callable[..., User], code: str) -> User:
    user = person(f"{code.lower()}@demo.example")
    Reach.objects.create(person=user, level="region", region=Region.objects.get(code=code))
    return user


EDIT = "/cms/snippets/library/referralservice/edit/{}/"
PAGES = {f"/{code}/bibliotheque/annuaire/{SERVICE}/" for code in ("fr", "ar")}
FILES = {f"/{code}/bibliotheque/annuaire.csv" for code in ("fr", "ar")}


def test_the_walk_finds_the_address_where_it_may_stand(
    shelter: ReferralService, administrator: User, signed_in: SignedIn
) -> None:
    assert leaks(signed_in(administrator), shelter) == {*PAGES, *FILES, EDIT.format(shelter.pk)}


def test_a_coordinator_within_reach_is_told_it(
    shelter: ReferralService, person: Callable[..., User], signed_in: SignedIn
) -> None:
    assert leaks(signed_in(coordinator_of(person, "MA-01")), shelter) == {*PAGES, *FILES}


def test_nobody_else_is_told_it_anywhere(
    shelter: ReferralService, salma: User, youssef: User, olga: User, karim: User,
    person: Callable[..., User], signed_in: SignedIn,
) -> None:  # fmt: skip
    for lesson in Lesson.objects.filter(slug="tout"):
        enrol_many([salma], edition=lesson.module.editions.get(), by=None, at=NOON)
    author = person("leila@demo.example")
    author.groups.add(Group.objects.get(name=Role.AUTHOR))
    karim.groups.add(Group.objects.get(name=Role.AUTHOR))

    for who in (youssef, olga, karim):
        assert leaks(signed_in(who), shelter) == set(), who
    for who in (salma, author):
        assert leaks(signed_in(who), shelter, queries=QUERIES) == set(), who


def test_nobody_is_told_it_without_signing_in(shelter: ReferralService, client: Client) -> None:
    assert leaks(client, shelter) == set()


def test_an_author_saves_the_service_and_leaves_the_address(
    shelter: ReferralService, person: Callable[..., User], signed_in: SignedIn
) -> None:
    author = person("leila@demo.example")
    author.groups.add(Group.objects.get(name=Role.AUTHOR))
    facts = {"code": SERVICE, "kind": "shelter", "public": "women", "name_fr": "Foyer relu", "name_ar": "دار",
             "city": shelter.city_id, "region": shelter.region_id, "languages": "ar", "is_published": "on"}  # fmt: skip

    response = signed_in(author).post(EDIT.format(shelter.pk), {**facts, "address": "", "is_address_protected": ""})

    shelter.refresh_from_db()
    assert (response.status_code, shelter.name_fr, shelter.languages) == (302, "Foyer relu", "ar")
    assert (shelter.address, shelter.is_address_protected) == (SECRET, True)


def test_an_author_is_told_what_is_wrong_with_a_service(
    shelter: ReferralService, person: Callable[..., User], signed_in: SignedIn
) -> None:
    author = person("leila@demo.example")
    author.groups.add(Group.objects.get(name=Role.AUTHOR))
    facts = {"code": SERVICE, "kind": "shelter", "public": "women", "name_fr": "Foyer", "name_ar": "دار",
             "city": shelter.city_id, "region": Region.objects.get(code="MA-06").pk, "languages": "tlh",
             "website": "javascript:x"}  # fmt: skip

    shown = signed_in(author).post(EDIT.format(shelter.pk), facts).content.decode()

    for sentence in ("La ville se trouve dans une autre région", "Inconnu : tlh", "commence par https://"):
        assert sentence.replace(" :", "\u00a0:") in shown, sentence
