"""Search: any spelling finds the same on both databases, and nothing that is not the reader's."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from cms.models import LessonPage, SearchEntry
from cms.search.keeping import bring_up_to_date
from cms.search.keys import Piece, excerpt, keys
from cms.services.pen import Report
from courses.models import Course
from enrolments import services
from library.models import Figure, Judgment, LegalReference, ReferralService, Term
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


@pytest.fixture
def coercion(db: None) -> Term:
    return Term.objects.create(
        code="contrainte", domain="droit", term_fr="contrainte", term_ar="الإكراه", english="coercion",
        definition_fr="Ce qui force. Sa détection demande du temps.", definition_ar="ما يجبر الشخص على فعل.",
    )  # fmt: skip


def found(client: Client, words: str, **asked: str) -> list[tuple[str, str]]:
    response = client.get("/fr/search/", {"q": words, **asked})
    return [(hit.entry.kind, hit.entry.title) for hit in response.context["hits"]]


@pytest.mark.parametrize("words", ["الإكراه", "الاكراه", "إكراه", "بالإكراه", "والإكراه", "للإكراه", "اِكْراه"])
def test_every_spelling_of_an_arabic_word_finds_the_same(
    coercion: Term, driss: User, signed_in: SignIn, words: str
) -> None:
    assert found(signed_in(driss), words) == [("term", "الإكراه")]


@pytest.mark.parametrize("words", ["détection", "detection", "DÉTECTIONS", "contraintes détection"])
def test_accents_capitals_and_plurals_do_not_matter(coercion: Term, driss: User, signed_in: SignIn, words: str) -> None:
    assert found(signed_in(driss), words) == [("term", "contrainte")]


def test_the_reader_s_language_comes_first(coercion: Term, driss: User, signed_in: SignIn) -> None:
    client = signed_in(driss)

    languages = {
        language: [hit.entry.language for hit in client.get(f"/{language}/search/", {"q": "coercion"}).context["hits"]]
        for language in ("fr", "ar")
    }

    assert languages == {"fr": ["fr", "ar"], "ar": ["ar", "fr"]}


def test_the_filters_narrow(coercion: Term, driss: User, signed_in: SignIn) -> None:
    client = signed_in(driss)

    assert found(client, "coercion", kind="law") == []
    assert found(client, "coercion", language="ar") == [("term", "الإكراه")]
    assert len(found(client, "coercion", kind="nonsense")) == 2


def test_a_visitor_signs_in_first(client: Client) -> None:
    assert client.get("/fr/search/", {"q": "x"}).status_code == 302


def test_a_changed_or_hidden_row_is_found_no_more(driss: User, signed_in: SignIn) -> None:
    client = signed_in(driss)
    figure = Figure.objects.create(
        code="un", value_fr="7", value_ar="7", definition_fr="Zèbres comptés", definition_ar="عدد", period="2020",
        source_fr="s", source_ar="م",
    )  # fmt: skip
    assert found(client, "zèbre") == [("figure", "Zèbres comptés")]

    figure.is_published = False
    figure.save()
    assert found(client, "zèbre") == []

    figure.is_published = True
    figure.save()
    figure.delete()
    assert found(client, "zèbre") == []


def test_a_protected_address_and_a_draft_judgment_are_in_no_entry(driss: User, signed_in: SignIn) -> None:
    service = ReferralService.objects.create(
        code="abri", name_fr="Abri discret", name_ar="ملجأ", kind="shelter", address="12 rue Tenuesecrete",
        is_address_protected=True,
    )  # fmt: skip
    Judgment.objects.create(
        code="brouillon", title_fr="Brouillonnade", title_ar="مسودة", court_fr="c", court_ar="م", level="regional",
        decided_on=NOON.date(), citation="c", form="labour", holding_fr="h", holding_ar="ح", summary_fr="s",
        summary_ar="م",
    )  # fmt: skip
    client = signed_in(driss)

    assert found(client, "abri discret") == [("service", service.name_fr)]
    assert found(client, "Tenuesecrete") == found(client, "Brouillonnade") == []
    assert not SearchEntry.objects.filter(text__contains="Tenuesecrete").exists()


def test_a_lesson_shows_its_text_to_whoever_may_open_it(
    loaded: Report, amina: User, driss: User, signed_in: SignIn
) -> None:
    lesson = LessonPage.objects.filter(locale__language_code="fr").select_related("lesson").first()
    assert lesson is not None
    services.enrol(amina, course=Course.objects.get(), by=driss, at=NOON)
    asked = {"q": lesson.title, "kind": "lesson", "language": "fr"}

    hits = {
        person.email.split("@")[0]: signed_in(person).get("/fr/search/", asked).context["hits"][0]
        for person in (amina, driss)
    }

    assert [(name, hit.is_open, bool(hit.pieces)) for name, hit in hits.items()] == [
        ("amina", True, True), ("driss", False, False),
    ]  # fmt: skip


def test_a_draft_of_a_lesson_is_not_found_until_it_is_published(
    loaded: Report, administrator: User, signed_in: SignIn
) -> None:
    page = LessonPage.objects.filter(locale__language_code="fr").first()
    assert page is not None
    page.summary = "Ornithorynque"
    revision = page.save_revision()
    client = signed_in(administrator)
    assert found(client, "ornithorynque") == []

    revision.publish()

    assert [kind for kind, _title in found(client, "ornithorynque")] == ["lesson"]


def test_bringing_up_to_date_again_writes_nothing(loaded: Report) -> None:
    assert SearchEntry.objects.count() > 10
    assert bring_up_to_date() == 0


def test_a_thousand_entries_cost_no_more_queries(
    driss: User, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    LegalReference.objects.bulk_create(
        LegalReference(
            code=f"X-{n}", article=str(n), law_fr="Loi", law_ar="قانون", title_fr=f"Pangolin {n}", title_ar="بنغول",
            summary_fr="r", summary_ar="م", source="s",
        )
        for n in range(1000)
    )  # fmt: skip
    bring_up_to_date()
    client = signed_in(driss)
    client.get("/fr/search/", {"q": "pangolin"})

    with django_assert_max_num_queries(12):
        response = client.get("/fr/search/", {"q": "pangolin", "page": "3"})

    assert (response.context["page_obj"].paginator.count, len(response.context["hits"])) == (1000, 20)


@pytest.mark.parametrize("words", ["", "   ", "''", '"', "(", "*", "AND", "NEAR(", "\x00", "%", "ـ", "x" * 500, "🙂"])
def test_odd_words_are_answered(driss: User, signed_in: SignIn, words: str) -> None:
    assert signed_in(driss).get("/fr/search/", {"q": words}).status_code == 200


def test_keys_fold_and_take_the_plural_off() -> None:
    assert keys("Les Indices, الإكراه وَالتّهديد l’accès") == "les indice اكراه تهديد l acce"


def test_an_excerpt_keeps_the_words_as_written_and_marks_what_was_asked() -> None:
    assert excerpt("Avant tout, la détection demande du temps.", asked="detections") == [
        Piece("Avant tout, la "), Piece("détection", found=True), Piece(" demande du temps"),
    ]  # fmt: skip
    assert excerpt("", asked="x") == []
    assert excerpt("Un mot", asked="absent") == [Piece("Un mot")]
