"""The author's desk: the entries beside the pages, and what may not be done to a page."""

from cms.wagtail_hooks import author_help, desk, directory, exchange, learning, library, pages, practice, reviews

__all__ = ["author_help", "desk", "directory", "exchange", "learning", "library", "pages", "practice", "reviews"]
