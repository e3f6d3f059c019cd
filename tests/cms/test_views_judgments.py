"""Case law: what is read by whom, and what is published when."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from library.models import Judgment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]

LIST = "/fr/bibliotheque/jurisprudence/"
PUBLISHED, DRAFT = f"{LIST}essai-servitude/", f"{LIST}essai-brouillon/"
STORED = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1

SignedIn = Callable[[User], Client]


@pytest.fixture
def leila(person: Callable[..., User]) -> User:
    user = person("leila@demo.example")
    user.groups.add(Group.objects.get(name=Role.AUTHOR))
    return user


def text(response: Any) -> str:
    return str(response.content.decode())


def listed(response: Any) -> list[str]:
    return [judgment.code for judgment in response.context["page"]]


def test_a_passer_by_is_sent_to_sign_in(client: Client) -> None:
    assert [client.get(url)["Location"] for url in (LIST, PUBLISHED)] == [
        f"/fr/accounts/login/?next={LIST}", f"/fr/accounts/login/?next={PUBLISHED}",
    ]  # fmt: skip


def test_a_decision_is_shown_with_its_facts_articles_and_lessons(driss: User, signed_in: SignedIn) -> None:
    shown = text(signed_in(driss).get(PUBLISHED))

    for words in (
        "Cour d’essai (Pays d’essai)", "26 juillet 2005", "73316/01", "Abus de vulnérabilité", "Servitude domestique",
        "punir la servitude", "sans salaire ni repos", 'href="/fr/bibliotheque/textes/CP-448-2/"',
        'href="/fr/lecons/tout/"', "seule la décision elle-même fait foi",
    ):  # fmt: skip
        assert words in shown, words


def test_the_pages_say_that_moroccan_decisions_are_awaited(amina: User, signed_in: SignedIn) -> None:
    assert "Elles seront fournies par la Commission nationale" in text(signed_in(amina).get(LIST))


def test_a_draft_is_read_by_those_who_write_and_by_no_learner(
    amina: User, youssef: User, olga: User, nadia: User, driss: User, leila: User, signed_in: SignedIn
) -> None:
    readers = (amina, youssef, olga, nadia, driss)

    assert {signed_in(who).get(DRAFT).status_code for who in readers} == {404}
    assert all("Décision en projet" not in text(signed_in(who).get(LIST)) for who in readers)
    written = signed_in(leila)
    assert ("Attendu secret." in text(written.get(DRAFT)), "Brouillon" in text(written.get(LIST))) == (True, True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["essai-servitude"]),
        ("?level=regional&form=domestic", ["essai-servitude"]),
        ("?level=appeal", []),
        ("?form=labour", []),
        ("?words=vulnerabilite", []),
        ("?words=servitude+73316", ["essai-servitude"]),
        ("?words=الاستعباد", ["essai-servitude"]),
        ("?words=secret", []),
        ("?level=x&form=%00&words=%00&page=0", ["essai-servitude"]),
    ],
)
def test_the_address_narrows_the_list(amina: User, signed_in: SignedIn, query: str, expected: list[str]) -> None:
    response = signed_in(amina).get(LIST + query)

    assert (response.status_code, listed(response)) == (200, expected)
    assert ('<div class="empty">' in text(response)) is (not expected)


def form_of(judgment: Judgment, **changed: Any) -> dict[str, Any]:
    names = [field.name for field in Judgment._meta.concrete_fields if field.name != "id"]
    values = {name: getattr(judgment, name) for name in names} | changed
    return {name: value for name, value in values.items() if value not in (False, None)}


def test_publishing_is_refused_until_the_checklist_is_complete(leila: User, signed_in: SignedIn) -> None:
    draft = Judgment.objects.get(code="essai-brouillon")
    address = reverse("wagtailsnippets_library_judgment:edit", args=[draft.pk])
    client = signed_in(leila)

    refused = text(client.post(address, form_of(draft, is_published="on", names_removed="on")))

    draft.refresh_from_db()
    assert (draft.is_published, draft.names_removed) == (False, False)
    labels = [str(Judgment._meta.get_field(tick).verbose_name) for tick in Judgment.CHECKLIST]  # type: ignore[union-attr]
    assert " · ".join(label[0].upper() + label[1:] for label in labels[1:]) in refused

    client.post(address, form_of(draft, is_published="on", **dict.fromkeys(Judgment.CHECKLIST, "on")))
    assert Judgment.objects.get(pk=draft.pk).is_published is True


def test_the_table_refuses_it_too() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgment.objects.filter(code="essai-brouillon").update(is_published=True)


def _many(count: int) -> None:
    Judgment.objects.filter(code__startswith="x").delete()
    first = Judgment.objects.get(code="essai-servitude")
    articles = list(first.legal_references.all())
    for n in range(count):
        first.pk, first.code, first.title_fr = None, f"x{n}", "Long titre " * 15
        first.save()
        first.legal_references.set(articles)


def test_queries_do_not_grow_with_the_decisions(
    amina: User, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    client = signed_in(amina)
    for count in (1, 3, 60):
        _many(count)
        for address, queries in ((LIST, 5), (PUBLISHED, 7)):
            client.get(address)
            with django_assert_num_queries(queries + STORED, info=f"{count} {address}"):
                response = client.get(address)
    assert (len(listed(client.get(LIST))), len(listed(client.get(f"{LIST}?page=3"))), response.status_code) == (
        25,
        11,
        200,
    )
