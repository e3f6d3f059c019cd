"""Redis goes away in the middle of a quiz: nobody is signed out, and no answer is lost."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models import Attempt, Response
from tests.assessments.answering import offered_in

pytestmark = [
    pytest.mark.redis,
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server is not installed"),
]


class Server:
    """A Redis of our own, on a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self) -> None:
        command = [
            "redis-server",
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(self.folder),
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as caller:
                if caller.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise TimeoutError("redis-server did not answer")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def redis(tmp_path: Path, settings: Any) -> Iterator[Server]:
    """The platform on sessions and cache in a Redis that the test may kill."""
    server = Server(tmp_path)
    server.start()
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    location = f"redis://127.0.0.1:{server.port}/0"
    settings.CACHES = {"default": {"BACKEND": "lms.lib.cache.SoftRedisCache", "LOCATION": location}}
    yield server
    server.kill()


def save(client: Client, attempt: Attempt, *, number: int) -> int:
    question, choices = list(offered_in(attempt).items())[number]
    url = reverse("answer", args=[attempt.pk, question])
    return client.post(url, {f"q-{question}": choices[0]}).status_code


def saved_and_shown(client: Client, attempt: Attempt) -> tuple[int, int]:
    page = client.get(attempt.get_absolute_url()).content.decode()
    return Response.objects.filter(attempt=attempt).count(), page.count(" checked")


def test_an_outage_loses_no_session_and_no_answer(
    redis: Server, signed_in: Callable[[User], Client], amina: User, attempt: Attempt
) -> None:
    client = signed_in(amina)
    assert (save(client, attempt, number=0), saved_and_shown(client, attempt)) == (200, (1, 1))
    cache.set("there", 1)
    assert cache.get("there") == 1

    redis.kill()
    assert cache.get("there") is None
    assert (save(client, attempt, number=1), saved_and_shown(client, attempt)) == (200, (2, 2))

    redis.start()
    assert (save(client, attempt, number=2), saved_and_shown(client, attempt)) == (200, (3, 3))
    client.post(reverse("attempt_submit", args=[attempt.pk]))
    attempt.refresh_from_db()
    assert attempt.state == "marked"


def test_an_answer_costs_four_queries_with_sessions_in_redis(
    redis: Server, signed_in: Callable[[User], Client], amina: User, attempt: Attempt, django_assert_num_queries: Any
) -> None:
    client = signed_in(amina)

    for number in range(3):
        with django_assert_num_queries(4):
            assert save(client, attempt, number=number) == 200
