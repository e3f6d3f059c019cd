"""Templates and issuing bodies at the desk: edited, previewed, restored; a certificate keeps the revision it had."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from certificates.models import Certificate, DocumentTemplate, IssuingBody
from certificates.services.issue import issue
from certificates.services.preserve import document_of
from certificates.services.templates import make_templates
from enrolments.models import Enrolment
from tests.certificates.conftest import LOGO, plain
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
EDITOR = "/cms/snippets/certificates/documenttemplate/"


@pytest.fixture
def template() -> DocumentTemplate:
    make_templates()
    found: DocumentTemplate = DocumentTemplate.objects.get(kind="achievement")
    return found


@pytest.fixture
def desk(administrator: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(administrator)


def fields(template: DocumentTemplate, **changed: Any) -> dict[str, Any]:
    columns = {name: value for name, value in template.serializable_data().items() if value not in (None, False)}
    return {**columns, "issuers": [], **changed}


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return plain(document[0].get_textpage().get_text_bounded())


def test_each_document_has_a_template_from_the_beginning_and_what_was_edited_stays() -> None:
    assert make_templates() == 3
    DocumentTemplate.objects.filter(kind="module").update(title_fr="Modifié")

    assert make_templates() == 0
    assert list(DocumentTemplate.objects.values_list("kind", "title_fr")) == [
        ("achievement", "Attestation de réussite"), ("module", "Modifié"), ("presence", "Attestation de présence"),
    ]  # fmt: skip


def test_a_certificate_is_printed_from_the_revision_of_its_day_and_so_again(
    template: DocumentTemplate, amina: User, nawal: User, completed: Callable[..., Enrolment]
) -> None:
    before = issue(completed(amina), at=NOON)
    template.title_fr = "Attestation d’après"
    template.save()
    template.save_revision()
    after = issue(completed(nawal), at=NOON)

    first = document_of(before, at=NOON)
    default_storage.delete(str(before.document))
    again = document_of(before, at=NOON + timedelta(days=1))

    assert [plain("Attestation de réussite") in text_of(each) for each in (first, again)] == [True, True]
    assert plain("Attestation d’après") in text_of(document_of(after, at=NOON))
    assert before.template_revision_id != after.template_revision_id


def test_an_administrator_edits_and_restores_at_the_desk(template: DocumentTemplate, desk: Client) -> None:
    first = template.latest_revision

    response = desk.post(f"{EDITOR}edit/{template.pk}/", fields(template, title_fr="Titre nouveau"))
    template.refresh_from_db()
    assert (response.status_code, template.title_fr) == (302, "Titre nouveau")

    restored = desk.get(f"{EDITOR}history/{template.pk}/revisions/{first.pk}/revert/").content.decode()
    assert "Attestation de réussite" in restored
    desk.post(f"{EDITOR}edit/{template.pk}/", fields(template, title_fr="Attestation de réussite", revision=first.pk))
    template.refresh_from_db()
    assert (template.title_fr, template.revisions.count()) == ("Attestation de réussite", 3)


@pytest.mark.parametrize("sentence", ["Аттестат", "証明書", "Titre 🙂", "<b>Titre</b> ☃"])
def test_a_sentence_that_cannot_be_printed_is_refused(sentence: str, template: DocumentTemplate, desk: Client) -> None:
    response = desk.post(f"{EDITOR}edit/{template.pk}/", fields(template, title_fr=sentence))

    template.refresh_from_db()
    assert (response.status_code, template.title_fr) == (200, "Attestation de réussite")


def test_arabic_is_typed_from_right_to_left_whatever_the_language_of_the_desk(
    template: DocumentTemplate, desk: Client
) -> None:
    body = IssuingBody.objects.create(name_fr="Institut d’essai", name_ar="معهد التجربة")

    pages = [
        desk.get(f"{EDITOR}edit/{template.pk}/").content.decode(),
        desk.get(f"/cms/snippets/certificates/issuingbody/edit/{body.pk}/").content.decode(),
    ]

    inputs = [re.findall(r'<input[^>]*name="(?:\w+)_ar"[^>]*>', page) for page in pages]
    assert [[len(found), sum('dir="rtl"' in each for each in found)] for found in inputs] == [[4, 4], [1, 1]]


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "x.example"])
def test_markup_in_a_sentence_is_printed_as_it_was_typed_and_fetches_nothing(
    host: str, template: DocumentTemplate, listener: Any, asked: set[str], amina: User,
    completed: Callable[..., Enrolment],
) -> None:  # fmt: skip
    typed = f'<img src="http://{host.format(port=listener.port)}/">'
    template.reason_fr, template.title_fr = typed, '<link href="file:///etc/passwd">'
    template.save()
    template.save_revision()

    told = text_of(document_of(issue(completed(amina), at=NOON), at=NOON))

    assert plain(typed) in told
    assert "root:" not in told
    assert listener.heard() == []
    assert asked.isdisjoint({"x.example", "/etc/passwd"})


@pytest.mark.parametrize("mode", ["long", "short"])
def test_the_preview_shows_each_sheet_as_a_picture(mode: str, template: DocumentTemplate) -> None:
    page = template.serve_preview(None, mode).content.decode()  # type: ignore[arg-type]  # nothing is asked of it

    assert page.count('src="data:image/png;base64,') == {"long": 2, "short": 1}[mode]
    assert "<script" not in page


@pytest.mark.parametrize("kind", ["achievement", "module", "presence"])
def test_the_preview_may_be_the_pdf_with_long_names_and_bodies(kind: str, template: DocumentTemplate) -> None:
    own = DocumentTemplate.objects.get(kind=kind)
    own.issuers.add(IssuingBody.objects.create(name_fr="Institution", name_ar="مؤسسة"))

    response = own.serve_preview(None, "pdf")

    assert response["Content-Type"] == "application/pdf"
    assert all(plain(word) in text_of(response.content) for word in ("Fatima-Zahra", "DÉMONSTRATION", "Institution"))


def test_a_certificate_keeps_the_names_and_logos_of_the_bodies_that_issued_it(
    template: DocumentTemplate, desk: Client, amina: User, completed: Callable[..., Enrolment]
) -> None:
    given = {"name_fr": "Institution première", "name_ar": "المؤسسة الأولى", "position": 1}
    desk.post("/cms/snippets/certificates/issuingbody/add/", {**given, "logo": SimpleUploadedFile("l.svg", LOGO)})
    body = IssuingBody.objects.get()
    template.issuers.add(body)
    template.save()
    certificate = issue(completed(amina), at=NOON)
    IssuingBody.objects.update(name_fr="Renommée", logo="")

    told = text_of(document_of(certificate, at=NOON))

    assert certificate.issuers == [{"fr": given["name_fr"], "ar": given["name_ar"], "logo": body.logo.name}]
    assert plain("Institution première") in told
    assert "Renommée" not in told


def test_a_logo_that_is_none_is_refused_with_a_sentence(desk: Client) -> None:
    hostile = LOGO.replace(b"<circle", b'<image href="http://192.0.2.1/"/><circle')
    given = {"name_fr": "A", "name_ar": "ا", "position": 1, "logo": SimpleUploadedFile("l.svg", hostile)}

    response = desk.post("/cms/snippets/certificates/issuingbody/add/", given)

    assert response.status_code == 200
    assert "fait uniquement de formes" in response.content.decode()
    assert not IssuingBody.objects.exists()


def test_templates_are_neither_added_nor_deleted_nor_edited_by_others(
    template: DocumentTemplate, desk: Client, nadia: User, signed_in: Callable[[User], Client]
) -> None:
    assert [desk.get(f"{EDITOR}{place}").status_code for place in ("add/", f"delete/{template.pk}/")] == [302, 302]
    assert DocumentTemplate.objects.count() == 3

    assert signed_in(nadia).get(f"{EDITOR}edit/{template.pk}/").status_code == 403


def test_an_administrator_is_told_at_the_desk_what_could_not_be_issued(desk: Client, aminas: Certificate) -> None:
    Certificate.objects.update(issued_at=NOON - timedelta(days=365))

    page = desk.get("/cms/").content.decode()

    assert "1 attestation attend depuis plus de dix minutes" in page
