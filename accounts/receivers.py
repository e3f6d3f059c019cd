"""What accounts hears from allauth, the words of its letters, and its sections of somebody's own data."""

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.models import UserSession
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import letters, own_data
from accounts.middleware import forget_second_factor
from accounts.models import User
from accounts.services.letters import confirmation_link, password_link
from accounts.services.people import INVITATION
from lms.lib.arabic import fold

letters.register(INVITATION, password_link, title=_("Invitation"))
letters.register("password_reset_key", password_link, title=_("Link for a new password"))
letters.register("email_confirmation", confirmation_link, title=_("Confirmation of the e-mail address"))
for notice in (
    "password_changed", "password_set", "password_reset", "totp_activated", "totp_deactivated", "webauthn_added",
    "webauthn_removed", "recovery_codes_generated", "account_connected", "account_disconnected",
):  # fmt: skip
    letters.register(notice, lambda person_id: {}, title=_("Notice about sign-in"))


@receiver(connection_created)
def lend_fold(connection: Any, **news: Any) -> None:
    """SQLite compares names in the spelling of our search; `accounts.queries.Folded` calls this function."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("fold", 1, fold, deterministic=True)


@receiver([authenticator_added, authenticator_removed])
def ask_anew(sender: object, request: HttpRequest, **news: Any) -> None:
    forget_second_factor(request)


def _person(person: User) -> dict[str, object]:
    fields = ("email", "first_name", "last_name", "first_name_ar", "last_name_ar", "gender", "staff_number", "language")
    return {
        **{field: getattr(person, field) for field in fields},
        "date_joined": person.date_joined,
        "last_login": person.last_login,
        "roles": sorted(person.roles),
        "reaches": [str(reach) for reach in person.reaches.select_related("region", "resort", "court")],
    }


def _postings(person: User) -> object:
    return list(person.postings.values("court__code", "profession__code", "starts_on", "ends_on"))


def _letters(person: User) -> object:
    return list(person.letters.values("template", "state", "written_at", "sent_at"))


def _sessions(person: User) -> object:
    return list(UserSession.objects.filter(user=person).values("created_at", "last_seen_at", "ip", "user_agent"))


own_data.register("person", _person)
own_data.register("postings", _postings)
own_data.register("letters", _letters)
own_data.register("sessions", _sessions)
