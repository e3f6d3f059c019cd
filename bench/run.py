"""The yardstick: every page of the main job beside a bare authenticated view of the same run.

Production settings on loopback: granian, with PostgreSQL and Redis where they answer, SQLite otherwise.
Prints a table and writes `bench/results/latest.json`.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.load import Call, drive, probe
from tests.run import DATABASE_URL, REDIS_URL, answers

ROOT = Path(__file__).resolve().parents[1]
CONNECTIONS = (1, 8, 32)
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
PORT = int(os.environ.get("BENCH_PORT", "8765"))
DATABASE = "rempart_bench"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bench") as var, _environment(var) as environment:
        _run(environment | {"DEBUG": "1", "DJANGO_SETTINGS_MODULE": "lms.settings"}, "manage.py", "prepare")
        cases = json.loads(_run(environment, "-m", "bench.people"))
        with _server(environment):
            rows = measure(cases)
    _print(rows)
    (ROOT / "bench" / "results" / "latest.json").write_text(json.dumps(rows, indent=2) + "\n")
    return 0


def measure(cases: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """One row for each case and number of connections; `ratio` is to the bare view with as many connections."""
    rows, bare = [], dict.fromkeys(CONNECTIONS, 0.0)
    for case, calls in cases.items():
        requests = [Call(**call) for call in calls]
        seen = probe(PORT, requests[0])
        for connections in CONNECTIONS:
            outcome, rate = drive(PORT, requests, connections=connections, seconds=SECONDS)
            if seen.errors + outcome.errors:
                raise SystemExit(f"{case}: {(seen.errors + outcome.errors)[0]}")
            bare[connections] = bare[connections] or rate
            rows.append({
                "case": case, "connections": connections, "requests_per_second": round(rate, 1),
                "p50_ms": outcome.percentile_ms(50), "p95_ms": outcome.percentile_ms(95),
                "queries": seen.queries, "bytes": seen.bytes, "ratio": round(rate / bare[connections], 3),
            })  # fmt: skip
    return rows


@contextmanager
def _environment(var: str) -> Iterator[dict[str, str]]:
    """Production settings in a folder, and where a server answers in a database, that are gone afterwards."""
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings", "VAR_DIR": var, "HTTPS": "0",
        "SECRET_KEY": secrets.token_urlsafe(50), "BASE_URL": f"http://localhost:{PORT}",
        "EMAIL_URL": "dummymail://",
    }  # fmt: skip
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    if not (answers(DATABASE_URL) and answers(REDIS_URL)):
        yield environment
        return
    import psycopg  # noqa: PLC0415  # only where the server is

    address = DATABASE_URL.rsplit("/", 1)[0] + f"/{DATABASE}"
    with psycopg.connect(DATABASE_URL, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {DATABASE}".encode())
        try:
            yield environment | {"DATABASE_URL": address, "REDIS_URL": REDIS_URL.rsplit("/", 1)[0] + "/8"}
        finally:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)".encode())


def _run(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[None]:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(PORT),
        "--workers", "2", "--blocking-threads", "4", "--log-level", "error", "lms.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health/ready/", timeout=2).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


def _print(rows: list[dict[str, Any]]) -> None:
    heads = ("case", "connections", "requests_per_second", "p50_ms", "p95_ms", "queries", "bytes", "ratio")
    print(" ".join(f"{head.replace('requests_per_second', 'per_second'):>12}" for head in heads))
    for row in rows:
        print(" ".join(f"{row[head]:>12}" for head in heads))


if __name__ == "__main__":
    sys.exit(main())
