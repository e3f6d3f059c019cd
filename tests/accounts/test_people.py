from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from accounts import errors
from accounts.models import Letter, Posting, Profession, User
from accounts.queries import people_visible_to
from accounts.services.people import add_person, correct_person, end_posting, invite, transfer
from accounts.signals import PersonChange, PersonFacts, Service, person_changed
from jurisdictions.models import Court
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)


def court(code: str) -> Court:
    return Court.objects.get(code=code)


def profession(code: str = "juge-siege") -> Profession:
    return Profession.objects.get(code=code)


def facts(**changes: Any) -> dict[str, Any]:
    return {
        "email": "Houda@demo.example", "first_name": "Houda", "last_name": "Nouvelle", "first_name_ar": "هدى",
        "last_name_ar": "الجديدة", "gender": "F", "staff_number": "M-0042", "language": "ar",
        "profession": profession(), "court": court("TPI-MOH"), "starts_on": MARCH, "at": NOON, **changes,
    }  # fmt: skip


@contextmanager
def news() -> Iterator[list[tuple[list[PersonChange], datetime]]]:
    """What `person_changed` told meanwhile."""
    heard: list[tuple[list[PersonChange], datetime]] = []

    def hear(changes: list[PersonChange], at: datetime, **more: object) -> None:
        heard.append((list(changes), at))

    person_changed.connect(hear)
    try:
        yield heard
    finally:
        person_changed.disconnect(hear)


def test_a_coordinator_adds_a_person_with_posting_sign_in_address_and_invitation(karim: User) -> None:
    with news() as heard:
        houda = add_person(**facts(), by=karim)

    assert (houda.email, houda.name_fr, houda.name_ar) == ("houda@demo.example", "Houda Nouvelle", "هدى الجديدة")
    assert not houda.has_usable_password()
    assert list(houda.postings.values_list("court__code", "profession__code", "starts_on", "ends_on")) == [
        ("TPI-MOH", "juge-siege", MARCH, None)
    ]
    assert list(EmailAddress.objects.filter(user=houda).values_list("email", "verified", "primary")) == [
        ("houda@demo.example", True, True)
    ]
    assert list(houda.letters.values_list("template", "subject_id", "state", "written_by")) == [
        ("invitation", houda.pk, Letter.State.DUE, karim.pk)
    ]
    assert heard == []


def test_a_coordinator_adds_nobody_beyond_the_resort(karim: User) -> None:
    with pytest.raises(errors.CourtOutOfReach) as refusal:
        add_person(**facts(court=court("TPI-BML")), by=karim)

    assert "Béni Mellal" in str(refusal.value)
    assert not User.objects.filter(email="houda@demo.example").exists()


def test_an_outsider_adds_nobody(driss: User) -> None:
    with pytest.raises(errors.CourtOutOfReach):
        add_person(**facts(), by=driss)


@pytest.mark.parametrize("email", ["nawal@demo.example", "NAWAL@demo.example"])
def test_an_address_known_under_any_case_is_refused(nadia: User, nawal: User, email: str) -> None:
    with pytest.raises(errors.EmailKnown):
        add_person(**facts(email=email), by=nadia)

    assert User.objects.filter(email__iexact=email).count() == 1


def test_the_number_of_an_identity_card_is_refused(nadia: User) -> None:
    with pytest.raises(errors.IdentityNumberRefused):
        add_person(**facts(staff_number="BE 123456"), by=nadia)


def test_a_transfer_ends_one_posting_and_opens_another_and_tells_both(nadia: User, nawal: User) -> None:
    old, new, judge = court("TPI-MOH"), court("TPI-BML"), profession()

    with news() as heard:
        transfer(nawal, court=new, profession=judge, starts_on=MARCH, by=nadia, at=NOON)

    before = PersonFacts("F", (Service(old.pk, judge.pk, date(2020, 1, 1)),))
    after = PersonFacts("F", (Service(old.pk, judge.pk, date(2020, 1, 1), MARCH), Service(new.pk, judge.pk, MARCH)))
    assert heard == [([PersonChange(nawal.pk, before, after)], NOON)]


def test_transferring_twice_is_harmless(nadia: User, nawal: User) -> None:
    new: dict[str, Any] = {
        "court": court("TPI-BML"),
        "profession": profession(),
        "starts_on": MARCH,
        "by": nadia,
        "at": NOON,
    }
    first = transfer(nawal, **new)

    with news() as heard:
        again = transfer(nawal, **new)

    assert (again, heard) == (first, [])


def test_a_transfer_from_the_day_of_the_present_posting_corrects_it(nadia: User, nawal: User) -> None:
    transfer(
        nawal, court=court("TPI-TNG"), profession=profession("juge-mineurs"), starts_on=date(2020, 1, 1), by=nadia,
        at=NOON,
    )  # fmt: skip

    assert list(nawal.postings.values_list("court__code", "profession__code", "starts_on", "ends_on")) == [
        ("TPI-TNG", "juge-mineurs", date(2020, 1, 1), None)
    ]


def test_a_transfer_before_the_present_posting_is_refused(nadia: User, nawal: User) -> None:
    with pytest.raises(errors.PostingOverlaps), news() as heard:
        transfer(
            nawal, court=court("TPI-TNG"), profession=profession(), starts_on=date(2019, 12, 31), by=nadia, at=NOON
        )

    assert heard == []
    assert nawal.postings.count() == 1


def test_a_coordinator_transfers_neither_a_person_in_nor_out_of_reach(karim: User, nawal: User, amina: User) -> None:
    move: dict[str, Any] = {"profession": profession(), "starts_on": MARCH, "by": karim, "at": NOON}

    with pytest.raises(errors.PersonOutOfReach):
        transfer(amina, court=court("TPI-MOH"), **move)
    with pytest.raises(errors.CourtOutOfReach):
        transfer(nawal, court=court("TPI-BML"), **move)
    assert Posting.objects.filter(ends_on=None).count() == 2


def correction(**changes: Any) -> dict[str, Any]:
    return {
        "first_name": "Nawal", "last_name": "Corrigée", "first_name_ar": "نوال", "last_name_ar": "المصححة",
        "gender": "F", "staff_number": "", "at": NOON, **changes,
    }  # fmt: skip


def test_corrected_names_are_no_news_and_a_corrected_gender_is(karim: User, nawal: User) -> None:
    with news() as names:
        correct_person(nawal, **correction(), by=karim)
    with news() as gender:
        correct_person(nawal, **correction(gender="-"), by=karim)

    nawal.refresh_from_db()
    assert (nawal.name_fr, nawal.name_ar, nawal.gender) == ("Nawal Corrigée", "نوال المصححة", "-")
    assert names == []
    assert [(c.before.gender, c.after.gender) for changes, _ in gender for c in changes] == [("F", "-")]


@pytest.mark.parametrize("stranger", ["driss", "karim"])
def test_nobody_corrects_or_invites_a_person_out_of_reach(
    stranger: str, amina: User, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(stranger)

    with pytest.raises(errors.PersonOutOfReach):
        correct_person(amina, **correction(), by=by)
    with pytest.raises(errors.PersonOutOfReach):
        invite(amina, by=by, at=NOON)
    amina.refresh_from_db()
    assert (amina.last_name, amina.letters.count()) == ("Exemple", 0)


def test_an_ended_posting_leaves_the_list_of_the_coordinator(karim: User, nawal: User) -> None:
    with news() as heard:
        end_posting(nawal, ends_on=MARCH, by=karim, at=NOON)

    assert nawal.postings.get().ends_on == MARCH
    assert list(people_visible_to(karim)) == []
    assert [c.after.services[0].ends_on for changes, _ in heard for c in changes] == [MARCH]


def test_a_posting_ends_after_the_day_it_began(karim: User, nawal: User) -> None:
    with pytest.raises(errors.PostingEndsTooEarly):
        end_posting(nawal, ends_on=date(2020, 1, 1), by=karim, at=NOON)


def test_somebody_who_serves_nowhere_has_no_posting_to_end(administrator: User, driss: User) -> None:
    with pytest.raises(errors.NotServing):
        end_posting(driss, ends_on=MARCH, by=administrator, at=NOON)


def test_a_new_posting_begins_where_the_ended_one_stopped(administrator: User, person: Callable[..., User]) -> None:
    houda = person("houda@demo.example", court="TPI-MOH")
    end_posting(houda, ends_on=MARCH, by=administrator, at=NOON)

    transfer(houda, court=court("TPI-BML"), profession=profession(), starts_on=MARCH, by=administrator, at=NOON)

    assert list(houda.postings.order_by("starts_on").values_list("court__code", "ends_on")) == [
        ("TPI-MOH", MARCH),
        ("TPI-BML", None),
    ]
