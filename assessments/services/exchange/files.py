"""Files kept between their check and their import."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from assessments.exchange.errors import FileTooLarge
from assessments.exchange.text import MOST_BYTES
from assessments.models import QuestionFile
from courses.models import Module

KEPT = timedelta(hours=2)


@transaction.atomic
def keep_file(
    file: "UploadedFile[bytes]", *, format_key: str, language: str, module: Module | None, by: User, at: datetime
) -> QuestionFile:  # fmt: skip
    """Keep what `by` sent until it is imported, or `KEPT` is over. Raises `FileTooLarge`."""
    if (file.size or 0) > MOST_BYTES:
        raise FileTooLarge(megabytes=MOST_BYTES // 1024**2)
    drop_stale_files(by=by, at=at)
    return QuestionFile.objects.create(
        by=by, at=at, name=(file.name or "")[:200], format=format_key, language=language, module=module,
        content=file.read(),
    )  # fmt: skip


def drop_stale_files(*, by: User, at: datetime) -> None:
    """Forget the files of `by`, and everybody's that are older than `KEPT`: two queries."""
    QuestionFile.objects.filter(by=by).delete()
    QuestionFile.objects.filter(at__lt=at - KEPT).delete()
