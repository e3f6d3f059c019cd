"""Pages that show the domain, and what the pack last wrote."""

from cms.models.learning import CoursePage, LessonPage, ModulePage
from cms.models.pack_entry import PackEntry
from cms.models.public import CataloguePage, HomePage, StandardPage

__all__ = ["CataloguePage", "CoursePage", "HomePage", "LessonPage", "ModulePage", "PackEntry", "StandardPage"]
