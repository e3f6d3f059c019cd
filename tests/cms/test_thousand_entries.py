"""A library of a thousand entries of each kind: every page of the library and of the desk keeps its query bound."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from assessments.models import Question
from cms.desk.lists import LISTS
from cms.services.pen import Report
from courses.models import Module
from jurisdictions.models import Region
from library.models import (
    Dimension,
    Figure,
    Guide,
    Indicator,
    Judgment,
    LegalReference,
    Penalty,
    ReferralService,
    Step,
    Term,
)

pytestmark = pytest.mark.django_db

SignedIn = Callable[[User], Client]
MANY = 1000
# Without Redis a session is a query.
STORED = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1
MOST, MOST_AT_THE_DESK = 11 + STORED, 29 + STORED
ROOT = "/fr/bibliotheque/"
FOR_READERS = [
    ROOT,
    f"{ROOT}indices/",
    f"{ROOT}indices/guides/oit-2009/",
    f"{ROOT}indices/ZI-7/",
    f"{ROOT}indices/aide-memoire/",
    f"{ROOT}indices/matrice/oit-2009/",
    f"{ROOT}textes/",
    f"{ROOT}textes/Z-7/",
    f"{ROOT}textes/peines/",
    f"{ROOT}chiffres/",
    f"{ROOT}termes/",
    f"{ROOT}jurisprudence/",
    f"{ROOT}jurisprudence/z-7/",
    f"{ROOT}annuaire/?region=all",
    f"{ROOT}annuaire/z-7/",
    f"{ROOT}parcours-de-referencement/?region=MA-06",
    "/fr/etat-du-droit/",
]
AT_THE_DESK = [
    *("legalreference", "penalty", "guide", "indicator", "dimension", "figure", "term", "judgment"),
    *("referralservice", "step"),
]  # fmt: skip


def both(**words: str) -> dict[str, str]:
    return {f"{name}_{code}": text for name, text in words.items() for code in ("fr", "ar")}


@pytest.fixture
def thousands(directory: Report) -> None:
    """A thousand more of each kind of entry, and a thousand questions that name none of them."""
    dimension = Dimension.objects.filter(guide=Guide.objects.get(code="oit-2009")).first()
    other = Guide.objects.create(code="z", edition="1", **both(name="Z", source="z"))
    region = Region.objects.get(code="MA-06")
    judgment = Judgment.objects.get(code="essai-servitude")
    facts = {field.attname: getattr(judgment, field.attname) for field in Judgment._meta.concrete_fields}
    rows: list[list[Any]] = [
        [LegalReference(code=f"Z-{n}", article=str(n), source="x", **both(law="Z", title="Z", summary="z"))
         for n in range(MANY)],
        [Indicator(code=f"ZI-{n}", dimension=dimension, position=n, **both(label="Z")) for n in range(MANY)],
        [Term(code=f"z{n}", domain="droit", english="z", **both(term=f"z{n}", definition="z")) for n in range(MANY)],
        [Penalty(article=f"9{n}", kind="reclusion", **both(phrase="z")) for n in range(MANY)],
        [Figure(code=f"z{n}", period="2026", **both(value="1", definition="z", source="z")) for n in range(MANY)],
        [Judgment(**{**facts, "id": None, "code": f"z-{n}"}) for n in range(MANY)],
        [ReferralService(code=f"z-{n}", kind="shelter", region=region,
                         verified_on=date(2020, 1, 1), **both(name="Z")) for n in range(MANY)],
        [Dimension(code=f"Z{n}", guide=other, **both(name="Z")) for n in range(MANY)],
        [Step(key=f"z{n}", region=region, position=n, is_published=False, source="z",
              **both(title="Z", actor="Z", text="z")) for n in range(MANY)],
        [Question(code=f"Z-{n}", module=Module.objects.get(slug="premier"), kind="single", **both(text="Z"))
         for n in range(MANY)],
    ]  # fmt: skip
    for found in rows:
        type(found[0]).objects.bulk_create(found)


def costs(client: Client, addresses: list[str]) -> dict[str, int]:
    """How many queries the second visit of each address takes."""
    found = {}
    for address in addresses:
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[address] = len(queries)
    return found


@pytest.mark.usefixtures("thousands")
def test_readers_pages_keep_their_bound(karim: User, signed_in: SignedIn) -> None:
    found = costs(signed_in(karim), FOR_READERS)

    assert {address: queries for address, queries in found.items() if queries > MOST} == {}


@pytest.mark.usefixtures("thousands")
def test_the_desk_keeps_its_bound(leila: User, signed_in: SignedIn) -> None:
    lists = [reverse("desk_list", args=[each.key]) for each in LISTS if each.is_for(leila)]
    kinds = [reverse(f"wagtailsnippets_library_{name}:list") for name in AT_THE_DESK]

    found = costs(signed_in(leila), [reverse("wagtailadmin_home"), reverse("question:index"), *lists, *kinds])

    assert {address: queries for address, queries in found.items() if queries > MOST_AT_THE_DESK} == {}
