"""The picture that a badge points to: open to anybody, of nobody, and never another at the same address."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings

from accounts.models import User
from certificates.badges.give import badge_of
from certificates.badges.picture import picture_of
from certificates.models import BadgePicture, Certificate, DocumentTemplate
from certificates.services.issue import issue
from certificates.services.templates import make_templates
from enrolments.models import Enrolment
from tests.certificates.badging import opened
from tests.certificates.conftest import SITE
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("badges")]


def picture_in(certificate: Certificate) -> str:
    """Where the badge of `certificate` says that its picture is."""
    image: dict[str, Any] = opened(badge_of(certificate))["credentialSubject"]["achievement"]["image"]
    assert (image["type"], "Attestation de réussite" in image["caption"]) == ("Image", True)
    return str(image["id"])


def test_anybody_opens_it_and_keeps_it_for_good(held: Certificate, client: Client) -> None:
    address = picture_in(held)

    answer = client.get(address.removeprefix(SITE))

    shown = Image.open(BytesIO(answer.content)).convert("RGB")
    assert shown.tobytes() == picture_of(held, demo=False).convert("RGB").tobytes()
    names = ("Content-Type", "Cache-Control", "Access-Control-Allow-Origin", "X-Content-Type-Options")
    assert [answer[name] for name in names] == ["image/png", "public, max-age=31536000, immutable", "*", "nosniff"]
    assert list(answer.cookies) == []


def test_it_is_the_same_for_every_holder_and_holds_no_badge(
    held: Certificate, nawal: User, completed: Callable[..., Enrolment]
) -> None:
    other = issue(completed(nawal), at=NOON)

    assert picture_in(held) == picture_in(other)
    assert b"iTXt" not in bytes(BadgePicture.objects.get().content)


@pytest.mark.parametrize("field", ["course_title_ar", "issuers", "accent", "title_fr", "demo"])
def test_what_shows_something_else_has_another_address(field: str, held: Certificate, settings: Settings) -> None:
    before = picture_in(held)
    make_templates()
    template = DocumentTemplate.objects.get(kind="achievement")
    match field:
        case "demo":
            settings.DEBUG = True
        case "issuers":
            held.issuers = [{"fr": "Institut d’essai", "ar": "معهد التجربة", "logo": ""}]
        case "course_title_ar":
            held.course_title_ar = "عنوان آخر"
        case _:
            setattr(template, field, {"accent": "wine", "title_fr": "Attestation de réussite, deuxième"}[field])
            held.template_revision = template.save_revision()

    assert picture_in(held) != before
    assert BadgePicture.objects.count() == 2


@pytest.mark.parametrize("name", ["0" * 32, "x", "..%2f..%2fetc", "é"])
def test_there_is_no_other_picture(name: str, held: Certificate, client: Client) -> None:
    picture_in(held)

    assert client.get(f"/badges/pictures/{name}.png").status_code == 404
