"""Links go by URL name; every name that is used resolves."""

import re
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

from lms.home import mail_urls
from tests.architecture.tree import APPS, ROOT, named, python, templates

IN_TEMPLATE = re.compile(r"""\{%\s*url\s+["']([^"']+)["']""")
IN_PYTHON = re.compile(
    r"""\b(?:reverse|reverse_lazy|redirect|resolve_url|_link)\(\s*(?:request,[^"')]*(?:\([^)]*\))?,\s*)?["']([^"'/]+)["']"""
)


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Every name below `resolver`, with its namespace before it."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name:
            yield f"{prefix}{pattern.name}"


def used() -> Iterator[tuple[str, str]]:
    """Each name used, with the file that uses it."""
    for path in templates():
        yield from ((name, named(path)) for name in IN_TEMPLATE.findall(path.read_text()))
    for path in python():
        if path.relative_to(ROOT).parts[0] in APPS:
            yield from ((name, named(path)) for name in IN_PYTHON.findall(path.read_text()))


def test_every_name_that_is_used_resolves() -> None:
    known = {*names(get_resolver()), *(pattern.name for pattern in mail_urls.urlpatterns)}
    uses = list(used())

    assert {"dashboard", "certificates:pdf", "catalogue", "verify"} <= {name for name, _ in uses}
    assert sorted({(name, where) for name, where in uses if name not in known}) == []


def test_the_promised_names_are_there() -> None:
    promised = {
        "root", "live", "ready", "media", "dashboard", "catalogue", "course", "module", "lesson", "page", "quiz",
        "attempt", "enrol", "leave", "lesson_done", "certificates:list", "certificates:pdf", "verify", "verify_number",
        "reporting:coverage", "people:list", "people:add", "people:detail", "account", "account_login",
    }  # fmt: skip

    assert promised - {*names(get_resolver())} == set()
