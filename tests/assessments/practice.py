"""Scenarios, files to screen and services for the tests of practice."""

from typing import Any

from accounts.models import User
from assessments.models.scenarios import Scenario, ScenarioRun
from assessments.models.screenings import ExpertMark, ScreeningFile
from assessments.scenarios.graph import REFERRAL
from assessments.services.scenario_desk import publish
from assessments.services.scenario_runs import Asked, begin_run, finish, go_on
from courses.models import Module
from jurisdictions.models import City, Region
from library.models import Dimension, Guide, Indicator, LegalReference, ReferralService
from tests.assessments.graphs import CANARY, small
from tests.conftest import NOON

WEIGHTS = {"S": "strong", "M": "medium", "W": "weak", "-": ""}


def shelve() -> None:
    """What the small scenario cites, and a few indicators of the method in each dimension."""
    _guide("onudc", ["liberte"])
    for n in (1, 2, 3):
        _indicator(f"G-{n}", "onudc", "liberte", n, "", "")
    _guide("oit-2009", ["D1", "D2", "D3", "D4", "D5", "D6"])
    for code in ("D1", "D2", "D3", "D4", "D5", "D6"):
        for n, (adult, child) in enumerate(zip("SMMW", "SMM-", strict=True)):
            _indicator(f"{code}-{n}", "oit-2009", code, n, WEIGHTS[adult], WEIGHTS[child])
    LegalReference.objects.get_or_create(
        code="CP-448-1",
        defaults={
            "article": "448-1", "law_fr": "Code pénal", "law_ar": "القانون الجنائي", "title_fr": "Définition",
            "title_ar": "تعريف", "summary_fr": "acte, moyen, but", "summary_ar": "فعل ووسيلة وغرض", "source": "BO",
        },
    )  # fmt: skip


def _guide(code: str, dimensions: list[str]) -> None:
    guide = Guide.objects.create(code=code, name_fr=code, name_ar=code, edition="1", source_fr="x", source_ar="x")
    for n, each in enumerate(dimensions):
        Dimension.objects.create(guide=guide, code=each, name_fr=f"Dim {each}", name_ar=f"بعد {each}", position=n)


def _indicator(code: str, guide: str, dimension: str, position: int, adult: str, child: str) -> None:
    Indicator.objects.create(
        code=code, dimension=Dimension.objects.get(guide__code=guide, code=dimension), position=position,
        label_fr=f"Indice {code}", label_ar=f"مؤشر {code}", weight_adult=adult, weight_child=child,
    )  # fmt: skip


def make_scenario(module: Module, *, slug: str = "essai", **document: Any) -> Scenario:
    """A published scenario of `module`: the small one, with what `document` says otherwise."""
    scenario = Scenario.objects.create(
        slug=slug, title_fr=f"Scénario {slug}", title_ar=f"حالة {slug}", summary_fr="Résumé", summary_ar="ملخص",
        minutes=15, forms="domestic", draft=small() | document,
    )  # fmt: skip
    scenario.modules.add(module)
    publish(scenario, by=None, at=NOON)
    scenario.refresh_from_db()
    return scenario


def make_service(code: str, *, kind: str, city: str = "", region: str = "", public: str = "all") -> ReferralService:
    """A service whose address is protected, in a city, a region, or the whole country."""
    return ReferralService.objects.create(
        code=code, kind=kind, public=public, name_fr=f"Service {code}", name_ar=f"خدمة {code}",
        city=City.objects.get(code=city) if city else None,
        region=Region.objects.get(code=region) if region else None,
        address=f"rue {CANARY} {code}", is_address_protected=True,
    )  # fmt: skip


def make_services() -> None:
    """Shelters and health services of Tanger, of Béni Mellal and of the whole country."""
    for place, city in (("tanger", "TNG"), ("benimellal", "BML"), ("pays", "")):
        make_service(f"abri-{place}", kind="shelter", city=city, public="women")
        make_service(f"soins-{place}", kind="health", city=city)
        make_service(f"droit-{place}", kind="legal-aid", city=city)


def asked(choice: str, after: int, *, services: tuple[str, ...] = (), noted: tuple[str, ...] = ()) -> Asked:
    return Asked(choice, after, services, noted)


def play(run: ScenarioRun, *choices: str, services: tuple[str, ...] = (), noted: tuple[str, ...] = ()) -> ScenarioRun:
    """Take `choices` one after the other and finish the run."""
    for after, choice in enumerate(choices):
        chosen = services if choice == REFERRAL else ()
        go_on(run, asked=asked(choice, after, services=chosen), at=NOON)
    return finish(run, after=len(choices), noted=noted, at=NOON)


def play_well(learner: User, scenario: Scenario, *, services: tuple[str, ...]) -> ScenarioRun:
    run = begin_run(learner, scenario=scenario, at=NOON)
    return play(run, "look", "ask", REFERRAL, services=services, noted=("G-1", "G-2"))


def make_file(module: Module, *, slug: str = "dossier", audience: str = "adult", key: tuple[str, ...]) -> ScreeningFile:
    """A published file with an experts' key, whose comments carry the canary."""
    file = ScreeningFile.objects.create(
        slug=slug, title_fr=f"Dossier {slug}", title_ar=f"ملف {slug}", summary_fr="Résumé", summary_ar="ملخص",
        narrative_fr="Récit.", narrative_ar="حكاية.", minutes=10, audience=audience, act=audience == "child",
        purpose=audience == "child",
    )  # fmt: skip
    file.modules.add(module)
    for code in key:
        ExpertMark.objects.create(
            file=file, indicator=Indicator.objects.get(code=code), comment_fr=f"{CANARY} {code}", comment_ar=CANARY
        )
    return file
