from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage

from certificates.models import Certificate
from certificates.services.preserve import document_of, preserve
from certificates.tasks import render, sweep
from tests.certificates.conftest import plain, words_of
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


def test_a_document_is_printed_once_and_kept_with_its_digest(aminas: Certificate) -> None:
    content = document_of(aminas, at=NOON)

    kept = Certificate.objects.get()
    assert document_of(aminas, at=LATER) == content
    assert (kept.document.name, kept.sha256, kept.rendered_at) == (
        f"certificates/2026/{aminas.number}.pdf", sha256(content).hexdigest(), NOON,
    )  # fmt: skip


def test_a_lost_file_is_printed_again_from_the_snapshot(aminas: Certificate) -> None:
    document_of(aminas, at=NOON)
    default_storage.delete(str(aminas.document))

    content = document_of(aminas, at=LATER)

    assert plain(aminas.court_fr)[:8] in "".join(words_of(content))
    assert (aminas.rendered_at, aminas.sha256) == (LATER, sha256(content).hexdigest())


def test_an_altered_file_counts_as_lost(aminas: Certificate) -> None:
    document_of(aminas, at=NOON)
    with default_storage.open(str(aminas.document), "wb") as file:
        file.write(b"%PDF-1.4 forged")

    content = document_of(aminas, at=LATER)

    assert b"forged" not in content
    assert document_of(Certificate.objects.get(), at=LATER) == content


def test_of_two_who_print_at_once_one_is_recorded_and_no_file_is_left_over(aminas: Certificate) -> None:
    first, second = Certificate.objects.get(), Certificate.objects.get()

    preserve(first, at=NOON)
    preserve(second, at=LATER)

    assert (second.rendered_at, second.sha256) == (NOON, first.sha256)
    assert default_storage.listdir("certificates/2026")[1] == [f"{aminas.number}.pdf"]


def test_the_task_prints_once_and_the_sweep_what_was_never_printed(aminas: Certificate) -> None:
    render.delay(aminas.pk)
    printed = Certificate.objects.get()
    sweep.delay()
    render.delay(aminas.pk)

    assert Certificate.objects.get().rendered_at == printed.rendered_at is not None


def test_a_message_that_was_lost_is_made_up_for_by_the_sweep(aminas: Certificate) -> None:
    sweep.delay()

    assert Certificate.objects.get().document.storage.exists(f"certificates/2026/{aminas.number}.pdf")


def test_a_task_for_a_certificate_that_is_no_more_does_nothing() -> None:
    render.delay(404)
