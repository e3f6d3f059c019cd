"""What commands that read a file have in common."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _


def content_of(file: Path, *, most: int) -> bytes:
    """The bytes of `file`, one more than `most` where it is longer. Raises `CommandError` where it cannot be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        sentence = _("The file %(file)s cannot be read: %(why)s. Nothing was written.")
        raise CommandError(sentence % {"file": file, "why": error.strerror}) from error
