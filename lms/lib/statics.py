"""Static files without a build step: our style sheets and scripts are joined when they are collected."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

_CSS_IMPORT = re.compile(r'^@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[a-z-]+)\);$', re.M)
_JS_IMPORT = re.compile(r'^import "(?P<path>\./[^"]+)";$', re.M)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)


def joined_css(main: Path) -> str:
    """Return the style sheet `main` with each imported sheet in its place, inside its layer."""

    def sheet(found: re.Match[str]) -> str:
        text = (main.parent / found["path"]).read_text()
        return f"@layer {found['layer']} {{\n{text}}}\n"

    return _CSS_COMMENT.sub("", _CSS_IMPORT.sub(sheet, main.read_text()))


def joined_js(main: Path) -> str:
    """Return the module `main` with each imported module in its place, in a scope of its own."""
    return _JS_IMPORT.sub(lambda found: f"{{\n{(main.parent / found['path']).read_text()}}}\n", main.read_text())


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files, with `main.css` and `main.js` each joined into one.

    Addresses are hashed with `DEBUG` on as well, so that a trial run serves what production serves.
    """

    manifest_strict = False
    joins = {"lms/css/main.css": joined_css, "lms/js/main.js": joined_js}

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        for name, join in self.joins.items():
            if name in paths and not dry_run:
                source, path = paths[name]
                Path(self.path(name)).write_text(join(Path(source.path(path))))
                paths = {**paths, name: (self, name)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def url(self, name: str, force: bool = True) -> str:
        return str(super().url(name, force=force))
