"""Bring a content pack into the tables and pages."""

from pathlib import Path

from django.db import transaction

from accounts.models import Profession
from cms.pack.reading import read_pack
from cms.search.keeping import postponed
from cms.services.bank_rows import write_tags, write_tests
from cms.services.directory_rows import write_directory
from cms.services.indexing import indexed_at_the_end
from cms.services.library_rows import write_library
from cms.services.pages import write_pages
from cms.services.pen import Pen, Report
from cms.services.rows import write_courses
from cms.services.scenario_rows import write_practice
from cms.services.site import prepare_site
from jurisdictions.models import City


def load_pack(folder: Path, *, overwrite: bool = False) -> Report:
    """Write what changed in the pack at `folder`, in one transaction, and report it.

    What somebody changed on the site since the pack last wrote it is left alone and listed; with `overwrite`
    a row takes the pack's text, and a page takes it as a new draft. Loading the same pack again writes nothing.
    Raises `BrokenPack` before anything is written.
    """
    pack = read_pack(
        folder,
        professions=set(Profession.objects.values_list("code", flat=True)),
        places=dict(City.objects.values_list("code", "region__code")),
    )
    with transaction.atomic(), postponed(), indexed_at_the_end():
        pen = Pen(overwrite=overwrite)
        branches = prepare_site()
        write_library(pack, pen)
        write_directory(pack, pen)
        write_tags(pack.bank, pen)
        write_courses(pack, pen)
        write_tests(pack.bank, pen)
        write_practice(pack, pen)
        write_pages(pack, pen, branches)
        pen.list_dropped()
    return pen.report
