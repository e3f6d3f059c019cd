"""The public pages of the library: who reads what, what each page holds, and at what cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse, translate_url

from accounts.models import User
from accounts.roles import Role
from assessments.models import Question
from cms.models import LessonPage
from library.models import Dimension, Figure, Guide, Indicator, LegalReference, Penalty, Term
from lms.lib.arabic import fold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]
ROOT = "/fr/bibliotheque/"
PAGES = [
    ROOT,
    f"{ROOT}indices/",
    f"{ROOT}indices/guides/oit-2009/",
    f"{ROOT}indices/D5-01/",
    f"{ROOT}indices/aide-memoire/",
    f"{ROOT}textes/",
    f"{ROOT}textes/CP-448-2/",
    f"{ROOT}textes/peines/",
    f"{ROOT}chiffres/",
    f"{ROOT}termes/",
]
MATRIX = f"{ROOT}indices/matrice/"
STATE = "/fr/etat-du-droit/"


@pytest.fixture
def reader(driss: User, signed_in: SignedIn) -> Client:
    """Driss, who is in no course and may read the library all the same."""
    return signed_in(driss)


def text(response: Any) -> str:
    assert response.status_code == 200
    content: str = response.content.decode()
    return content.split("<main", 1)[1].split("</main>")[0]


@pytest.mark.parametrize("address", [*PAGES, MATRIX])
def test_a_passer_by_is_sent_to_sign_in(client: Client, address: str) -> None:
    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, f"/fr/accounts/login/?next={address}")


def test_every_page_opens_in_both_languages_to_whoever_is_signed_in(reader: Client) -> None:
    addresses = [*PAGES, *(translate_url(address, "ar") for address in PAGES)]

    assert {address: reader.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_what_is_not_there_is_not_found(reader: Client) -> None:
    names = ["indices/D9-99/", "indices/guides/rien/", "textes/CP-1/", "termes/rien/"]

    assert {name: reader.get(ROOT + name).status_code for name in names} == dict.fromkeys(names, 404)


def test_the_library_is_in_the_menu_of_those_who_are_signed_in(client: Client, reader: Client) -> None:
    assert f'<a href="{ROOT}" aria-current="page">' in reader.get(ROOT).content.decode()
    assert ROOT not in Client().get("/fr/").content.decode()


def test_the_index_says_what_the_library_holds(reader: Client) -> None:
    shown = text(reader.get(ROOT))

    assert [words for words in ("2 indices", "2 articles", "1 chiffre", "1 terme") if words not in shown] == []
    assert [address for address in PAGES[1:] if address.count("/") == 4 and address not in shown] == []


def test_an_indicator_shows_its_guide_its_lessons_and_a_count_of_questions(reader: Client) -> None:
    shown = text(reader.get(f"{ROOT}indices/D5-01/"))

    assert "Méthode de l’OIT" in shown
    assert "<bdi>2009</bdi>" in shown
    assert '<a href="/fr/lecons/tout/">Tous les blocs</a>' in shown
    assert "P1-Q01" not in shown
    assert Question.objects.get().text_fr not in shown
    assert "Écouter" not in shown
    assert "1 question des quiz" in shown


def test_a_lesson_that_is_not_published_is_named_to_nobody(reader: Client) -> None:
    names = [f"{ROOT}indices/D5-01/", f"{ROOT}textes/CP-448-2/", f"{ROOT}chiffres/"]
    assert all("/fr/lecons/tout/" in text(reader.get(name)) for name in names)

    LessonPage.objects.get(lesson__slug="tout", locale__language_code="fr").unpublish()

    assert not any("/fr/lecons/tout/" in text(reader.get(name)) for name in names)


def second_guide() -> Indicator:
    guide = Guide.objects.create(
        code="autre", name_fr="Autre", name_ar="آخر", edition="1", source_fr="s", source_ar="s", position=9
    )
    dimension = Dimension.objects.create(guide=guide, code="D5", name_fr="Sans poids", name_ar="دون وزن")
    return Indicator.objects.create(code="A-1", dimension=dimension, label_fr="Signe à part", label_ar="علامة")


def test_two_guides_never_mix_in_a_list(reader: Client) -> None:
    second_guide()

    first, other = (text(reader.get(f"{ROOT}indices/guides/{code}/")) for code in ("oit-2009", "autre"))

    assert ("Isolement" in first, "Signe à part" in first) == (True, False)
    assert ("Isolement" in other, "Signe à part" in other, "Enfants" in other) == (False, True, False)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"D5-01", "D5-03"}),
        ("?weight=strong", {"D5-01"}),
        ("?weight=medium", {"D5-03"}),
        ("?audience=child", {"D5-01"}),
        ("?audience=adult&weight=medium", {"D5-03"}),
        ("?audience=child&weight=medium", set()),
        ("?dimension=D5", {"D5-01", "D5-03"}),
        ("?dimension=rien&weight=x&page=99", {"D5-01", "D5-03"}),
    ],
)
def test_a_guide_is_narrowed_by_the_address(reader: Client, query: str, shown: set[str]) -> None:
    page = text(reader.get(f"{ROOT}indices/guides/oit-2009/{query}"))

    assert {code for code in ("D5-01", "D5-03") if f"/indices/{code}/" in page} == shown


def test_the_aid_holds_every_list_on_one_page_and_needs_no_script(reader: Client) -> None:
    second_guide()
    shown = text(reader.get(f"{ROOT}indices/aide-memoire/"))

    for anchor in ("situations", "oit-2009", "oit-2009-D5", "autre-D5"):
        assert (shown.count(f'id="{anchor}"'), f'href="#{anchor}"' in shown) == (1, True)
    assert shown.index("Isolement") < shown.index('id="autre-D5"') < shown.index("Signe à part")
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"CP-448-1", "CP-448-2"}),
        ("?words=definition", {"CP-448-1"}),
        ("?words=448-2", {"CP-448-2"}),
        ("?words=التعريف", {"CP-448-1"}),
        ("?confidence=medium", {"CP-448-2"}),
        ("?law=CP&confidence=high", {"CP-448-1"}),
        ("?law=rien", {"CP-448-1", "CP-448-2"}),
        ("?words=absolument+rien", set()),
        ("?words=%00&page=x", {"CP-448-1", "CP-448-2"}),
    ],
)
def test_articles_are_searched_and_narrowed_by_the_address(reader: Client, query: str, found: set[str]) -> None:
    page = text(reader.get(f"{ROOT}textes/{query}"))

    assert {code for code in ("CP-448-1", "CP-448-2") if f"/textes/{code}/" in page} == found


def test_an_article_tells_its_penalty_its_confidence_and_its_neighbours(reader: Client) -> None:
    shown = text(reader.get(f"{ROOT}textes/CP-448-2/"))

    assert shown.count("a réclusion de cinq à dix ans") == 2
    assert "{peine" not in shown
    assert LegalReference.Confidence.MEDIUM.label.capitalize() in shown
    assert f'rel="prev" href="{ROOT}textes/CP-448-1/"' in shown
    assert 'rel="next"' not in shown


def test_the_table_of_penalties_has_a_row_for_each(reader: Client) -> None:
    Penalty.objects.create(article="448-10", kind="dissolution", phrase_fr="dissolution", phrase_ar="حل", life=True)
    shown = text(reader.get(f"{ROOT}textes/peines/"))

    assert shown.index(f"{ROOT}textes/CP-448-2/") < shown.index("448-10")
    assert "10\u202f000" in shown
    assert "500\u202f000" in shown


def test_the_state_of_the_law_is_public_and_says_what_is_uncertain(client: Client) -> None:
    shown = text(client.get(STATE))

    assert ("Code pénal" in shown, '<td class="num">2</td>' in shown) == (True, True)
    uncertain = shown.split('id="uncertain"')[1]
    assert ("448-2" in uncertain, "448-1" in uncertain) == (True, False)
    assert f"{ROOT}textes/" not in shown
    LegalReference.objects.update(confidence="high")
    assert "448-2" not in text(client.get(STATE)).split('id="uncertain"')[1]


def test_a_figure_that_is_not_published_is_shown_to_those_who_write_only(
    reader: Client, administrator: User, signed_in: SignedIn
) -> None:
    Figure.objects.create(code="projet", value_fr="31415", value_ar="31415", definition_fr="x", definition_ar="x",
                          is_published=False)  # fmt: skip

    assert ("723" in text(reader.get(PAGES[8])), "31415" in text(reader.get(PAGES[8]))) == (True, False)
    assert "1 chiffre" in text(reader.get(ROOT))
    assert "31415" in text(signed_in(administrator).get(PAGES[8]))


def make_terms(*names: tuple[str, str], domain: str = "droit") -> None:
    for fr, ar in names:
        Term.objects.create(code=fold(fr), domain=domain, term_fr=fr, term_ar=ar, english=fr,
                            definition_fr=f"Sens de {fr}.", definition_ar="معنى")  # fmt: skip


def test_the_glossary_stands_in_the_order_of_the_readers_alphabet(reader: Client) -> None:
    make_terms(("Écoute", "الاستماع"), ("abus", "تعسف"), ("zèle", "بادرة"))

    french, arabic = (text(reader.get(url)) for url in (PAGES[9], translate_url(PAGES[9], "ar")))

    assert sorted(("abus", "ecoute", "victime", "zele"), key=lambda code: french.index(f'id="{code}"')) == [
        "abus", "ecoute", "victime", "zele",
    ]  # fmt: skip
    assert sorted(("ecoute", "zele", "abus"), key=lambda code: arabic.index(f'id="{code}"')) == [
        "ecoute", "zele", "abus",
    ]  # fmt: skip
    assert '<span lang="ar" dir="rtl">الاستماع</span>' in french


def test_the_glossary_is_searched_and_narrowed(reader: Client) -> None:
    make_terms(("Module", "وحدة"), domain="plateforme")

    for query, codes in (
        ("?words=VICTIM", ["victime"]), ("?words=ضحية", ["victime"]), ("?domain=plateforme", ["module"]),
        ("?words=rien", []),
    ):  # fmt: skip
        shown = text(reader.get(PAGES[9] + query))
        assert [code for code in ("victime", "module") if f'id="{code}"' in shown] == codes


def test_a_term_has_an_address_that_leads_to_its_place(reader: Client) -> None:
    assert reader.get(f"{ROOT}termes/victime/")["Location"] == f"{ROOT}termes/#victime"

    make_terms(*((f"a{n}", "ا") for n in range(200)))

    assert reader.get(f"{ROOT}termes/victime/")["Location"] == f"{ROOT}termes/?page=3#victime"
    assert 'id="victime"' in text(reader.get(f"{ROOT}termes/?page=3"))


def test_an_author_finds_guides_and_terms_at_the_desk(person: Callable[..., User], signed_in: SignedIn) -> None:
    leila = person("leila@demo.example")
    leila.groups.add(Group.objects.get(name=Role.AUTHOR))
    client = signed_in(leila)

    for name, query, found in (("guide", "OIT", True), ("term", "victim", True), ("term", "rien", False)):
        shown = client.get(reverse(f"wagtailsnippets_library_{name}:list"), {"q": query}).content.decode()
        assert (f"/cms/snippets/library/{name}/edit/" in shown) is found
