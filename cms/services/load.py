"""Bring a content pack into the tables and pages."""

from pathlib import Path

from django.db import transaction

from accounts.models import Profession
from cms.pack.reading import read_pack
from cms.services.pages import write_pages
from cms.services.pen import Pen, Report
from cms.services.rows import write_courses, write_library
from cms.services.site import prepare_site


def load_pack(folder: Path, *, overwrite: bool = False) -> Report:
    """Write what changed in the pack at `folder`, in one transaction, and report it.

    What somebody changed on the site since the pack last wrote it is left alone and listed; with `overwrite`
    a row takes the pack's text, and a page takes it as a new draft. Loading the same pack again writes nothing.
    Raises `BrokenPack` before anything is written.
    """
    pack = read_pack(folder, professions=set(Profession.objects.values_list("code", flat=True)))
    with transaction.atomic():
        pen = Pen(overwrite=overwrite)
        branches = prepare_site()
        write_library(pack, pen)
        write_courses(pack, pen)
        write_pages(pack, pen, branches)
        pen.list_dropped()
    return pen.report
