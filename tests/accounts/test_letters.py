import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import Client

from accounts import letters as registry
from accounts import tasks
from accounts.models import Letter, User
from accounts.services.letters import doubt_what_was_abandoned, send_claimed, send_what_was_lost, write_letter
from accounts.services.people import keep_sign_in_address
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
TEN_MINUTES = timedelta(minutes=10)


class Silent(BaseEmailBackend):
    """A mail server that is not there."""

    def open(self) -> bool:
        raise ConnectionRefusedError("nobody listens")


def invitation(person: User, **fields: Any) -> Letter:
    fields = {"template": "invitation", "subject_id": person.pk, "written_at": NOON, **fields}
    return Letter.objects.create(recipient=person, **fields)


def state_of(letter: Letter) -> tuple[str, Any, Any]:
    letter.refresh_from_db()
    return letter.state, letter.claimed_at, letter.sent_at


def test_a_letter_leaves_when_the_transaction_is_committed(
    nadia: User, amina: User, letters: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letter = write_letter(amina, template="invitation", subject_id=amina.pk, by=nadia, at=NOON)
        assert letters == []

    assert [(m.to, m.extra_headers["Message-ID"]) for m in letters] == [
        (["amina@demo.example"], f"<{letter.message_id}@localhost>")
    ]
    assert state_of(letter)[0] == Letter.State.SENT


@pytest.mark.parametrize(("language", "prefix"), [("", "/fr/"), ("fr", "/fr/"), ("ar", "/ar/")])
def test_the_invitation_carries_a_link_in_the_language_of_its_reader(
    amina: User, nadia: User, letters: list[EmailMessage], language: str, prefix: str
) -> None:
    User.objects.filter(pk=amina.pk).update(language=language)

    send_claimed(invitation(amina, written_by=nadia).pk, at=NOON)

    links = [line for line in letters[0].body.splitlines() if "/password/reset/key/" in line]
    assert [link.startswith(f"http://localhost:8000{prefix}accounts/password/reset/key/") for link in links] == [True]
    assert "Nadia Nation" in letters[0].body or nadia.name_ar in letters[0].body
    assert "&#x27;" not in letters[0].body


def test_the_link_of_an_invitation_opens_the_account_once(
    client: Client, nawal: User, letters: list[EmailMessage]
) -> None:
    keep_sign_in_address(nawal)
    send_claimed(invitation(nawal).pk, at=NOON)
    link = next(line for line in letters[0].body.splitlines() if "/key/" in line).removeprefix("http://localhost:8000")

    page = client.get(link, follow=True)
    password = {"password1": "quatre-mots-bien-choisis", "password2": "quatre-mots-bien-choisis"}
    client.post(page.redirect_chain[-1][0], password)

    nawal.refresh_from_db()
    assert nawal.check_password("quatre-mots-bien-choisis")
    assert client.session["_auth_user_id"] == str(nawal.pk)
    assert not default_token_generator.check_token(nawal, link.rstrip("/").rpartition("-")[2])


def test_a_letter_leaves_once_however_often_its_task_runs(amina: User, letters: list[EmailMessage]) -> None:
    letter = invitation(amina)

    tasks.send_letter(letter.pk)
    tasks.send_letter(letter.pk)

    assert len(letters) == 1


def test_a_letter_about_nothing_that_exists_is_ignored(letters: list[EmailMessage]) -> None:
    tasks.send_letter(987654)

    assert letters == []


def test_a_mail_server_that_is_away_leaves_the_letter_due(amina: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.test_letters.Silent"
    letter = invitation(amina)

    send_claimed(letter.pk, at=NOON)

    assert state_of(letter) == (Letter.State.DUE, NOON, None)


def test_a_letter_that_cannot_be_written_fails_and_says_so(amina: User) -> None:
    letter = invitation(amina, subject_id=987654)

    with pytest.raises(User.DoesNotExist):
        send_claimed(letter.pk, at=NOON)

    assert state_of(letter) == (Letter.State.FAILED, NOON, None)


def test_another_application_tells_what_its_letter_is_about(amina: User, letters: list[EmailMessage]) -> None:
    registry.register("invitation-of-a-test", lambda pk: {"number": pk}, title="A test")
    try:
        assert registry.context_of("invitation-of-a-test", 7) == {"number": 7}
        assert (registry.title_of("invitation-of-a-test"), registry.title_of("unknown")) == ("A test", "unknown")
    finally:
        del registry._kinds["invitation-of-a-test"]


def test_the_sweep_sends_what_was_lost_and_nothing_fresh(amina: User, letters: list[EmailMessage]) -> None:
    lost, fresh = invitation(amina, written_at=NOON - TEN_MINUTES), invitation(amina)

    assert send_what_was_lost(at=NOON) == 1

    assert (state_of(lost)[0], state_of(fresh)[0]) == (Letter.State.SENT, Letter.State.DUE)


def test_a_letter_claimed_for_ten_minutes_is_unsure_and_never_leaves_by_itself(
    amina: User, letters: list[EmailMessage]
) -> None:
    stale = invitation(amina, state=Letter.State.CLAIMED, claimed_at=NOON - TEN_MINUTES - timedelta(seconds=1))
    young = invitation(amina, state=Letter.State.CLAIMED, claimed_at=NOON - TEN_MINUTES)

    assert doubt_what_was_abandoned(at=NOON) == 1
    send_what_was_lost(at=NOON)
    tasks.send_letter(stale.pk)

    assert (state_of(stale)[0], state_of(young)[0]) == (Letter.State.UNSURE, Letter.State.CLAIMED)
    assert letters == []


def test_a_queue_that_is_away_leaves_the_letter_to_the_sweep(tmp_path: Path) -> None:
    ask = "import django; django.setup(); from accounts.services.letters import ask_to_send; ask_to_send(1)"
    nobody_listens = {"REDIS_URL": "redis://127.0.0.1:1/0", "VAR_DIR": str(tmp_path), "DEBUG": "1"}

    asked = subprocess.run(
        [sys.executable, "-c", ask],
        env={**os.environ, **nobody_listens, "DJANGO_SETTINGS_MODULE": "lms.settings"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert (asked.returncode, "letter 1 waits for the sweep" in asked.stderr) == (0, True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="locks mean nothing on SQLite")
def test_two_workers_at_once_send_one_letter(amina: User, letters: list[EmailMessage]) -> None:
    letter = invitation(amina)
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        try:
            tasks.send_letter(letter.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(letters), state_of(letter)[0]) == (1, Letter.State.SENT)


WORKER = """
import sys, time
from pathlib import Path
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
django.setup()
from django.core.mail.backends import locmem
def hang(self, messages):
    Path(sys.argv[3]).write_text("in the middle")
    time.sleep(60)
locmem.EmailBackend.send_messages = hang
from accounts.tasks import send_letter
send_letter(int(sys.argv[2]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_the_letter_unsure(amina: User, tmp_path: Path) -> None:
    letter, reached = invitation(amina), tmp_path / "reached"
    arguments = [str(connection.settings_dict["NAME"]), str(letter.pk), str(reached)]
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, *arguments], env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    )
    _wait_for(reached.exists)

    worker.send_signal(signal.SIGKILL)
    worker.wait()

    assert state_of(letter)[0] == Letter.State.CLAIMED
    assert letter.claimed_at is not None
    doubt_what_was_abandoned(at=letter.claimed_at + TEN_MINUTES + timedelta(seconds=1))
    assert state_of(letter)[0] == Letter.State.UNSURE


def _wait_for(condition: Callable[[], bool], *, seconds: int = 30) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "the worker did not reach the mail server"
        time.sleep(0.05)
