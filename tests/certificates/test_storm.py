"""A worker killed at any moment of the issue: one certificate, one number, one document, whole and signed."""

import os
import random
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
from tests.killing import Worker, working

KILLS = 200 if os.environ.get("STORMS") == "full" else 10
LONGEST = 0.25  # seconds after the completion: a document takes less

pytestmark = [
    pytest.mark.storm,
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the worker shares a PostgreSQL database"),
    pytest.mark.skipif(not os.environ.get("REDIS_URL"), reason="the worker listens on Redis"),
]


@pytest.fixture
def worker(signatory: Authority, settings: Any, tmp_path: Path) -> Iterator[Worker]:
    """A worker on the test's own files and key."""
    settings.MEDIA_ROOT = tmp_path / "media"
    key = {"STORM_PKCS12": str(configured.SIGNING_PKCS12), "STORM_PASSPHRASE": PASSPHRASE}
    with working(tmp_path, **key) as found:
        yield found


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
