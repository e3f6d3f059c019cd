"""A stranger's file, judged in a process of its own: whatever it holds, it takes neither our memory nor our time.

The process knows nothing of the platform: no settings, no key, no database. It is told under which roots to judge, and
answers with the judgement and what the file says of its number.
"""

import base64
import json
import re
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore

from asn1crypto import x509
from pypdf import PdfReader

from certificates.signing.judge import Judgement, Worth, judged

MEMORY, SECONDS, PATIENCE = 1_000_000_000, 8, 20
PAGES_READ = 3
NUMBER = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
ROOT = Path(__file__).resolve().parents[2]
_children = BoundedSemaphore(2)  # of one of our processes, at a time


@dataclass(frozen=True)
class Reading:
    """What a file is worth, and the numbers that it names, the most telling first."""

    judgement: Judgement
    numbers: tuple[str, ...]


class Busy(Exception):
    """Too many files are being judged; nothing was looked at."""


def read_apart(pdf: bytes, *, roots: Sequence[x509.Certificate], at: datetime) -> Reading:
    """Judge `pdf` under `roots` in another process: half a second, eight at most; else it counts as unreadable.

    Raises `Busy` where others are judged and none of them is done in time.
    """
    asked = {"roots": [base64.b64encode(root.dump()).decode() for root in roots], "at": at.isoformat()}
    if not _children.acquire(timeout=PATIENCE / 2):
        raise Busy
    try:
        answer = subprocess.run(
            [sys.executable, "-m", __name__], input=json.dumps(asked).encode() + b"\n" + pdf, capture_output=True,
            cwd=ROOT, env={"PYTHONDONTWRITEBYTECODE": "1"}, timeout=PATIENCE, check=True,
        ).stdout  # fmt: skip
        told = json.loads(answer)
    except (subprocess.SubprocessError, OSError, ValueError):
        return Reading(Judgement(Worth.UNREADABLE), ())
    finally:
        _children.release()
    moment = told["signed_at"] and datetime.fromisoformat(told["signed_at"])
    judgement = Judgement(Worth(told["worth"]), str(told["signer"])[:200], moment, bool(told["timestamped"]))
    return Reading(judgement, tuple(told["numbers"]))


def numbers_in(pdf: bytes) -> list[str]:
    """The numbers that `pdf` names in its own description, then those in the text of its first pages."""
    try:
        reader = PdfReader(BytesIO(pdf))
        texts = [str(value) for value in (reader.metadata or {}).values()]
        texts += [page.extract_text() for page in reader.pages[:PAGES_READ]]
    except Exception:  # pypdf raises whatever a broken file makes it raise, and this process is there for that
        return []
    return list(dict.fromkeys(number for text in texts for number in NUMBER.findall(text)))[:3]


def main() -> None:
    """Read the question and the file, write the answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    asked = json.loads(sys.stdin.buffer.readline())
    pdf = sys.stdin.buffer.read()
    roots = [x509.Certificate.load(base64.b64decode(root)) for root in asked["roots"]]
    judgement = judged(pdf, roots=roots, at=datetime.fromisoformat(asked["at"]))
    sys.stdout.write(json.dumps({**asdict(judgement), "numbers": numbers_in(pdf)}, default=datetime.isoformat))


if __name__ == "__main__":
    main()
