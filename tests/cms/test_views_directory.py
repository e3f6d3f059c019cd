"""The directory, a service, its assessment and the pathway, as different readers find them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import Reach, User
from cms.services.pen import Report
from jurisdictions.models import City, Region
from library.models import CapacityAssessment, ReferralService, Step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]

LIST, SHELTER, PATHWAY = (
    "/fr/bibliotheque/annuaire/", "/fr/bibliotheque/annuaire/foyer-tanger/",
    "/fr/bibliotheque/parcours-de-referencement/",
)  # fmt: skip
ASSESS, FILE, IMPORT = f"{SHELTER}evaluation/", "/fr/bibliotheque/annuaire.csv", "/fr/bibliotheque/lecture-annuaire/"
SECRET = "12 rue Cachée"
STORED = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1

SignedIn = Callable[[User], Client]


def text(response: Any) -> str:
    return str(response.content.decode())


def listed(response: Any) -> list[str]:
    return [service.code for service in response.context["page"]]


@pytest.fixture
def tangers(person: Callable[..., User]) -> User:
    """Who coordinates the region of Tanger."""
    user = person("tangers@demo.example", name="Tarik Région")
    Reach.objects.create(person=user, level="region", region=Region.objects.get(code="MA-01"))
    return user


def test_a_passer_by_is_sent_to_sign_in(client: Client) -> None:
    for address in (LIST, SHELTER, PATHWAY, ASSESS, FILE, IMPORT):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, f"/fr/accounts/login/?next={address}")


def test_somebodys_own_region_comes_by_itself(salma: User, amina: User, driss: User, signed_in: SignedIn) -> None:
    found = {who.email.split("@")[0]: listed(signed_in(who).get(LIST)) for who in (salma, amina, driss)}

    assert found == {
        "salma": ["soins-region", "numero-vert", "foyer-tanger"],
        "amina": ["numero-vert"],
        "driss": ["numero-vert", "soins-region", "foyer-tanger"],
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?region=all", ["soins-region", "numero-vert", "foyer-tanger"]),
        ("?region=MA-06", ["numero-vert"]),
        ("?region=MA-06&city=TNG", ["soins-region", "numero-vert", "foyer-tanger"]),
        ("?kind=health", ["soins-region"]),
        ("?language=es", ["foyer-tanger"]),
        ("?words=signalement", ["numero-vert"]),
        ("?words=الإيواء", ["foyer-tanger"]),
        ("?words=Cachée", []),
        (
            "?kind=%00&region=rien&public=x&language=%27&city=1&words=%00",
            ["soins-region", "numero-vert", "foyer-tanger"],
        ),
    ],
)  # fmt: skip
def test_the_address_narrows_the_list(salma: User, signed_in: SignedIn, query: str, expected: list[str]) -> None:
    response = signed_in(salma).get(LIST + query)

    assert (response.status_code, listed(response)) == (200, expected)


def test_nothing_found_says_what_to_do(salma: User, signed_in: SignedIn) -> None:
    shown = text(signed_in(salma).get(f"{LIST}?words=introuvable"))

    assert ('<div class="empty">' in shown, 'href="?region=all"' in shown) == (True, True)


def test_age_and_examples_are_said_in_words(salma: User, signed_in: SignedIn, settings: Any) -> None:
    ReferralService.objects.filter(code="numero-vert").update(verified_on=timezone.now().date())
    overdue, example = "À vérifier de nouveau", "Exemple, pas un service réel"

    def marks(code: str) -> tuple[bool, bool]:
        shown = text(signed_in(salma).get(f"{LIST}{code}/"))
        return overdue in shown, example in shown

    assert [marks(code) for code in ("numero-vert", "soins-region", "foyer-tanger")] == [
        (False, False), (True, False), (False, True),
    ]  # fmt: skip
    settings.LIBRARY_VERIFICATION_MONTHS = -1
    assert marks("numero-vert") == (True, False)


def test_a_protected_address_is_shown_within_reach_and_said_to_be_withheld_elsewhere(
    salma: User, karim: User, tangers: User, administrator: User, signed_in: SignedIn
) -> None:
    pages = [text(signed_in(who).get(SHELTER)) for who in (salma, karim, tangers, administrator)]

    assert [SECRET in page for page in pages] == [False, False, True, True]
    assert ["Protégée, pour la sécurité" in page for page in pages] == [True, True, False, False]


def test_a_service_that_is_not_published_is_not_found(salma: User, signed_in: SignedIn) -> None:
    ReferralService.objects.update(is_published=False)

    assert [signed_in(salma).get(url).status_code for url in (SHELTER, ASSESS, f"{LIST}rien/")] == [404] * 3


def assessed(client: Client, **scores: str) -> Any:
    return client.post(ASSESS, {"assessed_on": "2026-01-15", "note": "Vu sur place.", **scores})


def test_a_coordinator_within_reach_assesses_and_reads_the_history(
    tangers: User, salma: User, signed_in: SignedIn
) -> None:
    response = assessed(signed_in(tangers), reception="3", data="0")

    assert (response.status_code, response["Location"]) == (302, SHELTER)
    assert sorted(CapacityAssessment.objects.values_list("dimension", "score", "note", "assessed_by")) == [
        ("data", 0, "Vu sur place.", tangers.pk), ("reception", 3, "Vu sur place.", tangers.pk),
    ]  # fmt: skip
    shown = text(signed_in(tangers).get(SHELTER))
    assert ("3, solide" in shown, "0, rien en place" in shown, "Tarik Région" in shown) == (True, True, True)
    other = text(signed_in(salma).get(SHELTER))
    assert ("Vu sur place." in other, "3, solide" in other, ASSESS in other) == (False, False, False)


def test_nobody_else_assesses(
    salma: User, karim: User, youssef: User, olga: User, driss: User, signed_in: SignedIn
) -> None:
    answers = {who: assessed(signed_in(who), reception="3").status_code for who in (salma, karim, youssef, olga, driss)}

    assert set(answers.values()) == {403}
    assert CapacityAssessment.objects.count() == 0


@pytest.mark.parametrize("scores", [{}, {"reception": "5"}, {"reception": "-1"}, {"assessed_on": "2099-01-01"}])
def test_a_wrong_assessment_is_told_and_not_recorded(
    tangers: User, signed_in: SignedIn, scores: dict[str, str]
) -> None:
    response = assessed(signed_in(tangers), **scores)

    assert (response.status_code, 'role="alert"' in text(response)) == (422, True)
    assert CapacityAssessment.objects.count() == 0


def test_the_pathway_is_that_of_the_readers_region(salma: User, amina: User, driss: User, signed_in: SignedIn) -> None:
    def seen(who: User, query: str = "") -> tuple[bool, bool, bool, bool]:
        shown = text(signed_in(who).get(PATHWAY + query))
        awaited, none = "est attendu", "Aucun texte de protocole régional"
        return "Héberger à Tanger" in shown, "Protocole régional</span>" in shown, awaited in shown, none in shown

    assert seen(salma) == (True, True, False, False)
    assert seen(salma, "?region=MA-06") == (False, False, True, False)
    assert seen(salma, "?region=MA-04") == (False, False, False, True)
    assert seen(amina) == (False, False, True, False)
    assert seen(driss) == seen(salma, "?region=all") == seen(salma, "?region=%00") == (False, False, False, False)


def test_a_step_says_who_acts_on_which_ground_and_whom_to_call(salma: User, signed_in: SignedIn) -> None:
    shown = text(signed_in(salma).get(f"{PATHWAY}?region=MA-04"))

    for words in ("Toute personne", "<li>le numéro vert</li>", "CP-448-1", 'href="tel:0800000000"', "réclusion"):
        assert words in shown
    assert "{peine" not in shown


def test_the_pathway_without_steps_leads_to_the_directory(salma: User, signed_in: SignedIn) -> None:
    Step.objects.update(is_published=False)

    shown = text(signed_in(salma).get(PATHWAY))
    assert ('<div class="empty">' in shown, f'href="{LIST}"' in shown, "Héberger" in shown) == (True, True, False)


def test_the_file_is_for_coordinators_and_administrators(
    salma: User, youssef: User, olga: User, driss: User, karim: User, tangers: User, administrator: User,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    assert [signed_in(who).get(FILE).status_code for who in (salma, youssef, olga, driss)] == [403] * 4
    files = [signed_in(who).get(FILE) for who in (karim, tangers, administrator)]

    assert [SECRET in text(file) for file in files] == [False, True, True]
    assert re.fullmatch(r'attachment; filename="annuaire-\d{4}-\d\d-\d\d.csv"', files[0]["Content-Disposition"])


def sent(client: Client, content: str) -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile("annuaire.csv", content.encode(), "text/csv")})


GOOD_AND_BAD = "code;kind;name_fr;name_ar\nneuf;social;Neuf;جديد\nfaux;palais;Faux;خطأ\n"


def test_a_file_is_checked_first_and_written_afterwards(administrator: User, signed_in: SignedIn) -> None:
    client = signed_in(administrator)
    checked = sent(client, GOOD_AND_BAD)
    assert not ReferralService.objects.filter(code="neuf").exists()
    assert (checked.status_code, '<bdi class="code">faux</bdi>' in text(checked)) == (200, True)
    (token,) = re.findall(r'name="checked" value="([^"]+)"', text(checked))

    done = client.post(IMPORT, {"checked": token})

    assert (done.status_code, "faux" in text(done)) == (200, True)
    assert ReferralService.objects.get(code="neuf").name_ar == "جديد"
    assert not ReferralService.objects.filter(code="faux").exists()


def test_a_file_that_cannot_be_read_is_told(administrator: User, signed_in: SignedIn) -> None:
    client = signed_in(administrator)
    answers = [sent(client, content) for content in ("colonne\nx\n", 'code\n"a"b\n', "x" * 1_100_000)]
    answers += [client.post(IMPORT, {})]

    assert [(answer.status_code, 'role="alert"' in text(answer)) for answer in answers] == [(422, True)] * 4


def test_what_was_not_checked_is_not_written(administrator: User, signed_in: SignedIn) -> None:
    before = list(ReferralService.objects.values())

    response = signed_in(administrator).post(IMPORT, {"checked": "forged:token"}, follow=True)

    assert "La vérification est trop ancienne" in text(response)
    assert list(ReferralService.objects.values()) == before


def test_only_administrators_read_a_file_in(
    salma: User, youssef: User, olga: User, driss: User, nadia: User, signed_in: SignedIn
) -> None:
    for who in (salma, youssef, olga, driss, nadia):
        client = signed_in(who)
        assert (client.get(IMPORT).status_code, sent(client, GOOD_AND_BAD).status_code) == (403, 403)


def _many(count: int) -> None:
    city = City.objects.get(code="TNG")
    for n in range(count):
        ReferralService.objects.create(
            code=f"x{n}", kind="shelter", name_fr="Long nom " * 15, name_ar="اسم طويل " * 15, city=city,
            verified_on=timezone.now().date(),
        )  # fmt: skip
        Step.objects.create(key=f"k{n}", position=50 + n, title_fr="É", title_ar="م", actor_fr="A", actor_ar="ف",
                            text_fr="T", text_ar="ن", source="S")  # fmt: skip


QUERIES = {"salma": {LIST: 8, SHELTER: 4, PATHWAY: 8}, "tangers": {LIST: 8, SHELTER: 5, PATHWAY: 8, FILE: 3}}


def test_queries_do_not_grow_with_the_directory(
    directory: Report, salma: User, tangers: User, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    def measure() -> None:
        for user in (salma, tangers):
            client = signed_in(user)
            for address, queries in QUERIES[user.email.split("@")[0]].items():
                client.get(address)
                with django_assert_num_queries(queries + STORED, info=f"{user.email} {address}"):
                    client.get(address)

    measure()
    for count in (1, 40):
        ReferralService.objects.filter(code__startswith="x").delete()
        Step.objects.filter(key__startswith="k").delete()
        _many(count)
        measure()


def test_a_long_directory_is_shown_in_pages(salma: User, signed_in: SignedIn) -> None:
    _many(40)
    client = signed_in(salma)

    pages = [listed(client.get(f"{LIST}?page={n}")) for n in (1, 2, "x")]
    assert ([len(page) for page in pages], pages[2] == pages[0], len({*pages[0], *pages[1]})) == (
        [25, 18, 25],
        True,
        43,
    )
