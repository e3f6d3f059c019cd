"""No address but allauth's opens a session, and allauth's opens none before the second factor."""

import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.contrib.auth import views as django_auth
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, path, reverse
from django.utils.translation import override

from accounts.models import User
from lms import urls as platform
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

DUMMIES = ("1", "x", "MA-01", "00000000-0000-0000-0000-000000000000")
TYPED = re.compile(r'<input[^>]*type="password"[^>]*>')
NAME = re.compile(r'name="([^"]+)"')
DIRECT = (
    "/cms/login/", "/cms/login", "/cms/password_reset/", "/cms/password_reset/confirm/1/x/", "/fr/_util/login/1/2/",
    "/ar/_util/login/1/2/", "/_util/login/1/2/", "/fr/accounts/login/", "/ar/accounts/login/", "/admin/login/",
    "/accounts/login/", "/cms/logout/", "/cms/account/", "/fr/accounts/reauthenticate/",
)  # fmt: skip


def patterns(resolver: URLResolver, before: tuple[URLResolver, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Every pattern under `resolver`, with its namespace."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, (*before, entry))
        else:
            yield ":".join(r.namespace for r in before if r.namespace), entry


def addresses() -> set[str]:
    """An address for each pattern that has a name, with dummies for what it wants, in both languages."""
    found = set()
    for namespace, pattern in patterns(get_resolver()):
        for language in ("fr", "ar"):
            with override(language):
                found.add(address_of(f"{namespace}:{pattern.name}".lstrip(":"), pattern))
    return found - {""}


def address_of(name: str, pattern: URLPattern) -> str:
    wanted = pattern.pattern.regex.groupindex
    for dummy in DUMMIES:
        for arguments in ({"kwargs": dict.fromkeys(wanted, dummy)}, {"args": [dummy] * pattern.pattern.regex.groups}):
            try:
                return reverse(name, **arguments)
            except NoReverseMatch:
                continue
    return ""


def credentials(page: str, person: User) -> dict[str, str]:
    """What a person who knows the password types into the form of `page`, whatever its fields are called."""
    names = [match[1] for tag in re.findall(r"<input[^>]*>", page) if (match := NAME.search(tag))]
    typed = dict.fromkeys((name for tag in TYPED.findall(page) for name in NAME.findall(tag)), PASSWORD)
    return {**dict.fromkeys(names, person.email), **typed}


def opened(address: str, person: User) -> bool:
    """Whether GET or POST of the right password at `address` lets a fresh browser in."""
    browser = Client(raise_request_exception=False)
    page = browser.get(address, follow=True)
    forms = {address, page.redirect_chain[-1][0] if page.redirect_chain else address}
    html = b"".join(page).decode(errors="replace") if page.streaming else page.content.decode(errors="replace")
    typed = {"login": person.email, "username": person.email, "email": person.email, "password": PASSWORD}
    for form in forms:
        browser.post(form, {**typed, **(credentials(html, person) if TYPED.search(html) else {})})
    return "_auth_user_id" in browser.session


def doors_left_open(person: User) -> set[str]:
    found = set()

    for address in sorted({*addresses(), *DIRECT}):
        cache.clear()  # the limits on tries are tested elsewhere
        if opened(address, person):
            found.add(address)
    return found


@pytest.fixture
def guarded(administrator: User, with_second_factor: Callable[[User], User]) -> User:
    """The person with most to lose: an administrator with an authenticator app."""
    return with_second_factor(administrator)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_the_right_password_opens_no_session_before_the_second_factor_anywhere(guarded: User) -> None:
    assert {"/fr/accounts/login/", "/cms/", "/fr/people/add/", "/cms/users/"} <= addresses()

    assert doors_left_open(guarded) == set()


def test_the_walk_finds_a_door_that_somebody_left_open(guarded: User, settings: Any) -> None:
    settings.ROOT_URLCONF = careless(platform)

    assert opened("/back-door/", guarded)
    assert "/back-door/" in addresses()


@pytest.mark.parametrize("address", DIRECT)
def test_wagtail_s_own_forms_lead_to_allauth_whatever_is_posted(guarded: User, address: str) -> None:
    assert not opened(address, guarded)


@pytest.mark.parametrize("address", ["/cms/login/", "/cms/password_reset/", "/fr/_util/login/1/2/"])
def test_a_shadowed_door_keeps_where_the_reader_wanted_to_go(client: Client, address: str) -> None:
    answer = client.get(address, {"next": "/cms/pages/"})

    assert (answer.status_code, answer["Location"]) == (302, "/fr/accounts/login/?next=%2Fcms%2Fpages%2F")


def careless(urlconf: ModuleType) -> ModuleType:
    """The addresses of the platform and one more, which asks for a password alone."""
    module = ModuleType("careless")
    back_door = django_auth.LoginView.as_view(template_name="account/login.html", success_url="/")
    module.urlpatterns = [path("back-door/", back_door, name="back_door"), *urlconf.urlpatterns]  # type: ignore[attr-defined]
    return module
