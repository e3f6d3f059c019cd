"""People whom an administrator adds or edits in Wagtail sign in like everybody else."""

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks

from accounts.http import PersonRequest
from accounts.models import User
from accounts.services.letters import write_letter
from accounts.services.people import INVITATION, keep_sign_in_address


@transaction.atomic
def invite_whom_an_administrator_adds(request: PersonRequest, user: User) -> None:
    """Wagtail sets no password here, so the person is invited to choose one."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    keep_sign_in_address(user)
    write_letter(user, template=INVITATION, subject_id=user.pk, by=request.user, at=timezone.now())


@transaction.atomic
def follow_a_changed_address(request: HttpRequest, user: User) -> None:
    """The address for signing in is the one an administrator wrote."""
    keep_sign_in_address(user)


hooks.register("after_create_user", invite_whom_an_administrator_adds)
hooks.register("after_edit_user", follow_a_changed_address)
