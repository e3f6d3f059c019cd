"""On a trial installation, the letters that were kept in a folder instead of being sent."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lms.settings.environment import VAR

SHOWN = 100
BETWEEN = "\n" + "-" * 79 + "\n"


@dataclass(frozen=True)
class Kept:
    """One letter as it would have left."""

    to: str
    subject: str
    text: str
    sent_at: datetime | None


def mailbox(request: HttpRequest) -> HttpResponse:
    """The last letters, latest first, for whoever tries the platform on this machine."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "home/mail.html", {"letters": letters_in(VAR / "mail")})


def letters_in(folder: Path) -> list[Kept]:
    """The last 100 letters that Django's file backend left in `folder`, latest first; what is no letter is left out."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)[:SHOWN]
    letters = [letter for file in files for letter in _letters_of(file.read_text(errors="replace"))]
    return letters[:SHOWN]


def _letters_of(text: str) -> list[Kept]:
    return [_letter(part) for part in reversed(text.split(BETWEEN)) if part.strip()]


def _letter(text: str) -> Kept:
    message = message_from_bytes(text.lstrip().encode(), policy=policy.default)
    body = message.get_payload(decode=True)
    return Kept(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=body.decode(message.get_content_charset("utf-8"), "replace") if isinstance(body, bytes) else "",
        sent_at=_moment(str(message["Date"] or "")),
    )


def _moment(text: str) -> datetime | None:
    """When a letter was written; Django writes universal time as "-0000", which is read without a zone."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
