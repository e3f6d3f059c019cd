"""The outbox: letters are written as rows in the transaction of what they tell, and sent by the worker."""

import logging
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from kombu.exceptions import OperationalError

from accounts.letters import context_of
from accounts.models import Letter, User
from accounts.rules import Delivery, delivery_after
from lms.lib.languages import FRENCH

SENDING = "accounts.tasks.send_letter"
ABANDONED_AFTER = timedelta(minutes=10)
TASK_LOST_AFTER = timedelta(minutes=1)
AT_ONCE = 200

log = logging.getLogger(__name__)
_AFTER = {Delivery.LATER: Letter.State.DUE, Delivery.NEVER: Letter.State.FAILED, Delivery.UNSURE: Letter.State.UNSURE}


def write_letter(
    recipient: User, *, template: str, subject_id: int | None = None, by: User | None = None, at: datetime
) -> Letter:
    """Put a letter to `recipient` into the outbox; the worker is told once the transaction is committed.

    `template` names `letters/<template>.txt`, `subject_id` the row it speaks of, `by` the person who wrote.
    """
    letter = Letter.objects.create(
        recipient=recipient, template=template, subject_id=subject_id, written_by=by, written_at=at
    )
    transaction.on_commit(lambda: ask_to_send(letter.pk))
    return letter


def ask_to_send(letter_id: int) -> None:
    """Hand the letter to the worker; where the queue is away, the sweep finds it a minute later."""
    try:
        current_app.signature(SENDING, args=(letter_id,)).delay()
    except OperationalError:
        log.warning("The queue is away: letter %s waits for the sweep.", letter_id)


def send_claimed(letter_id: int, *, at: datetime) -> None:
    """Send a letter that is due, once whatever the number of workers that try; else do nothing.

    The row is claimed by a conditional update before anything leaves. A mail server that cannot be reached
    or says *later* leaves the letter due, one that refuses it *failed*, one that falls silent *unsure*.
    """
    if not Letter.objects.filter(pk=letter_id, state=Letter.State.DUE).update(
        state=Letter.State.CLAIMED, claimed_at=at
    ):
        return
    letter = Letter.objects.select_related("recipient", "written_by").get(pk=letter_id)
    try:
        message = compose(letter)
    except Exception:
        _record(letter, Letter.State.FAILED)
        raise
    _record(letter, _hand_over(message), sent_at=at)


def _hand_over(message: EmailMessage) -> Letter.State:
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        log.warning("The mail server cannot be reached: %s", error)
        return Letter.State.DUE
    try:
        connection.send_messages([message])
    except OSError as error:
        log.warning("The mail server did not take %s: %s", message.extra_headers["Message-ID"], error)
        return _AFTER[delivery_after(error)]
    finally:
        _close(connection)
    return Letter.State.SENT


def _close(connection: object) -> None:
    try:
        connection.close()  # type: ignore[attr-defined]  # every mail backend has it
    except OSError as error:
        log.warning("The mail server went away after the letter: %s", error)


def _record(letter: Letter, state: Letter.State, *, sent_at: datetime | None = None) -> None:
    Letter.objects.filter(pk=letter.pk, state=Letter.State.CLAIMED).update(
        state=state, sent_at=sent_at if state == Letter.State.SENT else None
    )


def compose(letter: Letter) -> EmailMessage:
    """The message of `letter` in its recipient's language, under a Message-ID that never changes."""
    with override(letter.recipient.language or FRENCH):
        words = {
            "letter": letter,
            "recipient": letter.recipient,
            "writer": letter.written_by,
            "base_url": settings.BASE_URL,
            **context_of(letter.template, letter.subject_id),
        }
        subject, _, text = render_to_string(f"letters/{letter.template}.txt", words).strip().partition("\n")
    host = urlsplit(settings.BASE_URL).hostname
    return EmailMessage(
        subject.strip(),
        text.strip() + "\n",
        to=[letter.recipient.email],
        headers={"Message-ID": f"<{letter.message_id}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def password_link(person_id: int | None) -> dict[str, object]:
    """The address under which the person sets a password, in the language that is active, and its lifetime."""
    person = User.objects.get(pk=person_id or 0)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )
    return {
        "link": settings.BASE_URL + path,
        "again": settings.BASE_URL + reverse("account_reset_password"),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
    }


def confirmation_link(person_id: int | None) -> dict[str, object]:
    """The address under which the person confirms an e-mail address of an account that no coordinator opened."""
    address = EmailAddress.objects.get(user=person_id, verified=False)
    path = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])
    return {"link": settings.BASE_URL + path}


def send_what_was_lost(*, at: datetime) -> int:
    """Ask again for letters whose task was lost, at most 200; return how many were asked for."""
    lost = Letter.objects.filter(state=Letter.State.DUE, written_at__lt=at - TASK_LOST_AFTER)
    letters = list(lost.order_by("written_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    for letter_id in letters:
        ask_to_send(letter_id)
    return len(letters)


def doubt_what_was_abandoned(*, at: datetime) -> int:
    """Mark as unsure the letters claimed more than ten minutes ago; return how many.

    Their worker died between handing over and recording, so nobody knows, and a person decides.
    """
    return Letter.objects.filter(state=Letter.State.CLAIMED, claimed_at__lt=at - ABANDONED_AFTER).update(
        state=Letter.State.UNSURE
    )
