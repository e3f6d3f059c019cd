"""Screening: saved, submitted once, compared with the key, and agreement over first answers."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models.screenings import ScreeningAnswer, ScreeningFile
from assessments.queries.agreement import agreement_on
from assessments.queries.screenings import compared
from assessments.screening.agreement import Counts, kappa, observed_agreement
from assessments.screening.errors import ScreeningClosed
from assessments.services.screenings import Seen, save_screening, submit_screening
from courses.models import Course, Module
from tests.assessments.graphs import CANARY
from tests.assessments.practice import make_file, shelve
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Enrol = Callable[[User], User]
KEY = ("D1-0", "D1-1", "D4-0", "D4-1", "D5-0", "D5-1")


@pytest.fixture
def file(course: Course) -> ScreeningFile:
    shelve()
    return make_file(Module.objects.get(code="T1"), key=KEY)


@pytest.fixture
def child(file: ScreeningFile) -> ScreeningFile:
    return make_file(Module.objects.get(code="T1"), slug="enfant", audience="child", key=("D1-0", "D1-1"))


@pytest.fixture
def learner(enrolled: Enrol, amina: User) -> User:
    return enrolled(amina)


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_an_outsider_screens_nothing(file: ScreeningFile, driss: User, signed_in: SignIn) -> None:
    client = signed_in(driss)

    with pytest.raises(ScreeningClosed):
        save_screening(driss, file=file, seen=Seen(KEY), at=NOON)
    assert client.get(file.get_absolute_url()).status_code == 403
    assert client.post(file.get_absolute_url(), {"submit": "yes", "number": 1}).status_code == 403
    assert "Dossier dossier" not in text_of(client.get(reverse("screenings")))
    assert not ScreeningAnswer.objects.exists()


def test_what_was_ticked_reads_by_the_rule(file: ScreeningFile, learner: User) -> None:
    answer = submit_screening(learner, file=file, seen=Seen((*KEY[:4], "G-1", "x")), number=1, at=NOON)

    assert (answer.positive, answer.reading) == ("D1 D4", "deception-and-exploitation")
    assert sorted(answer.ticked.values_list("code", flat=True)) == sorted(KEY[:4])


def test_a_child_is_read_by_act_and_purpose(child: ScreeningFile, learner: User) -> None:
    seen = Seen(("D1-0", "D1-1", "D1-3"), act=False, purpose=True)
    answer = submit_screening(learner, file=child, seen=seen, number=1, at=NOON)

    assert answer.reading == "presumed-child"
    assert answer.ticked.count() == 2  # the fourth has no weight for a child


def test_submitting_twice_is_harmless_and_a_second_screening_takes_the_next_number(
    file: ScreeningFile, learner: User
) -> None:
    first = submit_screening(learner, file=file, seen=Seen(KEY), number=1, at=NOON)
    same = submit_screening(learner, file=file, seen=Seen(()), number=1, at=NOON + timedelta(hours=1))
    later = submit_screening(learner, file=file, seen=Seen(()), number=2, at=NOON)

    assert (same, same.ticked.count(), same.submitted_at) == (first, 6, NOON)
    assert (later.number, later.reading) == (2, "nothing")


def test_nothing_of_the_key_is_told_before_submission(
    file: ScreeningFile, learner: User, signed_in: SignIn
) -> None:  # fmt: skip
    client, url = signed_in(learner), file.get_absolute_url()
    said = [client.get(url), client.get(reverse("screenings"))]
    said += [client.post(url, {"seen": ["D1-0"], "number": 1}, follow=True)]
    answer = ScreeningAnswer.objects.get()
    said += [client.get(answer.get_absolute_url(), follow=True)]

    with pytest.raises(ValueError, match="open"):
        compared(answer)
    for response in said:
        told = response.content.decode()
        for secret in (CANARY, "Fort", ">fort<", "presumed", "Victime présumée"):
            assert secret not in told, secret
    assert 'value="D1-0" checked' in said[-1].content.decode()
    result = text_of(client.post(url, {"submit": "yes", "number": 1, "seen": KEY}, follow=True))
    assert f"{CANARY} D1-0" in result
    assert result.count("Victime présumée de traite") == 2


def test_the_page_says_what_it_is(file: ScreeningFile, learner: User, signed_in: SignIn) -> None:
    page = text_of(signed_in(learner).get(file.get_absolute_url()))

    assert "Un tri, pas une qualification juridique" in page
    assert "L’article 448-1 demande davantage" in page
    assert "reste à confirmer" in page


def test_another_persons_answer_is_not_found(
    file: ScreeningFile, learner: User, signed_in: SignIn, youssef: User
) -> None:
    answer = submit_screening(learner, file=file, seen=Seen(KEY), number=1, at=NOON)

    assert signed_in(youssef).get(answer.get_absolute_url()).status_code == 404


def test_kappa_agrees_with_a_computation_by_hand() -> None:
    counts = Counts(both=10, learner_only=5, experts_only=2, neither=8)

    assert observed_agreement(counts) == Decimal("0.72")
    assert kappa(counts) == Decimal("0.44")


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(20, 15, 10, 5), Decimal("-0.09")),  # p_o 0.5, p_e 0.54
        (Counts(5, 0, 0, 5), Decimal(1)),
        (Counts(0, 5, 5, 0), Decimal(-1)),
        (Counts(10, 0, 0, 0), None),
        (Counts(), None),
        (Counts(8, 2, 0, 0), Decimal(0)),
    ],
)
def test_kappa_at_its_bounds(counts: Counts, expected: Decimal | None) -> None:
    assert kappa(counts) == expected


def test_agreement_counts_first_answers_of_everybody_by_indicator(
    file: ScreeningFile, person: Callable[..., User], enrolled: Enrol
) -> None:
    other = make_file(Module.objects.get(code="T1"), slug="autre", key=("D2-0",))
    for n in range(12):
        someone = enrolled(person(f"p{n}@demo.example", court="TPI-BML"))
        seen = Seen(("D1-0",)) if n < 9 else Seen(())
        submit_screening(someone, file=file, seen=seen, number=1, at=NOON)
        submit_screening(someone, file=other, seen=Seen(("D1-0",) if n < 3 else ()), number=1, at=NOON)
        submit_screening(someone, file=other, seen=Seen(KEY), number=2, at=NOON)

    found = agreement_on("adult")

    line = next(line for line in found.lines if line.indicator.code == "D1-0")
    assert (found.answers, found.people, found.files) == (24, 12, 2)
    assert line.counts == Counts(both=9, learner_only=3, experts_only=3, neither=9)
    assert (line.observed, line.kappa) == (Decimal("0.75"), Decimal("0.50"))
    assert agreement_on("child").answers == 0


def test_agreement_is_for_those_who_teach_write_or_coordinate_and_has_a_floor(
    signed_in: SignIn, file: ScreeningFile, learner: User, youssef: User, karim: User, driss: User, olga: User
) -> None:
    submit_screening(learner, file=file, seen=Seen(KEY), number=1, at=NOON)
    url = reverse("screening_agreement")
    answers = {who.email: signed_in(who).get(url).status_code for who in (youssef, karim, driss, olga, learner)}

    assert [email.partition("@")[0] for email, status in answers.items() if status == 200] == ["youssef", "karim"]
    assert set(answers.values()) == {200, 403}
    assert "Trop peu de réponses" in text_of(signed_in(youssef).get(url))


def test_lists_and_sheets_cost_the_same_however_many_there_are(
    signed_in: SignIn, file: ScreeningFile, learner: User, youssef: User, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(learner)
    for n in range(40):
        make_file(Module.objects.get(code="T1"), slug=f"d-{n}", key=())
    for url in (reverse("screenings"), file.get_absolute_url()):
        client.get(url)
        with django_assert_max_num_queries(12):
            client.get(url)
    teacher = signed_in(youssef)
    teacher.get(reverse("screening_agreement"))
    with django_assert_max_num_queries(12):
        teacher.get(reverse("screening_agreement"))
