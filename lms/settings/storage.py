"""Databases, cache, queue, mail and files: with servers where the environment names them, without where not."""

from celery.schedules import crontab

from lms.settings.environment import DEBUG, REDIS_URL, ROOT, VAR, env

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'db.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    _database["TEST"] = {"NAME": str(VAR / f"test{env.str('TEST_SUFFIX', default='')}.sqlite3")}
else:
    _database["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    _database["CONN_HEALTH_CHECKS"] = True
    _database["TEST"] = {"NAME": f"test_{_database['NAME']}{env.str('TEST_SUFFIX', default='')}"}

if REDIS_URL:
    CACHES = {"default": {"BACKEND": "lms.lib.cache.SoftRedisCache", "LOCATION": REDIS_URL, "TIMEOUT": 3600}}
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, str | int] = {
        "visibility_timeout": 3600,
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR / "queue" / "messages"),
        "data_folder_out": str(VAR / "queue" / "messages"),
        "control_folder": str(VAR / "queue" / "control"),
    }

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db" if REDIS_URL else "django.contrib.sessions.backends.db"

CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Africa/Casablanca"
CELERY_BEAT_SCHEDULE = {
    "certificates due": {"task": "certificates.tasks.sweep", "schedule": 60},
    "bundles under way": {"task": "certificates.tasks.sweep_bundles", "schedule": 60},
    "attempts over": {"task": "assessments.tasks.sweep", "schedule": 60},
    "letters due": {"task": "accounts.tasks.sweep", "schedule": 60},
    "sessions expired": {"task": "accounts.tasks.forget_sessions", "schedule": crontab(hour=3, minute=0)},
}

MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "lms.lib.statics.JoinedStaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
elif DEBUG:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Rempart <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

CONTENT_PACK = ROOT / "content" / "morocco"
# The author's guide, which the desk shows as its help.
AUTHORS_GUIDE = ROOT / "docs" / "authors"
# After how many months an entry of the referral directory is to be verified again.
LIBRARY_VERIFICATION_MONTHS = env.int("LIBRARY_VERIFICATION_MONTHS", default=12)
# Whether a proxy hands out uploaded files itself, from its internal location /protected/.
ACCEL_REDIRECT = env.bool("ACCEL_REDIRECT", default=False)
