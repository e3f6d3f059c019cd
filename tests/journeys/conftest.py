"""The platform as a newcomer starts it: prepared, served and worked in processes of its own, seen in Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PASSWORD = "formation-2026"


@dataclass(frozen=True)
class Site:
    """A running platform with the demo in it."""

    address: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run one of the platform's commands on it; return what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        ).stdout


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`make run` without make: a database of its own, the demo, two web workers and a Celery worker."""
    var = tmp_path_factory.mktemp("site")
    port = free_port()
    environment = {**os.environ, "DEBUG": "1", "VAR_DIR": str(var), "PORT": str(port)}
    environment["BASE_URL"] = f"http://localhost:{port}"
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with _database(environment):
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True)
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, start_new_session=True
        )
        try:
            _wait(f"http://127.0.0.1:{port}/health/ready/")
            yield Site(f"http://localhost:{port}", environment)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


class _database:
    """On PostgreSQL, a database of its own while the site runs; on SQLite the folder is enough."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.url = environment.get("DATABASE_URL", "")
        self.name = f"journey_{os.getpid()}"
        if self.url:
            environment["DATABASE_URL"] = self.url.rsplit("/", 1)[0] + f"/{self.name}"

    def __enter__(self) -> None:
        self._execute(f'CREATE DATABASE "{self.name}"')

    def __exit__(self, *error: object) -> None:
        self._execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        if self.url:
            import psycopg

            with psycopg.connect(self.url, autocommit=True) as connection:
                connection.execute(statement.encode())


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def kept() -> dict[str, StorageState]:
    """What the browser of each who signed in keeps: the form is filled once for each of them."""
    return {}


@pytest.fixture
def visit(browser: Browser, site: Site, kept: dict[str, StorageState]) -> Iterator[Callable[..., Page]]:
    """Open a browser of one's own: `visit("amina")` is signed in, `visit()` is nobody."""
    contexts: list[BrowserContext] = []

    def open_page(name: str = "", *, language: str = "fr", **options: Any) -> Page:
        context = browser.new_context(base_url=site.address, locale=language, storage_state=kept.get(name), **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if name and name not in kept:
            sign_in(page, name, language=language)
            kept[name] = context.storage_state()
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Page, name: str, *, language: str = "fr") -> None:
    """Sign in with the form, as the demo account `name`."""
    page.goto(f"/{language}/accounts/login/")
    page.fill("input[name=login]", f"{name}@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.click("main .button--primary")
    page.wait_for_url("**/dashboard/")
