"""The parts of `bench.certificates` that work on the platform itself, each in a process with settings of its own."""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Posting, Profession, User  # noqa: E402
from accounts.services.reference import load_professions  # noqa: E402
from certificates.models import Certificate  # noqa: E402
from certificates.queries import certificates_to_print  # noqa: E402
from certificates.services.issue import issue_many  # noqa: E402
from certificates.services.preserve import _sealed, _signatory, document_of  # noqa: E402
from certificates.services.templates import make_templates  # noqa: E402
from certificates.signing.demo import make_demo_authority  # noqa: E402
from enrolments.models import Enrolment  # noqa: E402
from jurisdictions.models import Court  # noqa: E402
from jurisdictions.services import load_map  # noqa: E402
from tests.conftest import make_course  # noqa: E402

EACH = int(os.environ.get("BENCH_EACH", "200"))
PROCESSES = 2


def prepare(count: str) -> None:
    """Tables, a course, and as many completed enrolments of as many people, certified and not printed."""
    call_command("migrate", verbosity=0)
    load_map()
    load_professions()
    make_templates()
    now = timezone.now()
    course = make_course("BENCH", professions=["juge-siege"], modules=("B1", "B2", "B3"))
    edition = course.editions.get()
    enrolled = Enrolment.objects.bulk_create(
        Enrolment(learner=each, edition=edition, course=course, enrolled_at=now, completed_at=now)
        for each in _people(int(count))
    )
    issue_many([enrolment.pk for enrolment in enrolled], at=now)


def _people(count: int) -> list[Any]:
    """Judges of all courts, each with a name of their own in both scripts."""
    first, last = ("Amina", "Fatima-Zahra", "Abdelhak", "M’hamed"), ("Exemple", "El Modèle", "Ben Témoin", "d’Essai")
    first_ar, last_ar = ("أمينة", "فاطمة الزهراء", "عبد الحق", "امحمد"), ("المثال", "النموذج", "بن الشاهد", "الاختبار")
    people = User.objects.bulk_create(
        User(email=f"b{n}@example.ma", first_name=f"{first[n % 4]} {n}", last_name=last[n % 3], gender="FM-"[n % 3],
             first_name_ar=f"{first_ar[n % 4]} {n}", last_name_ar=last_ar[n % 3])
        for n in range(count)
    )  # fmt: skip
    courts, judge = list(Court.objects.all()), Profession.objects.get(code="juge-siege")
    Posting.objects.bulk_create(
        Posting(person=person, court=courts[n % len(courts)], profession=judge, starts_on="2020-01-01")
        for n, person in enumerate(people)
    )
    return list(people)


def one(name: str) -> None:
    """The processor time of rendering and signing, over certificates that all differ; nothing is kept."""
    signatory = _signatory()
    due = list(Certificate.objects.select_related("template_revision").order_by("pk")[: EACH + 5])
    for certificate in due[:5]:
        _sealed(certificate, by=signatory, at=timezone.now())
    began, sizes = time.process_time(), []
    for certificate in due[5:]:
        sizes.append(len(_sealed(certificate, by=signatory, at=timezone.now())))
    taken = (time.process_time() - began) / len(sizes) * 1000
    row = {
        "case": name,
        "documents": len(sizes),
        "processor_ms": round(taken, 1),
        "bytes": max(sizes),
    }
    print(json.dumps(row))


def share(part: str) -> None:
    """Print, sign and keep every second of those that are due."""
    due = [each for each in certificates_to_print() if each.pk % PROCESSES == int(part)]
    began = time.process_time()
    for certificate in due:
        document_of(certificate, at=timezone.now())
    print(json.dumps({"printed": len(due), "processor": time.process_time() - began}))


def key(place: str) -> None:
    """A demonstration key in the file `place`, RSA where the name says so."""
    make_demo_authority(Path(place), at=timezone.now(), rsa_bits=3072 if "RSA" in place else 0)


if __name__ == "__main__":
    {"prepare": prepare, "one": one, "share": share, "key": key}[sys.argv[1]](sys.argv[2])
