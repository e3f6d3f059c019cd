"""Pages that show the domain, and what the pack last wrote."""

from cms.models.awareness import AwarenessPage, NewsPage
from cms.models.desk import Alignment, ValidationTask
from cms.models.guides import GuidePage
from cms.models.learning import CoursePage, LessonPage, ModulePage
from cms.models.pack_entry import PackEntry
from cms.models.public import CataloguePage, HomePage, StandardPage
from cms.models.review import Review, ReviewItem
from cms.models.search import SearchEntry

__all__ = [
    "Alignment",
    "AwarenessPage",
    "CataloguePage",
    "CoursePage",
    "GuidePage",
    "HomePage",
    "LessonPage",
    "ModulePage",
    "NewsPage",
    "PackEntry",
    "Review",
    "ReviewItem",
    "SearchEntry",
    "StandardPage",
    "ValidationTask",
]
