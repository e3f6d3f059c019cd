"""The settings of a worker that a test starts and kills: tasks travel through the queue, documents are signed.

Letters go to a mail server of the test, where there is one.
"""

import os
from pathlib import Path

from celery.signals import worker_ready

from tests.settings import *  # noqa: F403

CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_DEFAULT_QUEUE = os.environ["STORM_QUEUE"]
SIGNING_PKCS12 = os.environ.get("STORM_PKCS12", "")
SIGNING_PASSPHRASE = os.environ.get("STORM_PASSPHRASE", "")
if "STORM_MAIL_PORT" in os.environ:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["STORM_MAIL_PORT"])


def _say_so(**kwargs: object) -> None:
    (Path(os.environ["VAR_DIR"]) / "ready").touch()


worker_ready.connect(_say_so)
