"""Who sees which service, in which order, and what of its address; assessments; the pathway of a region."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import Reach, User
from accounts.own_data import kept_about
from jurisdictions.models import City, Court, Region
from library.errors import AssessedInTheFuture, NothingAssessed, OutOfReach
from library.models import CapacityAssessment, ReferralService, Step
from library.queries.referral import (
    Wanted,
    assessments_of,
    by_day,
    pathway_in,
    region_of,
    regions_by_name,
    service_seen_by,
    services_exported_to,
    services_listed,
    services_overseen_by,
    standings,
)
from library.services.directory import record_assessment
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

SECRET = "12 rue Cachée"
TODAY = NOON.date()
Person = Callable[..., User]


def region(code: str) -> Region:
    return Region.objects.get(code=code)


def make(code: str, *, city: str = "", where: str = "", **facts: Any) -> ReferralService:
    return ReferralService.objects.create(
        code=code, name_fr=f"Service {code}", name_ar=f"مصلحة {code}", kind=facts.pop("kind", "shelter"),
        city=City.objects.get(code=city) if city else None, region=region(where) if where else None,
        address=SECRET, is_address_protected=True, **facts,
    )  # fmt: skip


@pytest.fixture
def services(db: None) -> list[ReferralService]:
    """One in Casablanca, one in its region at large, one in Tanger, one in Béni Mellal, one for the country."""
    return [
        make("casa", city="CAS", public="women", languages="ar fr"),
        make("region", where="MA-06", kind="health", languages="ary"),
        make("tanger", city="TNG"),
        make("beni", city="BML", public="men", description_fr="Écoute des hommes"),
        make("pays", kind="reporting", languages="fr"),
    ]


def codes(found: Any) -> list[str]:
    return [service.code for service in found]


def overseen(person: User) -> set[str]:
    return set(codes(ReferralService.objects.filter(services_overseen_by(person))))


def reach(person: User, level: str, **place: Any) -> User:
    Reach.objects.create(person=person, level=level, **place)
    return person


def test_a_service_in_a_city_lies_in_the_region_of_the_city(services: list[ReferralService]) -> None:
    assert [service.region.code if service.region else "" for service in services] == [
        "MA-06", "MA-06", "MA-01", "MA-05", "",
    ]  # fmt: skip


def test_reach_decides_whose_services_somebody_oversees(
    services: list[ReferralService], person: Person, karim: User, nadia: User, administrator: User, olga: User,
    youssef: User, driss: User, amina: User,
) -> None:  # fmt: skip
    everything = set(codes(services))
    of_region = reach(person("r@demo.example"), "region", region=region("MA-06"))
    of_court = reach(person("c@demo.example"), "court", court=Court.objects.get(code="TPI-TNG"))
    people = {administrator: everything, nadia: everything, karim: {"casa"}, of_region: {"casa", "region"}}
    people |= {of_court: {"tanger"}, olga: set(), youssef: set(), driss: set(), amina: set()}

    assert {who: overseen(who) for who in people} == people


def test_a_protected_address_is_told_within_reach_only(
    services: list[ReferralService], karim: User, salma: User, administrator: User
) -> None:
    def told(viewer: User) -> dict[str, tuple[str, bool]]:
        found = services_exported_to(viewer)
        return {row.code: (row.postal_address, row.is_address_withheld) for row in found}  # type: ignore[attr-defined]

    shown, withheld = (SECRET, False), ("", True)
    everywhere = dict.fromkeys(sorted(codes(services)))
    assert told(administrator) == dict.fromkeys(everywhere, shown)
    assert told(salma) == dict.fromkeys(everywhere, withheld)
    assert told(karim) == {**dict.fromkeys(everywhere, withheld), "casa": shown}


def test_an_address_that_is_not_protected_is_told_to_all(salma: User) -> None:
    make("ouvert", city="TNG")
    ReferralService.objects.update(is_address_protected=False)
    make("sans", city="TNG")
    ReferralService.objects.filter(code="sans").update(address="")

    rows = {row.code: row for row in services_exported_to(salma)}
    assert {code: (row.postal_address, row.is_address_withheld) for code, row in rows.items()} == {  # type: ignore[attr-defined]
        "ouvert": (SECRET, False), "sans": ("", False),
    }  # fmt: skip
    assert all("address" in row.get_deferred_fields() for row in rows.values())


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["tanger", "pays", "beni", "casa", "region"]),
        ({"region": "MA-06"}, ["pays", "casa", "region"]),
        ({"city": "CAS"}, ["pays", "casa", "region"]),
        ({"city": "MOH"}, ["pays", "region"]),
        ({"city": "CAS", "region": "MA-01"}, ["pays", "casa", "region"]),
        ({"kind": "shelter"}, ["tanger", "beni", "casa"]),
        ({"public": "women"}, ["tanger", "pays", "casa", "region"]),
        ({"language": "ar"}, ["casa"]),
        ({"language": "fr"}, ["pays", "casa"]),
        ({"words": "ecoute"}, ["beni"]),
        ({"words": "المصلحة casa"}, ["casa"]),
        ({"words": "Cachée"}, []),
        ({"words": "rien"}, []),
    ],
)
def test_the_list_answers_what_is_wanted(
    services: list[ReferralService], salma: User, wanted: dict[str, str], expected: list[str]
) -> None:
    places: dict[str, Any] = {"region": Region, "city": City}
    given: dict[str, Any] = {
        name: places[name].objects.get(code=code) if name in places else code for name, code in wanted.items()
    }

    assert codes(services_listed(salma, Wanted(**given), near=region("MA-01"))) == expected


def test_examples_come_last_and_what_is_not_published_not_at_all(services: list[ReferralService], salma: User) -> None:
    ReferralService.objects.filter(code="tanger").update(is_example=True)
    ReferralService.objects.filter(code="beni").update(is_published=False)

    assert codes(services_listed(salma, Wanted(), near=region("MA-01"))) == ["pays", "casa", "region", "tanger"]
    assert service_seen_by(salma, code="beni") is None


def test_somebodys_region_is_that_of_the_court_and_else_of_the_reach(
    salma: User, driss: User, karim: User, person: Person
) -> None:
    one = reach(person("r@demo.example"), "region", region=region("MA-05"))
    day = NOON.date()

    found = [region_of(who, on=day) for who in (salma, driss, karim, one)]
    assert found == [region_of(who, on=day, among=regions_by_name()) for who in (salma, driss, karim, one)]
    assert [each.code if each else None for each in found] == ["MA-01", None, None, "MA-05"]


@pytest.fixture
def casa(services: list[ReferralService]) -> ReferralService:
    return services[0]


def record(service: ReferralService, by: User, *, day: date = TODAY, note: str = "", **scores: int) -> None:
    record_assessment(service, scores=scores, assessed_on=day, note=note, by=by, at=NOON)


def test_assessments_keep_their_history(casa: ReferralService, karim: User) -> None:
    before = NOON.date() - timedelta(days=90)
    record(casa, karim, day=before, note="Première visite.", reception=1, data=0)
    record(casa, karim, reception=2)
    record(casa, karim, note="Relu.", reception=3, staff=4)

    rows = assessments_of(casa)
    assert [
        (day.day, [(each.dimension, each.score) for each in day.assessments], day.note) for day in by_day(rows)
    ] == [
        (NOON.date(), [("reception", 3), ("staff", 4)], "Relu."),
        (before, [("reception", 1), ("data", 0)], "Première visite."),
    ]
    known = {each.dimension: (each.latest.score, each.before and each.before.score)
             for each in standings(rows) if each.latest}  # fmt: skip
    assert sorted(known.values(), key=str) == [(0, None), (3, 1), (4, None)]


def test_an_assessment_is_refused_out_of_reach_in_the_future_and_empty(
    casa: ReferralService, services: list[ReferralService], karim: User, driss: User, olga: User
) -> None:
    refusals: Iterator[Any] = iter(
        [
            (OutOfReach, lambda: record(casa, driss, reception=1)),
            (OutOfReach, lambda: record(casa, olga, reception=1)),
            (OutOfReach, lambda: record(services[2], karim, reception=1)),
            (AssessedInTheFuture, lambda: record(casa, karim, day=NOON.date() + timedelta(days=1), reception=1)),
            (NothingAssessed, lambda: record(casa, karim)),
        ]
    )
    for refusal, act in refusals:
        with pytest.raises(refusal):
            act()
    assert CapacityAssessment.objects.count() == 0


def step(key: str, position: int, *, where: str = "", **facts: Any) -> None:
    Step.objects.create(
        key=key, position=position, region=region(where) if where else None, title_fr=f"{key} {where}".strip(),
        title_ar=key, actor_fr="Acteur", actor_ar="فاعل", text_fr="Texte", text_ar="نص", source="Source", **facts,
    )  # fmt: skip


def test_the_pathway_of_a_region_has_its_own_steps_and_services(services: list[ReferralService], salma: User) -> None:
    step("detection", 0)
    step("orientation", 1)
    step("suivi", 2, is_published=False)
    step("orientation", 3, where="MA-01")
    make("sans-nom", city="TNG", is_example=True)

    own, other, national = (pathway_in(place, salma) for place in (region("MA-01"), region("MA-06"), None))

    assert [each.step.title for each in own.steps] == ["detection", "orientation MA-01"]
    assert [(each.is_own, [(kind.kind, codes(kind.services)) for kind in each.services]) for each in own.steps] == [
        (False, [("reporting", ["pays"])]), (True, [("shelter", ["tanger", "sans-nom"])]),
    ]  # fmt: skip
    assert [each.step.title for each in other.steps] == ["detection", "orientation"]
    assert (own.has_own, other.has_own, national.has_own) == (True, False, False)
    assert [codes(kind.services) for each in national.steps for kind in each.services] == [["pays"]]


def test_a_step_shows_three_services_and_says_how_many_there_are(salma: User) -> None:
    step("orientation", 0)
    for n in range(5):
        make(f"s{n}", city="TNG")

    (kind,) = pathway_in(region("MA-01"), salma).steps[0].services
    assert (codes(kind.services), kind.total) == (["s0", "s1", "s2"], 5)


def test_a_persons_own_data_tell_of_the_assessments_recorded(casa: ReferralService, karim: User, driss: User) -> None:
    record(casa, karim, note="Vu.", data=2)

    told = [kept_about(who)["assessments recorded"] for who in (karim, driss)]
    assert told == [
        [{"service__code": "casa", "dimension": "data", "score": 2, "assessed_on": TODAY, "note": "Vu."}], [],
    ]  # fmt: skip
