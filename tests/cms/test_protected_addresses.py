"""A protected address leaves the server for nobody but those who oversee the service: every address is walked.

All walks are one test, so that the pack is loaded once. Refusals are said without the frame of the site around them,
which every page that is given shows as well; their reason is read all the same.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from wagtail.models import Page

from accounts.models import Reach, User
from accounts.roles import Role
from courses.models import Lesson
from enrolments.services import enrol_many
from jurisdictions.models import Region
from library.models import CapacityAssessment, ReferralService
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory"), pytest.mark.once]

SECRET = "Impasse Zérhoun-Planté"
EXCERPTS = ("Zérhoun", "Planté", "zerhoun", "Z\\u00e9rhoun", "Z&#xE9;rhoun", "Z%C3%A9rhoun")
SERVICE = "foyer-tanger"
QUERIES = ("?q=impasse", "?words=impasse", "?region=all", "?export=csv", "?export=xlsx", "?format=json", "?page=2")
ASKED = ("annuaire", "parcours-de", "referralservice", "search")
NOT_WALKED = {"account_logout", "wagtailadmin_logout"}

SignedIn = Callable[[User], Client]
BARE = {f"{code}.html": "{{ exception }}" for code in (400, 403, 404)}


@pytest.fixture
def bare_refusals(settings: Any) -> None:
    """Error pages that say their reason and nothing else: seven requests of eight are refused."""
    engine = deepcopy(settings.TEMPLATES[0])
    loaders = [
        ("django.template.loaders.locmem.Loader", BARE),
        ("django.template.loaders.filesystem.Loader", engine["DIRS"]),
        "django.template.loaders.app_directories.Loader",
    ]
    engine["APP_DIRS"] = False
    engine["OPTIONS"]["loaders"] = [("django.template.loaders.cached.Loader", loaders)]
    settings.TEMPLATES = [engine]


@pytest.fixture
def shelter(karim: User) -> ReferralService:
    """The shelter of the small pack with an address that stands nowhere else, assessed, cited and edited."""
    service = ReferralService.objects.get(code=SERVICE)
    service.address = SECRET
    service.is_example = False
    service.save()
    CapacityAssessment.objects.create(
        service=service, dimension="staff", score=2, assessed_on=NOON.date(), assessed_by=karim
    )
    return service


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Every URL name with what its address asks for, and whether that is slugs only, which no number is."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            kinds = {type(each).__name__ for each in pattern.pattern.converters.values()}
            yield f"{space}{pattern.name}", (*pattern.pattern.regex.groupindex,), kinds == {"SlugConverter"}


NAMED = {"app_label": "library", "content_type_app_name": "library", "model_name": "referralservice",
         "content_type_model_name": "referralservice"}  # fmt: skip


def addresses(service: ReferralService) -> set[str]:
    """Every address of the platform in both languages, filled with the keys of the service and of what names it."""
    page = Page.objects.get(slug="tout", locale__language_code="fr")
    slugs, numbers = (service.code, "tout"), (service.pk, page.pk)
    found = set()
    for (name, asked, only_slugs), language in product(set(patterns(get_resolver())), ("fr", "ar")):
        if name in NOT_WALKED:
            continue
        for key in slugs if only_slugs else (*slugs, *numbers):
            with translation.override(language), suppress(NoReverseMatch):
                found.add(reverse(name, kwargs={each: NAMED.get(each, key) for each in asked}))
    return found


def leaks(client: Client, walked: set[str]) -> set[str]:
    """The addresses among those `walked` that give the secret, or a piece of it, away to whoever uses `client`.

    A list that is given at all is asked in every way.
    """
    client.raise_request_exception = False
    given = set()
    for address in sorted(walked):
        response = client.get(address)
        asked = QUERIES if response.status_code == 200 and any(part in address for part in ASKED) else ()
        if any(_tells(each) for each in (response, *(client.get(address + query) for query in asked))):
            given.add(address)
    return given


def _tells(response: Any) -> bool:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return any(piece in content.decode("utf-8", "replace") for piece in EXCERPTS)


def coordinator_of(person: Callable[..., User], code: str) -> User:
    user = person(f"{code.lower()}@demo.example")
    Reach.objects.create(person=user, level="region", region=Region.objects.get(code=code))
    return user


EDIT = "/cms/snippets/library/referralservice/edit/{}/"
PAGES = {f"/{code}/bibliotheque/annuaire/{SERVICE}/" for code in ("fr", "ar")}
FILES = {f"/{code}/bibliotheque/annuaire.csv" for code in ("fr", "ar")}


@pytest.mark.usefixtures("bare_refusals")
def test_who_oversees_the_service_is_told_its_address_and_nobody_else_anywhere(
    shelter: ReferralService, administrator: User, salma: User, karim: User, leila: User,
    person: Callable[..., User], signed_in: SignedIn,
) -> None:  # fmt: skip
    """Karim has every role there is below an administrator's, and coordinates another resort."""
    for lesson in Lesson.objects.filter(slug="tout"):
        enrol_many([salma, karim], edition=lesson.module.editions.get(), by=None, at=NOON)
    karim.groups.add(*Group.objects.exclude(name=Role.ADMINISTRATOR))
    walked = addresses(shelter)

    told = {who: leaks(signed_in(who), walked) for who in (administrator, coordinator_of(person, "MA-01"))}
    kept = {who: leaks(signed_in(who), walked) for who in (salma, leila, karim)}

    assert [*told.values()] == [{*PAGES, *FILES, EDIT.format(shelter.pk)}, {*PAGES, *FILES}]
    assert [*kept.values()] == [set()] * 3
    assert leaks(Client(), walked) == set()
    assert len(walked) > 800


def test_an_author_saves_the_service_and_leaves_the_address(
    shelter: ReferralService, leila: User, signed_in: SignedIn
) -> None:
    facts = {"code": SERVICE, "kind": "shelter", "public": "women", "name_fr": "Foyer relu", "name_ar": "دار",
             "city": shelter.city_id, "region": shelter.region_id, "languages": "ar", "is_published": "on"}  # fmt: skip

    response = signed_in(leila).post(EDIT.format(shelter.pk), {**facts, "address": "", "is_address_protected": ""})

    shelter.refresh_from_db()
    assert (response.status_code, shelter.name_fr, shelter.languages) == (302, "Foyer relu", "ar")
    assert (shelter.address, shelter.is_address_protected) == (SECRET, True)


def test_an_author_is_told_what_is_wrong_with_a_service(
    shelter: ReferralService, leila: User, signed_in: SignedIn
) -> None:
    facts = {"code": SERVICE, "kind": "shelter", "public": "women", "name_fr": "Foyer", "name_ar": "دار",
             "city": shelter.city_id, "region": Region.objects.get(code="MA-06").pk, "languages": "tlh",
             "website": "javascript:x"}  # fmt: skip

    shown = signed_in(leila).post(EDIT.format(shelter.pk), facts).content.decode()

    for sentence in ("La ville se trouve dans une autre région", "Inconnu : tlh", "commence par https://"):
        assert sentence.replace(" :", "\u00a0:") in shown, sentence
