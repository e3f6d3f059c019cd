"""Error pages: each in the reader's language, or in both where what could translate it may be what failed."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import override
from pytest_django import Settings

from lms import urls
from lms.home import errors

pytestmark = pytest.mark.django_db

HEADINGS = {403: "This page is not open to your account", 404: "This page cannot be found"}


def refuse(request: HttpRequest, *, exception: type[Exception], reason: str = "") -> HttpResponse:
    raise exception(reason)


class Faulty:
    """The platform's addresses, and three that fail."""

    urlpatterns = [
        path("fails/403/", refuse, {"exception": PermissionDenied}),
        path("fails/403/why/", refuse, {"exception": PermissionDenied, "reason": "Parce <que>."}),
        path("fails/400/", refuse, {"exception": SuspiciousOperation}),
        path("fails/500/", refuse, {"exception": RuntimeError}),
        *urls.urlpatterns,
    ]
    handler400, handler403 = staticmethod(errors.bad_request), staticmethod(errors.forbidden)
    handler404, handler500 = staticmethod(errors.not_found), staticmethod(errors.server_error)


@pytest.fixture
def reader(client: Client, settings: Settings) -> Client:
    settings.ROOT_URLCONF = Faulty
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(("status", "address"), [(403, "/fails/403/"), (404, "/nowhere.html")])
def test_a_refusal_is_told_in_the_language_of_the_reader(
    reader: Client, language: str, status: int, address: str
) -> None:
    response = reader.get(address, headers={"accept-language": language})

    with override(language):
        heading = _(HEADINGS[status])
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.content.decode()
    assert f'<html lang="{language}"' in response.content.decode()


def test_a_page_that_is_not_there_is_told_under_each_prefix(client: Client) -> None:
    pages = [client.get(f"/{language}/nowhere/at/all/") for language in ("fr", "ar")]

    assert [page.status_code for page in pages] == [404, 404]
    assert [
        f'<html lang="{language}"' in page.content.decode() for language, page in zip(("fr", "ar"), pages, strict=True)
    ]


def test_a_reason_is_told_and_escaped(reader: Client) -> None:
    page = reader.get("/fails/403/why/").content.decode()

    assert "Parce &lt;que&gt;." in page


@pytest.mark.parametrize(
    ("status", "french", "arabic"),
    [
        (400, "Cette demande n’a pas pu être lue", "تعذرت قراءة هذا الطلب"),
        (500, "Une panne est survenue chez nous", "حدث عطل من جهتنا"),
    ],
)
def test_a_fault_is_told_in_both_languages_without_the_database(
    reader: Client, status: int, french: str, arabic: str
) -> None:
    response = reader.get(f"/fails/{status}/")

    page = response.content.decode()
    assert (response.status_code, french in page, arabic in page) == (status, True, True)


def test_an_expired_form_is_told_in_both_languages(settings: Settings) -> None:
    response = Client(enforce_csrf_checks=True).post("/fr/accounts/login/")

    page = response.content.decode()
    assert response.status_code == 403
    assert ["Ce formulaire a expiré" in page, "انتهت صلاحية هذه الاستمارة" in page] == [True, True]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_trial_installation_shows_the_same_page_for_what_is_not_there(
    client: Client, settings: Settings, language: str
) -> None:
    settings.DEBUG = True

    page = client.get(f"/{language}/nowhere.html")

    with override(language):
        assert (page.status_code, _(HEADINGS[404]) in page.content.decode()) == (404, True)
