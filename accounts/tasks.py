"""What the worker does for accounts: letters, and sessions that have expired."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from accounts.services.letters import doubt_what_was_abandoned, send_claimed, send_what_was_lost


@shared_task(name="accounts.tasks.send_letter")
def send_letter(letter_id: int) -> None:
    """Send one letter if it is still due; running it twice sends it once."""
    send_claimed(letter_id, at=timezone.now())


@shared_task(name="accounts.tasks.sweep")
def sweep() -> None:
    """Each minute: letters whose task was lost are asked for again, abandoned ones are marked unsure."""
    now = timezone.now()
    doubt_what_was_abandoned(at=now)
    send_what_was_lost(at=now)


@shared_task(name="accounts.tasks.forget_sessions")
def forget_sessions() -> None:
    """Each night: expired sessions leave the database."""
    call_command("clearsessions")
