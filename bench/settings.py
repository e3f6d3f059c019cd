"""Production settings on loopback, plus the bare view and a count of queries on request."""

from lms.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.middleware.count_queries", *MIDDLEWARE]  # noqa: F405  # from the settings above
SECOND_FACTOR_ENFORCED = False
