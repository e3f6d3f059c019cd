from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from jurisdictions.models import Court

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def posted(**changes: Any) -> dict[str, Any]:
    return {
        "email": "houda@demo.example", "language": "ar", "first_name": "Houda", "last_name": "Nouvelle",
        "first_name_ar": "هدى", "last_name_ar": "الجديدة", "gender": "F", "staff_number": "M-0042",
        "court": Court.objects.get(code="TPI-MOH").pk, "profession": _profession(), "starts_on": "2026-03-01",
        **changes,
    }  # fmt: skip


def _profession() -> int:
    from accounts.models import Profession

    return Profession.objects.get(code="juge-siege").pk


def names_listed(page: Any) -> list[str]:
    return [person.name_fr for person in page.context["page"].object_list]


def test_a_coordinator_lists_the_people_of_the_resort_and_nobody_else(
    signed_in: SignedIn, karim: User, nawal: User, amina: User
) -> None:
    page = signed_in(karim).get("/fr/people/")

    assert names_listed(page) == ["Nawal Témoin"]
    assert "Nawal Témoin" in page.content.decode()
    assert amina.email not in page.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Amina Exemple", "Salma Modèle", "Nawal Témoin"]),
        ("?q=temoin", ["Nawal Témoin"]),
        ("?q=MODÈLE", ["Salma Modèle"]),
        ("?q=nawal@demo", ["Nawal Témoin"]),
        ("?q=امينه", ["Amina Exemple"]),
        ("?q=المثال+أمينة", ["Amina Exemple"]),
        ("?q=nobody", []),
        ("?q=100%25", []),
        ("?q=%00", ["Amina Exemple", "Salma Modèle", "Nawal Témoin"]),
        ("?sort=-name", ["Nawal Témoin", "Salma Modèle", "Amina Exemple"]),
        ("?sort=court", ["Amina Exemple", "Nawal Témoin", "Salma Modèle"]),
        ("?sort=password", ["Amina Exemple", "Salma Modèle", "Nawal Témoin"]),
        ("?page=99", ["Amina Exemple", "Salma Modèle", "Nawal Témoin"]),
        ("?court=abc&profession=99999999999999999999", ["Amina Exemple", "Salma Modèle", "Nawal Témoin"]),
    ],
)
def test_the_list_is_searched_in_both_scripts_and_sorted_by_the_address(
    signed_in: SignedIn, nadia: User, amina: User, salma: User, nawal: User, query: str, expected: list[str]
) -> None:
    page = signed_in(nadia).get(f"/fr/people/{query}")

    assert (page.status_code, names_listed(page)) == (200, expected)


def test_the_list_is_narrowed_by_court_and_profession(
    signed_in: SignedIn, nadia: User, amina: User, salma: User
) -> None:
    client, court = signed_in(nadia), Court.objects.get(code="TPI-TNG")

    assert names_listed(client.get("/fr/people/", {"court": court.pk})) == ["Salma Modèle"]
    assert names_listed(client.get("/fr/people/", {"profession": _profession()})) == ["Amina Exemple"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_person_and_for_three(
    signed_in: SignedIn, nadia: User, person: Callable[..., User], rows: int, django_assert_num_queries: Any,
    settings: Any,
) -> None:  # fmt: skip
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"  # one query more than over Redis
    for n in range(rows):
        person(f"p{n}@demo.example", court="TPI-MOH")
    client = signed_in(nadia)
    client.get("/fr/people/")

    with django_assert_num_queries(8):
        page = client.get("/fr/people/")
    assert len(names_listed(page)) == rows


def test_pages_hold_25_people_and_keep_the_filters(
    signed_in: SignedIn, nadia: User, person: Callable[..., User]
) -> None:
    for n in range(26):
        person(f"p{n:02}@demo.example", court="TPI-MOH")

    page = signed_in(nadia).get("/fr/people/?q=demo&page=2")

    assert len(names_listed(page)) == 1
    assert "?q=demo&amp;page=1" in page.content.decode()


def test_a_coordinator_adds_a_person(signed_in: SignedIn, karim: User) -> None:
    answer = signed_in(karim).post("/fr/people/add/", posted())

    houda = User.objects.get(email="houda@demo.example")
    assert (answer.status_code, answer["Location"]) == (302, f"/fr/people/{houda.pk}/")
    assert list(houda.postings.values_list("court__code", "starts_on")) == [("TPI-MOH", date(2026, 3, 1))]
    assert list(houda.letters.values_list("template", "written_by")) == [("invitation", karim.pk)]


def test_the_form_offers_the_courts_of_the_reach_alone(signed_in: SignedIn, karim: User) -> None:
    form = signed_in(karim).get("/fr/people/add/").context["form"]

    assert set(form.fields["court"].queryset.values_list("resort__code", flat=True)) == {"CAS"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("court", "TPI-BML"),
        ("email", "nawal@demo.example"),
        ("email", "no address"),
        ("staff_number", "BE123456"),
        ("first_name", "أمينة"),
        ("last_name_ar", "Exemple"),
        ("starts_on", "31/02/2026"),
        ("starts_on", "0000-00-00"),
        ("gender", "X"),
        ("profession", "99999999999999999999"),
        ("first_name", "a\x00b"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    signed_in: SignedIn, karim: User, nawal: User, field: str, value: str
) -> None:
    typed = Court.objects.get(code=value).pk if field == "court" else value

    page = signed_in(karim).post("/fr/people/add/", posted(**{field: typed}))

    assert page.status_code == 422
    assert 'class="notice notice--danger error-summary"' in page.content.decode()
    assert not User.objects.filter(first_name="Houda").exists()


def test_the_detail_shows_both_scripts_the_postings_and_the_letters(
    signed_in: SignedIn, karim: User, nawal: User
) -> None:
    client = signed_in(karim)
    client.post(f"/fr/people/{nawal.pk}/invite/")

    page = client.get(f"/fr/people/{nawal.pk}/").content.decode()

    assert all(text in page for text in ("Nawal Témoin", "نوال الشاهد", "Tribunal de première instance de Mohammedia"))
    assert list(nawal.letters.values_list("template", "written_by")) == [("invitation", karim.pk)]


def test_a_transfer_is_recorded_from_the_page(signed_in: SignedIn, nadia: User, nawal: User) -> None:
    target = Court.objects.get(code="TPI-BML")

    answer = signed_in(nadia).post(
        f"/fr/people/{nawal.pk}/transfer/",
        {"court": target.pk, "profession": _profession(), "starts_on": "2026-03-01"},
    )

    assert answer["Location"] == f"/fr/people/{nawal.pk}/"
    assert nawal.postings.get(ends_on=None).court == target


def test_a_refused_transfer_keeps_what_was_typed_and_says_why(signed_in: SignedIn, nadia: User, nawal: User) -> None:
    target = Court.objects.get(code="TPI-BML")

    page = signed_in(nadia).post(
        f"/fr/people/{nawal.pk}/transfer/",
        {"court": target.pk, "profession": _profession(), "starts_on": "2019-01-01"},
    )

    assert page.status_code == 422
    assert 'value="2019-01-01"' in page.content.decode()
    assert nawal.postings.count() == 1


@pytest.mark.parametrize("day", ["0001-01-01", "1959-12-31", "2206-03-01", "9999-12-31"])
def test_a_mistyped_year_is_refused(signed_in: SignedIn, nadia: User, nawal: User, day: str) -> None:
    target = Court.objects.get(code="TPI-BML")

    page = signed_in(nadia).post(
        f"/fr/people/{nawal.pk}/transfer/", {"court": target.pk, "profession": _profession(), "starts_on": day}
    )

    assert (page.status_code, nawal.postings.get(ends_on=None).court.code) == (422, "TPI-MOH")


def test_names_are_corrected_from_the_page(signed_in: SignedIn, karim: User, nawal: User) -> None:
    changes = {field: posted()[field] for field in ("first_name", "last_name", "first_name_ar", "last_name_ar")}

    signed_in(karim).post(f"/fr/people/{nawal.pk}/correct/", {**changes, "gender": "F", "staff_number": ""})

    nawal.refresh_from_db()
    assert (nawal.name_fr, nawal.name_ar) == ("Houda Nouvelle", "هدى الجديدة")


def test_ending_a_posting_leads_back_to_the_list_where_the_person_is_no_longer(
    signed_in: SignedIn, karim: User, nawal: User
) -> None:
    client = signed_in(karim)

    answer = client.post(f"/fr/people/{nawal.pk}/end/", {"ends_on": "2026-03-01"})

    assert answer["Location"] == "/fr/people/"
    assert client.get(f"/fr/people/{nawal.pk}/").status_code == 404


PAGES = ["detail", "correct", "transfer", "end", "invite"]


@pytest.mark.parametrize("name", PAGES)
def test_a_coordinator_finds_nobody_beyond_the_resort(signed_in: SignedIn, karim: User, amina: User, name: str) -> None:
    client, address = signed_in(karim), reverse(f"people:{name}", args=[amina.pk])

    assert client.post(address, posted()).status_code == 404
    assert client.get(address).status_code == 404
    assert (amina.postings.count(), amina.letters.count()) == (1, 0)


@pytest.mark.parametrize("name", [*PAGES, "list", "add"])
@pytest.mark.parametrize("who", ["driss", "amina", "olga"])
def test_who_oversees_nobody_is_told_so(
    signed_in: SignedIn, nawal: User, who: str, name: str, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(who))
    address = reverse(f"people:{name}", args=[nawal.pk] if name in PAGES else [])

    page = client.post(address, posted())

    assert page.status_code == 403
    assert nawal.email not in page.content.decode()
    assert not User.objects.filter(email="houda@demo.example").exists()


def test_a_stranger_is_led_to_sign_in(client: Client, nawal: User) -> None:
    assert client.get("/fr/people/")["Location"] == "/fr/accounts/login/?next=/fr/people/"


def test_an_address_with_an_endless_number_is_not_found(signed_in: SignedIn, nadia: User) -> None:
    assert signed_in(nadia).get(f"/fr/people/{'9' * 40}/").status_code == 404


def test_coming_back_from_sign_in_invites_nobody_again(signed_in: SignedIn, karim: User, nawal: User) -> None:
    answer = signed_in(karim).get(f"/fr/people/{nawal.pk}/invite/")

    assert (answer.status_code, answer["Location"]) == (302, f"/fr/people/{nawal.pk}/")
    assert nawal.letters.count() == 0


def test_marks_of_direction_are_taken_out_of_names(signed_in: SignedIn, karim: User) -> None:
    names = {"first_name": "\u202eHouda\u202c", "first_name_ar": "\u200fهدى"}

    signed_in(karim).post("/fr/people/add/", posted() | names)

    added = User.objects.get(email="houda@demo.example")
    assert (added.first_name, added.first_name_ar) == ("Houda", "هدى")
