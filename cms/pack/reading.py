"""A whole pack, read and checked."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from cms.pack.bank import check_bank, read_bank
from cms.pack.catalogue import read_courses, read_modules, read_pages
from cms.pack.checks import check_pack, check_penalties
from cms.pack.directory import check_directory, read_judgments, read_services, read_steps
from cms.pack.facts import Pack, Words
from cms.pack.library import (
    read_dimensions,
    read_figures,
    read_guides,
    read_indicators,
    read_laws,
    read_penalties,
    read_terms,
)
from cms.pack.mistakes import Findings
from cms.pack.news import read_news
from cms.pack.scenarios import check_scenarios, read_scenarios
from cms.pack.screenings import check_screenings, read_screenings
from cms.pack.yaml_file import read_entry


def read_pack(folder: Path, *, professions: Collection[str], places: Mapping[str, str] | None = None) -> Pack:
    """Return what the pack at `folder` says; `professions` are the codes that its courses may address.

    `places` gives the region of each city, by their codes; without it, places are taken as they are written.
    Raises `BrokenPack` with every mistake found.
    """
    findings = Findings(folder)
    if not folder.is_dir():
        findings.add(folder, 1, _("There is no such folder."))
        findings.refuse()
    pack = _read(folder, findings)
    check_pack(pack, findings, professions=professions)
    check_directory(pack, findings, places=places)
    check_scenarios(pack, findings)
    check_screenings(pack, findings)
    check_bank(pack, findings)
    check_penalties(_texts(folder), findings, articles={penalty.article for penalty in pack.penalties})
    findings.refuse()
    return pack


def _read(folder: Path, findings: Findings) -> Pack:
    head = read_entry(folder / "pack.yaml", findings)
    if head:
        head.only(("name", "languages", "law_described_on", "notice"))
        if set(head.texts("languages")) != {"fr", "ar"}:
            head.wrong("languages", _("A pack is written in fr and ar."))
    described = head.day("law_described_on") if head else None
    if head and described is None:
        head.wrong("law_described_on", _("The day to which the law is described is missing."))
    library = folder / "library"
    return Pack(
        name=head.words("name", longest=200) if head else Words(),
        notice=head.words("notice", required=False) if head and head.has("notice") else Words(),
        law_described_on=described or date.min,
        laws=read_laws(library, findings),
        penalties=read_penalties(library, findings),
        guides=read_guides(library, findings),
        dimensions=read_dimensions(library, findings),
        indicators=read_indicators(library, findings),
        figures=read_figures(library, findings),
        terms=read_terms(library, findings),
        judgments=read_judgments(library, findings),
        services=read_services(library, findings),
        steps=read_steps(library, findings),
        modules=read_modules(folder / "modules", findings),
        courses=read_courses(folder / "courses", findings),
        pages=read_pages(folder / "pages", findings),
        news=read_news(folder / "news", findings),
        scenarios=read_scenarios(folder / "scenarios", findings),
        screenings=read_screenings(folder / "screenings", findings),
        bank=read_bank(folder, findings),
    )


def _texts(folder: Path) -> list[Path]:
    """Every file that a reader sees text of, the table of penalties excepted."""
    files = [path for pattern in ("**/*.md", "**/*.yaml") for path in folder.glob(pattern)]
    return sorted(path for path in files if path != folder / "library" / "penalties.yaml")
