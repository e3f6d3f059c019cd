"""News for everybody, guides for tutors: as the pack says, in the reader's language."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from cms.models import AwarenessPage, NewsPage
from cms.pack.mistakes import BrokenPack
from cms.services.load import load_pack
from cms.services.pen import Report

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def test_anybody_reads_the_news_in_their_language(loaded: Report, client: Client) -> None:
    listed = client.get("/ar/sensibilisation/")
    one = client.get("/ar/sensibilisation/nouvelle/")

    assert [page.title for page in listed.context["page_obj"]] == ["خبر"]
    assert "نص" in one.content.decode()


def test_news_of_a_kind_are_listed_alone_and_an_odd_kind_lists_all(loaded: Report, client: Client) -> None:
    counts = [
        client.get("/fr/sensibilisation/", {"kind": kind}).context["page_obj"].paginator.count
        for kind in ("news", "study", "\x00")
    ]

    assert counts == [1, 0, 1]


def test_the_list_of_news_costs_the_same_for_one_and_for_many(
    loaded: Report, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    index = AwarenessPage.objects.get(locale__language_code="fr")
    for n in range(40):
        index.add_child(
            instance=NewsPage(
                title=f"Nouvelle {n}", slug=f"n{n}", day=date(2026, 1, 1), summary="…", locale=index.locale
            )
        )
    client.get("/fr/sensibilisation/")

    with django_assert_max_num_queries(12):
        response = client.get("/fr/sensibilisation/")

    assert len(response.context["page_obj"]) == 25


def test_a_draft_is_not_found(loaded: Report, client: Client) -> None:
    NewsPage.objects.get(locale__language_code="fr").unpublish()
    NewsPage.objects.get(locale__language_code="ar").unpublish()

    assert client.get("/fr/sensibilisation/nouvelle/").status_code == 404


def test_guides_are_for_whoever_animates(
    loaded: Report, signed_in: SignIn, youssef: User, karim: User, amina: User, driss: User
) -> None:
    answers = {
        person.email.split("@")[0]: [
            signed_in(person).get(address).status_code for address in ("/fr/guides/", "/fr/modules/premier/guide/")
        ]
        for person in (youssef, karim, amina, driss)
    }

    assert answers == {"youssef": [200, 200], "karim": [200, 200], "amina": [403, 403], "driss": [403, 403]}


def test_a_study_without_a_citation_is_refused_with_its_file(db: None, pack: Path) -> None:
    for language in ("fr", "ar"):
        path = pack / "news" / f"nouvelle.{language}.md"
        path.write_text(path.read_text().replace("kind: news", "kind: study"))

    with pytest.raises(BrokenPack) as broken:
        load_pack(pack)

    assert [mistake.path for mistake in broken.value.mistakes] == ["news/nouvelle.fr.md"]


def test_the_two_languages_have_one_day(db: None, pack: Path) -> None:
    path = pack / "news" / "nouvelle.ar.md"
    path.write_text(path.read_text().replace("2026-11-01", "2026-11-02"))

    with pytest.raises(BrokenPack) as broken:
        load_pack(pack)

    assert [mistake.path for mistake in broken.value.mistakes] == ["news/nouvelle.ar.md"]
