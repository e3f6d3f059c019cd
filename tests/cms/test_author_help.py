"""The author’s guide as help of the desk: one text, in the language of the desk, for those who write and validate."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts.models import User
from cms.author_help import help_entries, help_page
from tests.cms.test_referral_block import SignedIn

FOLDER: Path = settings.AUTHORS_GUIDE
FRENCH = sorted(path for path in FOLDER.glob("[0-9]*.md") if not path.name.endswith(".ar.md"))
PICTURES = {path.stem for path in (FOLDER / "pictures").glob("*.png")}
PARTS = (r"^#+ ", r"\(pictures/([a-z-]+)\.png\)", r"\((\d\d-[a-z-]+)")
ADDRESS = "/cms/guide/04-soumettre-et-publier/"


def in_arabic(user: User) -> User:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "ar"})
    return user


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_the_guide_is_shown_with_its_pictures_and_ways(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)

    shown = client.get(ADDRESS).content.decode()

    assert "<h2>Après un refus</h2>" in shown
    assert '<img src="/cms/guide/pictures/refuse.png" alt="La fenêtre du refus, avec le motif"' in shown
    assert shown.count('aria-current="page"') == 1
    ways = re.findall(r'<a href="(/cms/guide/[^"]*)" rel="(\w+)"', shown)
    assert ways == [("/cms/guide/03-l-autre-langue/", "prev"), ("/cms/guide/05-la-bibliotheque/", "next")]
    assert client.get("/cms/guide/", follow=True).redirect_chain == [("/cms/guide/01-arriver-au-bureau/", 302)]


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_an_arabic_desk_has_the_arabic_guide(leila: User, signed_in: SignedIn) -> None:
    shown = signed_in(in_arabic(leila)).get(ADDRESS).content.decode()

    assert ("<h2>بعد الرفض</h2>" in shown, "مساعدة المؤلفين" in shown, "Après un refus" in shown) == (True, True, False)
    assert 'href="/cms/guide/10-exporter-et-charger/"' in signed_in(leila).get("/cms/guide/05-la-bibliotheque/").text


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_a_picture_is_given_to_whoever_reads_the_guide(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)

    answers = [client.get(f"/cms/guide/pictures/{name}.png") for name in ("home", "absent")]

    assert [(each.status_code, each["Content-Type"].partition(";")[0]) for each in answers] == [
        (200, "image/png"), (404, "text/html"),
    ]  # fmt: skip
    assert answers[0].content == (FOLDER / "pictures" / "home.png").read_bytes()


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_the_menu_leads_there_for_the_desk_only(leila: User, driss: User, karim: User, signed_in: SignedIn) -> None:
    assert reverse("author_help") in signed_in(leila).get("/cms/").content.decode()
    for outsider in (driss, karim):
        answers = [signed_in(outsider).get(address) for address in (ADDRESS, "/cms/guide/pictures/home.png")]
        assert [each.status_code for each in answers] == [403, 403], outsider
    assert Client().get(ADDRESS).status_code == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_a_page_that_is_none_is_not_found(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)

    assert {client.get(f"/cms/guide/{slug}/", follow=True).status_code for slug in ("99-rien", "README", "01")} == {404}


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: path.stem)
def test_both_languages_of_a_page_have_the_same_parts(path: Path) -> None:
    texts = [path.read_text(encoding="utf-8"), path.with_suffix(".ar.md").read_text(encoding="utf-8")]

    made = [[re.findall(pattern, text, re.MULTILINE) for pattern in PARTS] for text in texts]
    assert made[0] == made[1]
    assert {*made[0][1]} <= PICTURES
    assert {*made[0][2]} <= {each.stem for each in FRENCH}
    assert all(text.startswith("# ") for text in texts)


def test_every_picture_is_shown_and_together_they_are_light() -> None:
    shown = {part.picture for path in FRENCH for part in help_page(path.stem, language="fr").parts if part.picture}  # type: ignore[union-attr]

    assert shown == PICTURES
    assert sum(path.stat().st_size for path in (FOLDER / "pictures").glob("*.png")) < 1_500_000


def test_the_pages_are_listed_in_their_order() -> None:
    assert [entry.slug for entry in help_entries("ar")] == [path.stem for path in FRENCH]
    assert help_entries("fr")[0].title == "Arriver au bureau"
