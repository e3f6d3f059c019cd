"""The author's desk: the entries beside the pages, and what may not be done to a page."""

from cms.wagtail_hooks import desk, directory, exchange, learning, library, pages, practice, reviews

__all__ = ["desk", "directory", "exchange", "learning", "library", "pages", "practice", "reviews"]
