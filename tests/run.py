"""Run the suite: on SQLite without Redis, and again on PostgreSQL with Redis where both answer.

What is skipped is named. `--soak` runs the storms with their full counts and writes what came of each on each
database; `--only` runs on one of the two. What is not run keeps what was written of it before.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from lms.lib.catalogues import compile_catalogues

ROOT = Path(__file__).resolve().parents[1]
DATABASE_URL = os.environ.get("DATABASE_URL", "postgres://root@127.0.0.1:5432/test")
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/9")
SOAK = ROOT / "bench" / "results" / "soak.json"
SQLITE, POSTGRESQL = "SQLite, no Redis", "PostgreSQL, Redis"
NOTHING_TO_RUN = 5
WORKERS = 2


def answers(url: str) -> bool:
    """Whether something listens at the host and port of `url`."""
    place = urlsplit(url)
    try:
        socket.create_connection((place.hostname or "127.0.0.1", place.port or 0), timeout=1).close()
    except OSError:
        return False
    return True


def run(name: str, *, environment: dict[str, str], arguments: list[str], soak: bool, first: bool = True) -> bool:
    """Run pytest in `environment`; return whether it passed.

    The tables are made once and copied for each worker. Tests that commit leave empty tables behind, so they run
    after the others and one by one. Tests that tell nothing of the database run the first time only.
    """
    sys.stdout.write(f"\n== {name} ==\n")
    sys.stdout.flush()
    clean = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
    clean["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    start = partial(subprocess.run, cwd=ROOT, env={**clean, **environment})
    start([sys.executable, "-m", "tests.template", str(WORKERS)], check=True)
    which = "not commits" if first else "not commits and not once"
    among = ["-n", str(WORKERS), "-m", which]
    told = ROOT / "var" / "soak.xml"
    storms = ["-n", str(WORKERS), "-m", "storm", f"--junitxml={told}"]
    parts = [storms] if soak else [among, ["-m", "commits"]]
    pytest = [sys.executable, "-m", "pytest", "--reuse-db"]
    codes = [start([*pytest, *part, *arguments], check=False).returncode for part in parts]
    if soak:
        keep(tally(told), database=name)
    return set(codes) <= {0, NOTHING_TO_RUN} and 0 in codes


def tally(told: Path) -> dict[str, Counter[str]]:
    """How many tests of each module passed and failed, from what pytest has told; skipped ones do not count."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for case in ElementTree.parse(told).iter("testcase"):
        if case.find("skipped") is None:
            failed = any(case.find(each) is not None for each in ("failure", "error"))
            tallies[case.get("classname", "")]["failed" if failed else "passed"] += 1
    return tallies


def keep(tallies: dict[str, Counter[str]], *, database: str) -> None:
    """Write into the record of soaks what came of each module on `database`, and when."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    record = json.loads(SOAK.read_text())
    record.setdefault(database, {}).update({
        module: {"at": now, "passed": tallies[module]["passed"], "failed": tallies[module]["failed"]}
        for module in sorted(tallies)
    })  # fmt: skip
    SOAK.write_text(json.dumps(record, indent=2) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--soak", action="store_true", help="run the storms with their full counts")
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="run on this database alone")
    parser.add_argument("arguments", nargs="*", help="passed on to pytest")
    options = parser.parse_args()
    compile_catalogues()
    storms = {"STORMS": "full"} if options.soak else {}
    suite = partial(run, arguments=options.arguments, soak=options.soak)

    results, skipped = {}, []
    if options.only != "postgresql":
        results[SQLITE] = suite(SQLITE, environment=storms)
    if options.only == "sqlite":
        skipped.append("PostgreSQL with Redis: not asked for")
    elif answers(DATABASE_URL) and answers(REDIS_URL):
        servers = {"DATABASE_URL": DATABASE_URL, "REDIS_URL": REDIS_URL, **storms}
        results[POSTGRESQL] = suite(POSTGRESQL, environment=servers, first=options.only == "postgresql")
    else:
        skipped.append("PostgreSQL with Redis: no server answers on this machine")
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        skipped.append("browser tests: Chromium is not installed")
    return report(results, skipped)


def report(results: dict[str, bool], skipped: list[str]) -> int:
    """Say what passed, failed and was skipped."""
    sys.stdout.write("\n")
    for name, passed in results.items():
        sys.stdout.write(f"{'passed' if passed else 'FAILED'}: {name}\n")
    for reason in skipped:
        sys.stdout.write(f"skipped: {reason}\n")
    return 0 if results and all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
