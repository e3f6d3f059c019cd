"""Bring the tables up to date."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate() -> None:
    """Apply every migration, those of outside packages first.

    At each step Django renders again every model that is linked to the one that changes. Wagtail's two hundred
    steps are taken while ours are few: from nothing this saves a third of the time.
    """
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    executor.migrate([leaf for leaf in leaves if leaf[0] not in settings.OWN_APPS])
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
