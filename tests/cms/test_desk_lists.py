"""Every list of the desk in Arabic: its headings and its yes or no are Arabic words, its codes keep their place."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts.models import User
from assessments.models import Question
from library.models import Indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("practice")]

LISTS = [
    *(f"{name}:index" for name in ("course", "edition", "module", "lesson", "question", "quiz", "scenario")),
    "screeningfile:index",
    *(
        f"wagtailsnippets_library_{name}:list"
        for name in (
            "judgment", "referralservice", "step", "legalreference", "penalty", "guide", "indicator", "dimension",
            "figure", "term",
        )
    ),
]  # fmt: skip


@pytest.fixture
def in_arabic(leila: User, signed_in: Callable[[User], Client]) -> Client:
    UserProfile.objects.update_or_create(user=leila, defaults={"preferred_language": "ar"})
    return signed_in(leila)


def words(element: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", element)).split())


def shown(client: Client, name: str) -> tuple[list[str], list[str]]:
    """The words of the headings and of the cells of a list."""
    content = client.get(reverse(name)).content.decode()
    table = content.split('id="listing-results"')[1].split("</table>")[0]
    cells = [re.findall(rf"<{tag}\b.*?</{tag}>", table, re.DOTALL) for tag in ("th", "td")]
    headings, facts = ([text for each in found if (text := words(each))] for found in cells)
    return headings, facts


def test_headings_and_yes_or_no_are_in_arabic(in_arabic: Client) -> None:
    found = {name: shown(in_arabic, name) for name in LISTS}

    assert {name: headings for name, (headings, _) in found.items() if re.search("[A-Za-z]", "".join(headings))} == {}
    assert {name for name, (headings, facts) in found.items() if not headings or not facts} == set()
    assert {name for name, (_, facts) in found.items() if {"True", "False"} & set(facts)} == set()


def test_a_code_is_apart_from_the_arabic_words_it_stands_before(in_arabic: Client) -> None:
    entry = Indicator.objects.order_by("position", "code").first()
    assert entry is not None
    Question.objects.update(is_retired=True)

    listed = in_arabic.get(reverse("desk_list", args=["untested-indicators"])).content.decode()

    assert f"<bdi>{entry.code}</bdi> <bdi>{entry.label_ar}</bdi></a>" in listed
