import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage
from django.utils.translation import override

from accounts.models import Letter, User
from certificates.models import Certificate
from certificates.services.correct import correct
from certificates.services.preserve import document_of
from certificates.services.revoke import revoke
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def letters() -> list[tuple[str, int, int | None]]:
    return list(Letter.objects.order_by("pk").values_list("template", "recipient", "subject_id"))


def sent() -> EmailMessage:
    (message,) = mail.outbox
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize(
    ("language", "subject", "title"),
    [("fr", "Votre attestation est prête", "Cours MAG-T"), ("ar", "شهادتكم جاهزة", "مسار MAG-T")],
)
def test_the_holder_is_told_in_their_language_by_a_link_and_no_file(
    language: str, subject: str, title: str, aminas: Certificate, amina: User, settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    User.objects.filter(pk=amina.pk).update(language=language)

    with override("fr"), django_capture_on_commit_callbacks(execute=True):
        document_of(aminas, at=NOON)

    message = sent()
    assert (message.subject, message.to, message.attachments) == (subject, [amina.email], [])
    assert f"{settings.BASE_URL}/{language}/certificates/#{aminas.number}" in message.body
    assert f"{settings.BASE_URL}/verify/{aminas.number}/" in message.body
    assert title in message.body
    assert not re.search(r"&\w+;|\{|%\(", str(message.body))


def test_one_letter_is_written_however_often_the_document_is_printed(aminas: Certificate, amina: User) -> None:
    first, second = Certificate.objects.get(), Certificate.objects.get()
    document_of(first, at=NOON)
    document_of(second, at=NOON)
    default_storage.delete(str(first.document))
    document_of(first, at=NOON + timedelta(hours=1))

    assert letters() == [("certificate_ready", amina.pk, aminas.pk)]


def test_a_correction_and_a_revocation_are_told(issued: Certificate, amina: User, nadia: User) -> None:
    User.objects.filter(pk=amina.pk).update(last_name="Exemplé")
    new = correct(issued, by=nadia, reason="x", at=NOON)
    document_of(new, at=NOON)
    revoke(new, by=nadia, reason="A secret reason.", at=NOON)

    assert letters() == [
        ("certificate_ready", amina.pk, issued.pk),
        ("certificate_corrected", amina.pk, new.pk),
        ("certificate_revoked", amina.pk, new.pk),
    ]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_letters_of_a_correction_and_of_a_revocation_can_be_read(
    language: str, issued: Certificate, amina: User, nadia: User, django_capture_on_commit_callbacks: Any
) -> None:
    User.objects.filter(pk=amina.pk).update(last_name="Exemplé", language=language)
    with django_capture_on_commit_callbacks(execute=True):
        new = correct(issued, by=nadia, reason="A secret reason.", at=NOON)
        document_of(new, at=NOON)
        revoke(new, by=nadia, reason="A secret reason.", at=NOON)

    corrected, revoked = mail.outbox
    assert issued.number in str(corrected.body)
    assert new.number in str(corrected.body)
    assert new.number in str(revoked.body)
    assert all("secret" not in str(each.body) and "certificates/" in str(each.body) for each in (corrected, revoked))


@pytest.mark.parametrize("change", [{"state": "revoked"}, {"state": "superseded"}, {"issued_at": NOON - timedelta(31)}])
def test_what_is_no_news_is_not_told(change: dict[str, Any], aminas: Certificate) -> None:
    Certificate.objects.update(**change)

    document_of(Certificate.objects.get(), at=NOON)

    assert letters() == []


def test_a_closed_account_receives_nothing(issued: Certificate, amina: User, nadia: User) -> None:
    Letter.objects.all().delete()
    User.objects.filter(pk=amina.pk).update(is_active=False)

    revoke(Certificate.objects.get(), by=nadia, reason="x", at=NOON)

    assert letters() == []
