"""What a certificate costs: to render and sign one with each kind of key, and five thousand by two processes.

`python -m bench.certificates`, on a database and files of its own that are gone afterwards. Prints a table and writes
`bench/results/certificates.json`. Times are processor time; the bulk is told in seconds by the clock.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BULK = int(os.environ.get("BENCH_BULK", "5000"))
PROCESSES = 2
# What the figures must stay below: processor time of a document in ms, bytes, and seconds for five thousand.
FLOORS = {"P-256": 60.0, "RSA-3072": 100.0, "bytes": 80_000, "bulk": 300.0}


def main() -> int:
    """Measure in processes of their own, since settings name the key; compare with the floors."""
    with tempfile.TemporaryDirectory(prefix="bench") as var:
        environments = {name: _environment(var, key=name) for name in ("P-256", "RSA-3072")}
        for name, environment in environments.items():
            _part(environment, "key", f"{var}/{name}/demo.p12")
        _part(environments["P-256"], "prepare", str(BULK))
        rows = [_one(name, environment) for name, environment in environments.items()]
        rows.append(_bulk(environments["P-256"]))
    for row in rows:
        print(" ".join(f"{name}={value}" for name, value in row.items()))
    (ROOT / "bench" / "results" / "certificates.json").write_text(json.dumps(rows, indent=2) + "\n")
    return 0 if all(row["within"] for row in rows) else 1


def _one(name: str, environment: dict[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(_part(environment, "one", name))
    return row | {"within": row["processor_ms"] < FLOORS[name] and row["bytes"] < FLOORS["bytes"]}


def _bulk(environment: dict[str, str]) -> dict[str, Any]:
    """Print, sign and keep what is due, with `PROCESSES` processes at once."""
    began = time.monotonic()
    command = [sys.executable, "-m", "bench.issuing", "share"]
    parts = [
        subprocess.Popen([*command, str(n)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for n in range(PROCESSES)
    ]
    told = [json.loads(part.communicate()[0]) for part in parts]
    seconds = round(time.monotonic() - began, 1)
    printed = sum(each["printed"] for each in told)
    return {
        "case": "bulk", "documents": printed, "seconds": seconds, "processes": PROCESSES,
        "processor_ms": round(sum(each["processor"] for each in told) / max(printed, 1) * 1000, 1),
        "within": printed == BULK and seconds * 5000 / BULK < FLOORS["bulk"],
    }  # fmt: skip


def _environment(var: str, *, key: str) -> dict[str, str]:
    """Production settings on SQLite in the folder `var`, with a demonstration key in it."""
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return clean | {
        "DJANGO_SETTINGS_MODULE": "lms.settings", "VAR_DIR": var, "HTTPS": "0", "SECRET_KEY": secrets.token_urlsafe(50),
        "BASE_URL": "https://rempart.example", "SIGNING_PKCS12": f"{var}/{key}/demo.p12",
    }  # fmt: skip


def _part(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "bench.issuing", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
