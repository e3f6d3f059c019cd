from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from accounts.models import Posting, Profession, User
from certificates.errors import NotCompleted
from certificates.models import Certificate
from certificates.services.issue import issue, issue_many
from courses.models import Course
from enrolments.models import Enrolment
from enrolments.signals import Change, EnrolmentDates, changed
from jurisdictions.models import Court
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
Completed = Callable[..., Enrolment]


def tell(enrolments: Sequence[Enrolment]) -> None:
    """Say that `enrolments` have just completed."""
    changes = [Change(enrolment, EnrolmentDates(enrolled_at=NOON)) for enrolment in enrolments]
    changed.send(sender=None, changes=changes, at=NOON)


def test_a_certificate_copies_every_fact_of_the_day_of_completion(amina: User, completed: Completed) -> None:
    enrolment = completed(amina)

    certificate = issue(enrolment, at=NOON + timedelta(hours=1))

    kept: dict[str, object] = {**Certificate.objects.values().get()}
    assert kept.pop("number") == certificate.number
    assert kept == {
        "id": certificate.pk, "holder_id": amina.pk, "enrolment_id": enrolment.pk, "state": "valid",
        "kind": "achievement", "occasion": "", "issuers": [], "law_as_of": None, "result_percent": None,
        "began_on": None, "template_revision_id": None, "signed_by": "",
        "holder_name_fr": "Amina Exemple", "holder_name_ar": "أمينة المثال",
        "profession_fr": "Juge du siège", "profession_ar": "قاضية من قضاة الأحكام",
        "court_fr": "Tribunal de première instance de Béni Mellal", "court_ar": "المحكمة الابتدائية ببني ملال",
        "course_title_fr": "Cours MAG-T", "course_title_ar": "مسار MAG-T", "regime": "continuing",
        "hours": Decimal("3.25"), "completed_on": date(2026, 11, 20), "valid_until": date(2029, 11, 20),
        "modules": [{"fr": "Module T1", "ar": "وحدة T1"}, {"fr": "Module T2", "ar": "وحدة T2"}],
        "issued_at": NOON + timedelta(hours=1), "document": "", "sha256": "", "rendered_at": None,
        "superseded_by_id": None, "corrected_by_id": None, "correction_reason": "",
        "revoked_at": None, "revoked_by_id": None, "revocation_reason": "",
    }  # fmt: skip


def test_the_court_is_that_of_the_day_of_completion_and_not_the_one_since(amina: User, completed: Completed) -> None:
    amina.postings.update(ends_on=NOON.date() + timedelta(days=1))
    Posting.objects.create(
        person=amina, court=Court.objects.get(code="TPI-TNG"), starts_on=NOON.date() + timedelta(days=1),
        profession=Profession.objects.get(code="juge-mineurs"),
    )  # fmt: skip

    certificate = issue(completed(amina), at=NOON + timedelta(days=9))

    assert (certificate.court_fr, certificate.profession_fr) == (
        "Tribunal de première instance de Béni Mellal", "Juge du siège",
    )  # fmt: skip


def test_somebody_who_serves_nowhere_receives_one_without_court(driss: User, completed: Completed) -> None:
    certificate = issue(completed(driss), at=NOON)

    assert (certificate.profession_fr, certificate.court_fr, certificate.court_ar) == ("", "", "")


def test_names_are_kept_composed_and_with_single_spaces(person: Callable[..., User], completed: Completed) -> None:
    rachid = person("rachid@demo.example", name="Rachi\u0064  El  Idrissi\u0301", name_ar="")
    User.objects.filter(pk=rachid.pk).update(first_name_ar="", last_name_ar="")

    certificate = issue(completed(rachid), at=NOON)

    assert (certificate.holder_name_fr, certificate.holder_name_ar) == ("Rachid El Idrissí", "")


def test_issuing_twice_gives_the_same_certificate(amina: User, completed: Completed) -> None:
    enrolment = completed(amina)

    first = issue(enrolment, at=NOON)

    assert issue(enrolment, at=NOON + timedelta(days=1)) == first
    assert list(Certificate.objects.all()) == [first]


def test_an_enrolment_without_end_has_no_certificate(amina: User, completed: Completed) -> None:
    with pytest.raises(NotCompleted):
        issue(completed(amina, at=None), at=NOON)

    assert not Certificate.objects.exists()


def test_a_completion_told_twice_is_certified_once(amina: User, completed: Completed) -> None:
    enrolment = completed(amina)

    tell([enrolment])
    tell([enrolment])

    assert list(Certificate.objects.values_list("enrolment", flat=True)) == [enrolment.pk]


def test_a_new_cycle_has_a_certificate_of_its_own(amina: User, completed: Completed) -> None:
    tell([completed(amina), completed(amina, cycle=2)])

    assert list(Certificate.objects.order_by("enrolment").values_list("enrolment__cycle", flat=True)) == [1, 2]


def test_what_does_not_complete_asks_nothing_of_the_database(
    amina: User, completed: Completed, django_assert_num_queries: Any
) -> None:
    from certificates.receivers import issue_on_completion

    begun = Change(completed(amina, at=None), before=None)
    known = Change(completed(amina, cycle=2), EnrolmentDates(enrolled_at=NOON, completed_at=NOON))

    with django_assert_num_queries(0):
        issue_on_completion(changes=[begun, known], at=NOON)


@pytest.mark.parametrize("people", [1, 3])
def test_a_batch_costs_the_same_queries_however_many_complete(
    people: int, person: Callable[..., User], completed: Completed, django_assert_max_num_queries: Any
) -> None:
    learners = [person(f"p{n}@demo.example", court="TPI-BML") for n in range(people)]
    enrolments = [completed(learner).pk for learner in learners]

    with django_assert_max_num_queries(6):
        issued = issue_many(enrolments, at=NOON)

    assert [certificate.enrolment_id for certificate in issued] == enrolments


def test_one_completion_is_printed_once_committed_and_many_by_one_sweep(
    amina: User, nawal: User, salma: User, completed: Completed, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as asked:
        tell([completed(amina)])
        tell([completed(nawal), completed(salma)])

    assert len(asked) == 2 + 3  # a letter for each of them
    assert list(Certificate.objects.filter(rendered_at=None)) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="Locks mean nothing on SQLite.")
def test_two_who_ask_at_once_receive_one_certificate(amina: User, course: Course, completed: Completed) -> None:
    enrolment = completed(amina)

    def ask(_: int) -> int:
        try:
            return issue(enrolment, at=NOON).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = set(pool.map(ask, range(8)))

    assert answers == set(Certificate.objects.values_list("pk", flat=True))
    assert len(answers) == 1
