"""Make the suite's tables once, for its workers to copy: `python -m tests.template [workers]`.

Each worker of pytest then begins with `--reuse-db` on a copy that has every migration, the map and the professions.
"""

import shutil
import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import connection


def main(workers: int) -> None:
    """Make the tables, and a copy for each of pytest's `workers`, anew."""
    django.setup()
    name = connection.settings_dict["TEST"]["NAME"]
    copies = [f"{name}_gw{worker}" for worker in range(workers)]
    remake = remake_files if connection.vendor == "sqlite" else remake_databases
    remake(name, copies)


def fill(name: str) -> None:
    """Give the empty database `name` what every test finds."""
    from accounts.services.reference import load_professions
    from jurisdictions.services import load_map
    from lms.lib.tables import migrate

    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    migrate()
    load_map()
    load_professions()
    connection.close()


def remake_files(name: str, copies: list[str]) -> None:
    """On SQLite. The journals that a killed run left go too: they would spoil the next one."""
    for file in Path(name).parent.glob(f"{Path(name).name}*"):
        file.unlink()
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    fill(name)
    for copy in copies:
        shutil.copyfile(name, copy)


def remake_databases(name: str, copies: list[str]) -> None:
    """On PostgreSQL."""
    import psycopg
    from psycopg.conninfo import make_conninfo

    keys = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    place = {key: str(connection.settings_dict[own]) for own, key in keys.items() if connection.settings_dict[own]}
    with psycopg.connect(make_conninfo(dbname="postgres", **place), autocommit=True) as server:
        for each in (name, *copies):
            server.execute(f'DROP DATABASE IF EXISTS "{each}" WITH (FORCE)'.encode())
        server.execute(f'CREATE DATABASE "{name}"'.encode())
        fill(name)
        for copy in copies:
            server.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"'.encode())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
