"""The platform's settings as the suite runs them: quick passwords, mail in memory, tasks at once."""

import os

os.environ.setdefault("DEBUG", "1")

from lms.settings import *  # noqa: F403
from lms.settings.environment import REDIS_URL

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
SECOND_FACTOR_ENFORCED = True
BADGE_KEY = ""  # tests that sign make a key of their own
SIGNING_PKCS12 = ""  # tests that sign make an authority of their own

if REDIS_URL:
    # Each worker of the suite has a Redis database of its own, since a test that clears the cache empties it whole.
    _server, _, _number = REDIS_URL.rpartition("/")
    _own = (int(_number) + 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])) % 16
    CACHES = {"default": {"BACKEND": "lms.lib.cache.SoftRedisCache", "LOCATION": f"{_server}/{_own}"}}
