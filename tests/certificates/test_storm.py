"""A worker killed at any moment of the issue: one certificate, one number, one document, whole and signed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings as configured
from django.db import connection

from accounts.models import User
from certificates.models import Certificate, Printing
from certificates.signing.authority import Authority
from certificates.signing.judge import Worth, judged
from courses.models import Course
from enrolments.models import Enrolment
from enrolments.services import complete_many
from tests.certificates.conftest import PASSPHRASE
from tests.conftest import NOON

KILLS = 200 if os.environ.get("STORMS") == "full" else 10
LONGEST = 0.25  # seconds after the completion: a document takes less
ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.storm,
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the worker shares a PostgreSQL database"),
    pytest.mark.skipif(not os.environ.get("REDIS_URL"), reason="the worker listens on Redis"),
]


class Worker:
    """A real Celery worker with one process in its pool."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.start()

    def start(self) -> None:
        """Start it and wait until its pool is there."""
        command = [
            sys.executable, "-m", "celery", "--app", "lms", "worker", "--concurrency", "1", "--loglevel", "error",
            "--without-gossip", "--without-mingle", "--without-heartbeat",
        ]  # fmt: skip
        self.main = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        self.pool()

    def pool(self) -> int:
        """The process that prints."""
        children = Path(f"/proc/{self.main.pid}/task/{self.main.pid}/children")
        for _ in range(600):
            if found := children.read_text().split():
                return int(found[-1])
            time.sleep(0.1)
        raise TimeoutError("the worker has no pool")

    def kill_its_pool(self) -> None:
        os.kill(self.pool(), signal.SIGKILL)

    def kill(self) -> None:
        """Kill all of it, without a word."""
        os.killpg(self.main.pid, signal.SIGKILL)
        self.main.wait()


@pytest.fixture
def worker(signatory: Authority, settings: Any, tmp_path: Path) -> Iterator[Worker]:
    """A worker on the test's own database, files, key and queue, which this process talks to."""
    queue = f"storm-{os.getpid()}"
    settings.MEDIA_ROOT = tmp_path / "media"
    server = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.worker", "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}",
        "VAR_DIR": str(tmp_path), "STORM_QUEUE": queue, "STORM_PKCS12": str(configured.SIGNING_PKCS12),
        "STORM_PASSPHRASE": PASSPHRASE,
    }  # fmt: skip
    conf = current_app.conf
    before = conf.task_always_eager, conf.task_default_queue
    conf.task_always_eager, conf.task_default_queue = False, queue
    current_app.amqp.queues.clear()  # made anew from the settings
    found = Worker(environment)
    yield found
    found.kill()
    conf.task_always_eager, conf.task_default_queue = before


def test_one_certificate_one_number_and_one_document_whenever_the_worker_is_killed(
    worker: Worker, signatory: Authority, person: Callable[..., User], course: Course
) -> None:
    chance = random.Random(6)
    for n in range(KILLS):
        _complete(person(f"k{n}@demo.example", court="TPI-BML"), course)
        time.sleep(chance.uniform(0, LONGEST))
        if n % 5 == 4:
            worker.kill()
            worker.start()
        else:
            worker.kill_its_pool()

    _wait_until_all_are_printed()

    issued = list(Certificate.objects.order_by("pk"))
    assert [each.enrolment_id for each in issued] == list(Enrolment.objects.order_by("pk").values_list("pk", flat=True))
    assert len({each.number for each in issued}) == KILLS
    assert Printing.objects.filter(is_again=False).count() == Printing.objects.count() == KILLS
    contents = [Path(each.document.path).read_bytes() for each in issued]
    assert [sha256(content).hexdigest() for content in contents] == [each.sha256 for each in issued]
    assert {judged(content, roots=signatory.roots, at=NOON).worth for content in contents} == {Worth.TRUSTED}


def _complete(learner: User, course: Course) -> None:
    enrolment = Enrolment.objects.create(
        learner=learner, edition=course.editions.get(), course=course, enrolled_at=NOON
    )
    complete_many([enrolment], at=NOON)


def _wait_until_all_are_printed() -> None:
    """The sweep comes each minute; here it comes each five seconds."""
    for _ in range(60):
        current_app.signature("certificates.tasks.sweep").delay()
        for _ in range(10):
            if not Certificate.objects.filter(rendered_at=None).exists():
                return
            time.sleep(0.5)
    raise TimeoutError("some certificates were never printed")
