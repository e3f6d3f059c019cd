"""A real Celery worker, which storms kill."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from celery import current_app
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


class Worker:
    """A real Celery worker with one process in its pool."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.start()

    def start(self) -> None:
        """Start it and wait until it is ready: Celery gives up where its pool dies before."""
        ready = Path(self.environment["VAR_DIR"]) / "ready"
        ready.unlink(missing_ok=True)
        command = [
            sys.executable, "-m", "celery", "--app", "lms", "worker", "--concurrency", "1", "--loglevel", "error",
            "--without-gossip", "--without-mingle", "--without-heartbeat",
        ]  # fmt: skip
        self.main = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        for _ in range(600):
            if ready.exists():
                time.sleep(0.2)  # it looks at its pool once more right after it has said so
                return
            time.sleep(0.1)
        raise TimeoutError("the worker is not ready")

    def pool(self) -> int:
        """The process that works."""
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


@contextmanager
def working(folder: Path, **environment: str) -> Iterator[Worker]:
    """A worker on the test's own database and queue, which this process talks to; its files are in `folder`."""
    queue = f"storm-{os.getpid()}"
    server = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    own = {
        "DJANGO_SETTINGS_MODULE": "tests.worker", "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}",
        "VAR_DIR": str(folder), "STORM_QUEUE": queue,
    }  # fmt: skip
    conf = current_app.conf
    before = conf.task_always_eager, conf.task_default_queue
    conf.task_always_eager, conf.task_default_queue = False, queue
    current_app.amqp.queues.clear()  # made anew from the settings
    found = Worker(os.environ | own | environment)
    yield found
    found.kill()
    conf.task_always_eager, conf.task_default_queue = before
