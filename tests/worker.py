"""The settings of a worker that a test starts and kills: tasks travel through the queue, and documents are signed."""

import os

from tests.settings import *  # noqa: F403

CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_DEFAULT_QUEUE = os.environ["STORM_QUEUE"]
SIGNING_PKCS12 = os.environ["STORM_PKCS12"]
SIGNING_PASSPHRASE = os.environ["STORM_PASSPHRASE"]
