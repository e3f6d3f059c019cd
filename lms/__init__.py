"""The platform itself: settings, addresses, worker, templates, styles and the toolbox `lms.lib`.

Owns no table. `lms.lib` is the bottom layer, `lms.home` and `lms.urls` the top one.
"""

from lms.celery import app as celery_app

__all__ = ["celery_app"]
