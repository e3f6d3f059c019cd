"""The letters of a trial installation, as its visitors read them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage, get_connection
from django.http import Http404
from django.test import RequestFactory

from lms.home.mail import Kept, letters_in, mailbox
from tests.conftest import NOON


def keep(folder: Path, *messages: EmailMessage) -> None:
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(folder))
    backend.send_messages(messages)


def test_letters_are_read_back_in_both_scripts_latest_first(tmp_path: Path) -> None:
    first = EmailMessage("Votre compte", "Bonjour,\nhttps://x.example/é\n", to=["amina@demo.example"])
    second = EmailMessage("حسابكم في حصن", "تحية طيبة،\n", to=["salma@demo.example"])
    keep(tmp_path, first, second)

    assert [Kept(k.to, k.subject, k.text, None) for k in letters_in(tmp_path)] == [
        Kept("salma@demo.example", "حسابكم في حصن", "تحية طيبة،\n", None),
        Kept("amina@demo.example", "Votre compte", "Bonjour,\nhttps://x.example/é\n", None),
    ]


def test_the_time_of_a_letter_is_read_as_universal_time(tmp_path: Path) -> None:
    letter = EmailMessage("Votre compte", "Bonjour,\n", headers={"Date": "Fri, 20 Nov 2026 11:00:00 -0000"})
    letter.to = ["amina@demo.example"]
    keep(tmp_path, letter)

    assert [kept.sent_at for kept in letters_in(tmp_path)] == [NOON]


def test_a_file_that_holds_no_letter_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "1.log").write_bytes(b"\xff\xfe nothing of ours")
    (tmp_path / "2.log").write_text("")

    assert len(letters_in(tmp_path)) <= 1


def test_the_mailbox_is_there_on_a_trial_installation_alone(rf: RequestFactory, settings: Any) -> None:
    settings.DEBUG = False

    with pytest.raises(Http404):
        mailbox(rf.get("/fr/dev/mail/"))
