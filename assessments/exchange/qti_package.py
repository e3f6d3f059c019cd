"""A QTI content package: a ZIP, or a single item. Nothing is unpacked to disk; every size is bounded while reading."""

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from assessments.exchange.errors import FileTooLarge, NotPackage, PackagePath, PackageTooLarge, WrongRoot
from assessments.exchange.text import MOST_BYTES
from assessments.exchange.xml import local, parsed
from lms.lib.errors import Refusal

MOST_FILES = 2000
MOST_UNPACKED = 40 * 1024**2
MANIFEST = "imsmanifest.xml"
_ITEM = "imsqti_item_xml"


@dataclass
class Package:
    """The files of a package by name, read one at a time; what was read counts against the whole."""

    archive: zipfile.ZipFile | None = None
    names: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    left: int = MOST_UNPACKED

    def read(self, name: str) -> bytes | None:
        """The bytes of the file `name`; none where there is no such file. Raises a `Refusal`."""
        entry = self.names.get(name)
        if self.archive is None or entry is None:
            return None
        try:
            with self.archive.open(entry) as file:
                content = file.read(min(self.left, MOST_BYTES) + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, OSError, EOFError) as error:
            raise NotPackage from error
        if len(content) > min(self.left, MOST_BYTES):
            raise PackageTooLarge(files=MOST_FILES, megabytes=MOST_UNPACKED // 1024**2)
        self.left -= len(content)
        return content

    def beside(self, place: str, source: str) -> bytes | None:
        """The file that the item at `place` names as `source`; none where it lies outside of the package."""
        if "://" in source or source.startswith(("/", "\\", "data:")):
            return None
        try:
            return self.read(normpath(join(dirname(place), unquote(source.split("?")[0].split("#")[0]))))
        except Refusal:
            return None


def opened(content: bytes) -> Package:
    """The package in the ZIP `content`.

    Raises `FileTooLarge`, `NotPackage`, `PackageTooLarge` (by what its entries declare; reading holds them to it) and
    `PackagePath` for an entry that would lie outside.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(megabytes=MOST_BYTES // 1024**2)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise NotPackage from error
    entries = archive.infolist()
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise PackageTooLarge(files=MOST_FILES, megabytes=MOST_UNPACKED // 1024**2)
    for entry in entries:
        if _lies_outside(entry.filename):
            raise PackagePath(name=entry.filename[:80])
        if entry.flag_bits & 1:
            raise NotPackage
    return Package(archive, {normpath(entry.filename): entry for entry in entries if not entry.is_dir()})


def _lies_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not name or name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\\" in name


def item_places(package: Package) -> list[str]:
    """Where the items of a package lie: as its manifest lists them, else every XML file of it."""
    manifest = package.read(MANIFEST)
    if manifest is None:
        return sorted(name for name in package.names if name.lower().endswith(".xml"))
    root = parsed(manifest)
    if local(root) != "manifest":
        raise WrongRoot(found=local(root)[:40])
    return [_place(each) for each in root.iter() if local(each) == "resource" and _is_item(each)]


def _is_item(resource: Element) -> bool:
    return resource.get("type", "").startswith(_ITEM) and bool(resource.get("href"))


def _place(resource: Element) -> str:
    return normpath(unquote(resource.get("href", "")))
