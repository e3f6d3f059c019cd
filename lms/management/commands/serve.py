"""The web server and the worker side by side, until interrupted."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand

from lms.settings.environment import VAR


class Command(BaseCommand):
    help = "Serve the platform on 127.0.0.1 (port 8000, or PORT) with its worker and clock."

    def handle(self, *args: Any, **options: Any) -> None:
        port = os.environ.get("PORT", "8000")
        processes = [subprocess.Popen(command) for command in (_web(port), _worker())]
        for stop in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stop, lambda *_: sys.exit(0))
        self.stdout.write(f"\n  http://localhost:{port}/\n\nStop with Ctrl-C.")
        self.stdout.flush()
        try:
            while all(process.poll() is None for process in processes):
                time.sleep(1)
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=20)


def _web(port: str) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port,
        "--workers", os.environ.get("WEB_WORKERS", "2"), "--blocking-threads", "4", "--log-level", "warning",
        "lms.wsgi:application",
    ]  # fmt: skip


def _worker() -> list[str]:
    return [
        sys.executable, "-m", "celery", "--app", "lms", "worker", "--beat", "--schedule", str(VAR / "beat"),
        "--concurrency", "1", "--loglevel", "warning", "--without-gossip", "--without-mingle",
    ]  # fmt: skip
