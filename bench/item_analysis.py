"""Item analysis of a million answers to 200 questions: time and memory of one pass, in a process of its own.

`python -m bench.item_analysis` makes the answers in a fresh database (SQLite, and PostgreSQL where it answers), then
measures. Writes `bench/results/item-analysis.json`.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from bench.run import DATABASE
from tests.run import DATABASE_URL, answers

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = 200
PEOPLE = int(os.environ.get("BENCH_ANSWERS", "1000000")) // QUESTIONS
SECONDS, MEGABYTES = 10, 300


def main() -> int:
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench") as var:
        rows.append(measured("SQLite", {"VAR_DIR": var}))
    if answers(DATABASE_URL):
        rows.append(on_postgres())
    for row in rows:
        print(" ".join(f"{key}={value}" for key, value in row.items()))
    (ROOT / "bench" / "results" / "item-analysis.json").write_text(json.dumps(rows, indent=2) + "\n")
    return int(any(row["seconds"] > SECONDS or row["megabytes"] > MEGABYTES for row in rows))


def on_postgres() -> dict[str, Any]:
    """Measure in a database that is gone afterwards."""
    import psycopg  # noqa: PLC0415  # only where the server is

    name = f"{DATABASE}_items"
    with psycopg.connect(DATABASE_URL, autocommit=True) as connection, tempfile.TemporaryDirectory() as var:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            return measured("PostgreSQL", {"VAR_DIR": var, "DATABASE_URL": f"{DATABASE_URL.rsplit('/', 1)[0]}/{name}"})
        finally:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


def measured(database: str, environment: dict[str, str]) -> dict[str, Any]:
    """Make the answers, then read them in a new process: its row for the table."""
    outside = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
    run = {**outside, "DJANGO_SETTINGS_MODULE": "lms.settings", "DEBUG": "1", **environment}
    for step in ("make", "read"):
        command = [sys.executable, "-m", "bench.item_analysis", step]
        told = subprocess.run(command, cwd=ROOT, env=run, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {"case": "item analysis", "database": database, **json.loads(told)}


def make() -> None:
    """The tables, 200 questions of four choices, and one marked attempt at all of them for each person."""
    from django.core.management import call_command  # noqa: PLC0415  # once Django is set up

    call_command("migrate", verbosity=0)
    quiz, choices = _bank()
    random = Random(1)
    for start in range(0, PEOPLE, 500):
        _sit(quiz, choices, random, people=min(500, PEOPLE - start), start=start)


def _bank() -> tuple[Any, dict[int, list[str]]]:
    from assessments.models import Choice, Question, Quiz  # noqa: PLC0415
    from courses.models import Module  # noqa: PLC0415

    module = Module.objects.create(code="B", slug="b", title_fr="B", title_ar="B", minutes=1)
    quiz = Quiz.objects.create(module=module, question_count=QUESTIONS)
    Question.objects.bulk_create(
        Question(code=f"B{n}", module=module, kind="single", text_fr="B", text_ar="B") for n in range(QUESTIONS)
    )
    choices: dict[int, list[str]] = {}
    for question in Question.objects.all():
        offered = Choice.objects.bulk_create(
            Choice(question=question, position=n, is_correct=n == 0, text_fr="B", text_ar="B") for n in range(4)
        )
        choices[question.pk] = [str(each.uuid) for each in offered]
    return quiz, choices


def _sit(quiz: Any, choices: dict[int, list[str]], random: Random, *, people: int, start: int) -> None:
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from assessments.models import Attempt, Response  # noqa: PLC0415

    now = timezone.now()
    with transaction.atomic():
        learners = User.objects.bulk_create(
            User(email=f"b{start + n}@bench.example", first_name="B", last_name="B") for n in range(people)
        )
        attempts = Attempt.objects.bulk_create(
            Attempt(learner=learner, quiz=quiz, number=1, state="marked", drawn=[], opened_at=now, submitted_at=now,
                    marked_at=now, marks=100, maximum=QUESTIONS, passed=True)
            for learner in learners
        )  # fmt: skip
        responses = []
        for attempt in attempts:
            ability, language = random.random(), random.choice(("fr", "ar"))
            for place, (question, offered) in enumerate(choices.items()):
                right = random.random() < (ability + place / QUESTIONS) / 2
                chosen = offered[0] if right else random.choice(offered[1:])
                responses.append(Response(attempt=attempt, question_id=question, answer=[chosen], is_answered=True,
                                          language=language, saved_at=now, marks=int(right), maximum=1))  # fmt: skip
        Response.objects.bulk_create(responses, batch_size=2000)


def read() -> None:
    """One pass and all figures; prints how long it took and the most memory that the process held."""
    from assessments.analysis.figures import item_figures, options, reliability  # noqa: PLC0415
    from assessments.analysis.stream import tally_of  # noqa: PLC0415
    from assessments.analysis.sums import BOTH  # noqa: PLC0415
    from assessments.models import Quiz  # noqa: PLC0415

    started, worked = time.perf_counter(), time.process_time()
    sums = tally_of(Quiz.objects.get())
    versions = {version: sums.items_in(version) for version in (BOTH, "fr", "ar")}
    told = [(item_figures(each), options(each, [])) for items in versions.values() for each in items.values()]
    reliable = reliability(sums.sheets_in(BOTH), versions[BOTH])
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    if reliable is None or len(told) != 3 * QUESTIONS:
        raise SystemExit("the answers were not all read")
    print(json.dumps({
        "questions": QUESTIONS, "answers": sum(each.n for each in versions[BOTH].values()),
        "seconds": round(seconds, 2), "processor_seconds": round(work, 2),
        "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }))  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(main())
    import django

    django.setup()
    {"make": make, "read": read}[sys.argv[1]]()
