"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override

from accounts.http import PersonRequest
from accounts.services.letters import write_letter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator or a coordinator, never by the public."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: PersonRequest) -> str:
        """The dashboard in the language of the account, in that of the page where the account has none."""
        with override(request.user.language or get_language()):
            return reverse("dashboard")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the letter into the outbox, so that no page waits for the mail server.

        allauth's `account/email/password_changed` is our `letters/password_changed.txt`. Nothing is
        written to an address that nobody here has: the platform must not be made to write to strangers.
        """
        address = EmailAddress.objects.filter(email__iexact=email).select_related("user").first()
        recipient = context.get("user") or (address and address.user)
        if recipient:
            template = template_prefix.rpartition("/")[2]
            write_letter(recipient, template=template, subject_id=recipient.pk, at=timezone.now())


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The ministry's identity provider signs in people who are known here; it creates nobody."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False
