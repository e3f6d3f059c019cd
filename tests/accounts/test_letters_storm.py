"""A worker killed at any step of sending: no letter leaves twice, and every one that did not leave is listed."""

import os
import random
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from email import message_from_bytes
from pathlib import Path

import pytest
from celery import current_app
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Letter, User
from accounts.services.letters import ABANDONED_AFTER, doubt_what_was_abandoned, write_letter
from tests.conftest import NOON
from tests.killing import Worker, working

KILLS = 200 if os.environ.get("STORMS") == "full" else 10
ANSWERS = {
    "EHLO": "250 ready",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    "TEXT": "250 taken",
    "QUIT": "221",
}
STEPS = ["OPEN", *ANSWERS, "ANY"]  # ANY is a moment of which the mail server knows nothing
LONGEST = 0.1  # seconds after a letter is written: sending it takes less

pytestmark = [
    pytest.mark.storm,
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the worker shares a PostgreSQL database"),
    pytest.mark.skipif(not os.environ.get("REDIS_URL"), reason="the worker listens on Redis"),
]


class Sink(socketserver.ThreadingTCPServer):
    """A mail server that keeps the Message-ID of what it has read to the end, and has the sender killed at a step."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.taken: list[str] = []
        self.step, self.was_killed = "", threading.Event()
        self.kill: Callable[[], None] = self.was_killed.clear

    def kill_at(self, step: str, kill: Callable[[], None]) -> None:
        """Have `kill` called once, at `step`, before it is answered."""
        self.was_killed.clear()
        self.kill, self.step = kill, step

    def reach(self, step: str) -> None:
        if step == self.step:
            self.step = ""
            self.kill()
            self.was_killed.set()


class Visit(socketserver.StreamRequestHandler):
    """One conversation. Source: RFC 5321, section 4.1.1."""

    server: Sink

    def handle(self) -> None:
        with suppress(OSError):  # whoever spoke was killed
            self._talk()

    def _talk(self) -> None:
        self.server.reach("OPEN")
        self.wfile.write(b"220 sink\r\n")
        while line := self.rfile.readline():
            verb = line[:4].decode().strip().upper()
            self._answer(verb)
            if verb == "DATA" and (text := self._read()) is not None:
                self.server.taken.append(str(message_from_bytes(text)["Message-ID"]))
                self._answer("TEXT")

    def _answer(self, verb: str) -> None:
        self.server.reach(verb)
        self.wfile.write(f"{ANSWERS.get(verb, '250 ok')}\r\n".encode())

    def _read(self) -> bytes | None:
        """The letter; nothing where it ends before its end."""
        text = b""
        while line := self.rfile.readline():
            if line == b".\r\n":
                return text
            text += line
        return None


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def worker(sink: Sink, tmp_path: Path) -> Iterator[Worker]:
    with working(tmp_path, STORM_MAIL_PORT=str(sink.server_address[1])) as found:
        yield found


def test_no_letter_leaves_twice_and_what_did_not_leave_is_listed_as_unsure(
    sink: Sink, worker: Worker, amina: User
) -> None:
    chance = random.Random(5)
    for n in range(KILLS):
        _write_and_kill(amina, sink=sink, worker=worker, step=STEPS[n % len(STEPS)], pause=chance.uniform(0, LONGEST))
        if n % 5 == 4:
            worker.kill()
            worker.start()
    _write(amina)

    _wait_until_none_is_due()

    doubt_what_was_abandoned(at=timezone.now() + ABANDONED_AFTER + ABANDONED_AFTER)
    states = {f"<{each.message_id}@localhost>": each.state for each in Letter.objects.all()}
    assert len(sink.taken) == len(set(sink.taken))
    assert {states[name] for name in states.keys() - sink.taken} == {Letter.State.UNSURE}
    assert {name for name, state in states.items() if state == Letter.State.SENT} <= set(sink.taken)
    assert (len(states), set(states.values())) == (KILLS + 1, {Letter.State.SENT, Letter.State.UNSURE})


def _write(person: User) -> None:
    with transaction.atomic():
        write_letter(person, template="invitation", subject_id=person.pk, at=NOON)


def _write_and_kill(person: User, *, sink: Sink, worker: Worker, step: str, pause: float) -> None:
    """Have the pool killed while it sends a letter at `step`, or after a `pause` whatever it does then."""
    sink.kill_at(step, worker.kill_its_pool)
    _write(person)
    if step == "ANY":
        time.sleep(pause)
        worker.kill_its_pool()
    else:
        assert sink.was_killed.wait(60), f"no letter reached {step}"


def _wait_until_none_is_due() -> None:
    """The sweep comes each minute; here it comes each five seconds."""
    for _ in range(60):
        current_app.signature("accounts.tasks.sweep").delay()
        for _ in range(10):
            if not Letter.objects.filter(state=Letter.State.DUE).exists():
                return
            time.sleep(0.5)
    raise TimeoutError("some letters were never sent")
