"""What changes tell the ledger, and that the recount agrees to the last line."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import count

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from accounts.models import Posting, User
from accounts.queries import facts_of
from accounts.signals import PersonChange, person_changed
from courses.models import Course
from enrolments import signals
from enrolments.models import Enrolment
from enrolments.services import complete_many, enrol_many, leave
from jurisdictions.models import Court
from lms.lib.dates import CASABLANCA
from reporting.models import Balance, Delta, MonthBalance
from reporting.queries.recount import Difference, recount
from tests.conftest import NOON, make_course
from tests.reporting.conftest import Train

TODAY = date(2026, 11, 20)
Numbers = dict[tuple[str, str, str], int]


def now() -> Numbers:
    """Every balance that is not nought, by court, measure and course."""
    rows = Balance.objects.exclude(n=0).values_list("court__code", "measure", "regime", "course_code", "n")
    return {(court, measure, f"{regime}/{code}"): n for court, measure, regime, code, n in rows}


def tell(person: User, change: Callable[[], object], *, at: datetime = NOON) -> None:
    """Change a person's facts the way `accounts` does: locked, with the facts before and after."""
    with transaction.atomic():
        list(User.objects.select_for_update().filter(pk=person.pk))
        before = facts_of([person.pk])[person.pk]
        change()
        after = facts_of([person.pk])[person.pk]
        person_changed.send(sender=User, changes=[PersonChange(person.pk, before, after)], at=at)


def transfer(person: User, *, to: str, on: date) -> Callable[[], object]:
    def move() -> None:
        open_posting = Posting.objects.get(person=person, ends_on=None)
        Posting.objects.filter(pk=open_posting.pk).update(ends_on=on)
        court = Court.objects.get(code=to)
        Posting.objects.create(person=person, court=court, profession_id=open_posting.profession_id, starts_on=on)

    return move


def test_an_enrolment_counts_the_person_under_each_filter(enrolled: Train, amina: User) -> None:
    enrolled(amina)

    assert now() == {
        ("TPI-BML", "enrolled", "continuing/MAG-C"): 1,
        ("TPI-BML", "people-enrolled", "continuing/MAG-C"): 1,
        ("TPI-BML", "people-enrolled", "continuing/"): 1,
        ("TPI-BML", "people-enrolled", "/"): 1,
    }


def test_leaving_takes_it_back_on_the_day_of_leaving(enrolled: Train, amina: User) -> None:
    leave(enrolled(amina), at=NOON + timedelta(days=3))

    assert now() == {}
    assert Counter(Delta.objects.values_list("happened_on", "recorded_on", "n")) == {
        (TODAY, TODAY, 1): 4,
        (date(2026, 11, 23), date(2026, 11, 23), -1): 4,
    }


def test_a_day_begins_in_casablanca(enrolled: Train, amina: User) -> None:
    enrolled(amina, at=datetime(2026, 11, 20, 23, 30, tzinfo=CASABLANCA))

    assert set(Delta.objects.values_list("happened_on", "recorded_on")) == {(TODAY, TODAY)}
    assert set(MonthBalance.objects.values_list("happened_in", "recorded_in")) == {(date(2026, 11, 1),) * 2}


def test_a_transfer_moves_the_person_and_leaves_the_events(trained: Train, amina: User) -> None:
    trained(amina)
    tell(amina, transfer(amina, to="TPI-TNG", on=TODAY))

    assert now() == {
        ("TPI-BML", "enrolled", "continuing/MAG-C"): 1,
        ("TPI-TNG", "completed", "continuing/MAG-C"): 1,
        **{
            ("TPI-TNG", measure, level): 1
            for measure in ("people-enrolled", "people-trained")
            for level in ("continuing/MAG-C", "continuing/", "/")
        },
    }
    assert recount().differences == ()


def test_a_corrected_gender_is_recorded_today_for_the_days_it_happened(trained: Train, amina: User) -> None:
    trained(amina, at=NOON - timedelta(days=400))
    tell(amina, lambda: User.objects.filter(pk=amina.pk).update(gender="M"))

    corrected = Delta.objects.filter(recorded_on=TODAY)
    assert {(d.gender, d.n) for d in corrected} == {("F", -1), ("M", 1)}
    assert max(d.happened_on for d in corrected) == TODAY - timedelta(days=400)
    assert recount().differences == ()


def test_a_batch_costs_as_many_queries_as_one(
    continuing: Course, person: Callable[..., User], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    learners = [person(f"p{n}@demo.example", court="TPI-BML") for n in range(4)]
    edition = continuing.editions.get()
    for group in (learners[:1], learners[1:]):
        rows = [Enrolment(learner=p, edition=edition, course=continuing, enrolled_at=NOON) for p in group]
        changes = [signals.Change(row, before=None) for row in Enrolment.objects.bulk_create(rows)]
        with django_assert_num_queries(3 + 3 + 2):  # read, write, savepoint
            signals.changed.send(sender=Enrolment, changes=changes, at=NOON)

    assert now()["TPI-BML", "people-enrolled", "/"] == 4


def test_the_recount_of_an_exact_ledger_says_so(trained: Train, amina: User, salma: User) -> None:
    trained(amina)
    trained(salma)

    out = StringIO()
    call_command("recount_reporting", stdout=out)

    assert out.getvalue() == "exact: 16 lines agree with their sources, and the balances with them.\n"


def test_the_recount_finds_a_planted_difference_in_each_table(trained: Train, amina: User) -> None:
    trained(amina)
    Balance.objects.filter(measure="completed").update(n=3)
    MonthBalance.objects.filter(measure="enrolled").delete()
    Enrolment.objects.update(completed_at=None)

    found = recount().differences

    assert Counter((d.table, d.key[5], d.expected, d.found) for d in found) == {
        ("ledger", "completed", 0, 1): 1,
        ("ledger", "people-trained", 0, 1): 3,
        ("balance", "completed", 1, 3): 1,
        ("month balance", "enrolled", 1, 0): 1,
    }


def test_the_recount_command_lists_differences_and_fails(trained: Train, amina: User) -> None:
    trained(amina)
    Balance.objects.filter(measure="completed").update(n=3)
    balance = Balance.objects.get(measure="completed")
    key = (balance.court_id, balance.profession_id, "F", "continuing", "MAG-C", "completed")

    out = StringIO()
    with pytest.raises(CommandError, match="1 differences, 1 listed") as refused:
        call_command("recount_reporting", stdout=out)

    assert refused.value.returncode == 1
    assert out.getvalue() == f"{Difference('balance', key, 1, 3)}\n"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["enrol", "complete", "leave", "move", "retire", "gender"]),
        st.integers(min_value=0, max_value=3),
        st.integers(min_value=0, max_value=40),
    ),
    max_size=14,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(steps=STEPS)
def test_change_by_change_the_ledger_equals_the_history(
    steps: list[tuple[str, int, int]], person: Callable[..., User], db: None
) -> None:
    with transaction.atomic():
        learners = [person(f"h{n}@demo.example", court="TPI-BML") for n in range(4)]
        courses = [make_course(code, professions=[], modules=("T1",)) for code in ("X", "Y")]
        day = count()
        for act, who, days in steps:
            _act(act, learners[who], courses, at=NOON + timedelta(days=next(day)), days=days)
        assert recount().differences == ()
        transaction.set_rollback(True)


def _act(act: str, learner: User, courses: list[Course], *, at: datetime, days: int) -> None:
    live = list(learner.enrolments.filter(left_at=None, completed_at=None))
    posting = Posting.objects.filter(person=learner, ends_on=None).first()
    on = at.date() - timedelta(days=days)  # corrections reach back
    if act == "enrol":
        course = courses[days % 2]
        if not learner.enrolments.filter(left_at=None, course=course).exists():
            enrol_many([learner], edition=course.editions.get(), by=None, at=at)
    elif act == "complete" and live:
        complete_many(live, at=at)
    elif act == "leave" and live:
        leave(live[0], at=at)
    elif act == "move" and posting and posting.starts_on < on:
        tell(learner, transfer(learner, to=("TPI-TNG", "TPI-CAS")[days % 2], on=on), at=at)
    elif act == "retire" and posting and posting.starts_on < on:
        tell(learner, lambda: Posting.objects.filter(pk=posting.pk).update(ends_on=on), at=at)
    elif act == "gender":
        tell(learner, lambda: User.objects.filter(pk=learner.pk).update(gender="FM-"[days % 3]), at=at)


def test_forty_changes_by_chance_leave_the_ledger_exact(person: Callable[..., User], continuing: Course) -> None:
    chance = random.Random(2714)
    learners = [person(f"r{n}@demo.example", court="TPI-BML") for n in range(4)]

    for step in range(40):
        act = chance.choice(["enrol", "complete", "leave", "move", "retire", "gender"])
        _act(act, chance.choice(learners), [continuing, continuing], at=NOON + timedelta(days=step), days=step)

    assert recount().differences == ()
    assert Delta.objects.count() > 20
