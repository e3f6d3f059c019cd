"""What a badge says: the facts of the certificate in both languages, and nothing that the document does not print."""

from decimal import Decimal
from typing import Any

import pytest
from pytest_django import Settings

from accounts.models import User
from certificates.badges.give import badge_of
from certificates.badges.picture import picture_of
from certificates.models import Certificate, DocumentTemplate
from certificates.services.templates import make_templates
from tests.certificates.badging import opened
from tests.certificates.conftest import SITE, unsaved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("badges")]


def subject_of(certificate: Certificate) -> dict[str, Any]:
    subject: dict[str, Any] = opened(badge_of(certificate))["credentialSubject"]
    return subject


def test_it_says_who_in_both_scripts_and_in_what_post(held: Certificate) -> None:
    subject = subject_of(held)

    assert [(each["identityHash"], each["hashed"]) for each in subject["identifier"]] == [
        ("Amina Exemple", False),
        ("أمينة المثال", False),
    ]
    assert subject["role"] == f"{held.profession_fr}, {held.court_fr} · {held.profession_ar}، {held.court_ar}"


def test_it_says_what_was_achieved_and_where_to_read_more(held: Certificate) -> None:
    achievement = subject_of(held)["achievement"]

    assert achievement["name"] == f"{held.course_title_fr} · {held.course_title_ar}"
    assert achievement["criteria"]["id"] == achievement["id"] == f"{SITE}/fr/parcours/mag-t/"
    assert (achievement["inLanguage"], achievement["related"]) == (
        "fr",
        [{"id": f"{SITE}/ar/parcours/mag-t/", "type": ["Related"], "inLanguage": "ar"}],
    )


def test_it_says_every_printed_fact(held: Certificate) -> None:
    narrative = subject_of(held)["narrative"]

    facts = [held.holder_name_ar, held.course_title_fr, held.court_ar, held.number, held.modules[0]["ar"]]
    assert [fact for fact in facts if fact not in narrative] == []
    assert "- Titulaire\u00a0: Amina Exemple" in narrative.splitlines()


def test_it_says_nothing_of_its_holder_that_is_not_printed(held: Certificate, amina: User) -> None:
    amina.staff_number = "M-448121"
    amina.save()

    said = str(opened(badge_of(held)))

    assert [secret for secret in ("amina@", "demo.example", "M-448121", "emailAddress") if secret in said] == []


@pytest.mark.parametrize(("shown", "result"), [(True, ["82.5"]), (False, [])])
def test_a_result_is_said_where_the_template_prints_it(shown: bool, result: list[str], held: Certificate) -> None:
    make_templates()
    template = DocumentTemplate.objects.get(kind="achievement")
    template.shows_result = shown
    held.template_revision, held.result_percent = template.save_revision(), Decimal("82.50")

    subject = subject_of(held)

    assert [each["value"] for each in subject.get("result", [])] == result
    assert ("82,5" in subject["narrative"], "resultDescription" in subject["achievement"]) == (shown, shown)


def test_it_is_issued_in_the_name_of_the_bodies_on_the_document(held: Certificate) -> None:
    held.issuers = [{"fr": "Institut d’essai", "ar": "معهد التجربة", "logo": ""}]

    assert opened(badge_of(held))["issuer"]["name"] == "Institut d’essai · معهد التجربة"


def test_a_trial_s_badge_says_that_it_is_without_value(held: Certificate, settings: Settings) -> None:
    settings.DEBUG = True

    assert "démonstration, sans valeur" in opened(badge_of(held))["issuer"]["name"]


@pytest.mark.parametrize("kind", ["achievement", "module", "presence"])
def test_a_long_title_and_many_bodies_keep_apart_in_the_picture(kind: str) -> None:
    """Between the title and who issued it there is a white strip, and another within the frame at each side."""
    certificate = unsaved(
        kind=kind,
        course_title_fr="Repérer, protéger et accompagner les personnes victimes de traite " * 2,
        course_title_ar="رصد ضحايا الاتجار بالبشر وحمايتهم ومواكبتهم طيلة مراحل المسطرة " * 2,
        issuers=[{"fr": "Conseil supérieur du pouvoir judiciaire", "ar": "المجلس الأعلى للسلطة القضائية", "logo": ""}]
        * 3,
    )

    picture = picture_of(certificate, demo=True).convert("L")

    strips = [(60, 630, 740, 640), (34, 200, 50, 750), (750, 200, 766, 750)]
    assert [picture.crop(strip).getextrema()[0] for strip in strips] == [255, 255, 255]
