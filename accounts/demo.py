"""The accounts of the demonstration, as a trial installation offers them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User

PASSWORD = "formation-2026"


@dataclass(frozen=True)
class DemoAccount:
    email: str
    who: str | Promise
    tries: str | Promise


ACCOUNTS = (
    DemoAccount("amina@demo.example", _("Judge in Béni Mellal"), _("Read a lesson, sit a quiz, receive a certificate")),
    DemoAccount("salma@demo.example", _("Social worker in Tanger"), _("Follow the course for social workers")),
    DemoAccount("youssef@demo.example", _("Tutor"), _("Open one more attempt for a learner")),
    DemoAccount(
        "karim@demo.example", _("Coordinator of the Casablanca resort"), _("See the coverage of one court of appeal")
    ),
    DemoAccount("nadia@demo.example", _("National coordinator"), _("See the coverage of the 57 cities, add a person")),
    DemoAccount("olga@demo.example", _("Observer"), _("Read the published figures")),
    DemoAccount("leila@demo.example", _("Author"), _("Correct a lesson and submit it")),
    DemoAccount("hassan@demo.example", _("Validator"), _("Publish what an author submitted")),
    DemoAccount("admin@demo.example", _("Administrator"), _("See everything")),
)


def accounts_offered() -> tuple[DemoAccount, ...]:
    """Those of the demonstration's accounts that exist here: one query."""
    people: QuerySet[User] = User.objects.filter(email__in=[account.email for account in ACCOUNTS], is_active=True)
    existing = set(people.values_list("email", flat=True))
    return tuple(account for account in ACCOUNTS if account.email in existing)
