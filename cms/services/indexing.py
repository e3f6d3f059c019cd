"""Wagtail's two indexes of pages, for search in the editor and for references, during a load of many pages.

Wagtail brings both up to date at every save, and a page is saved three times until it is published.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.db.models.signals import post_save
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.models.addressed import AddressedPage


@contextmanager
def indexed_at_the_end() -> Iterator[None]:
    """Leave both indexes alone meanwhile, and bring those of the pages saved up to date once at the end."""
    saved: dict[type[models.Model], set[int]] = defaultdict(set)

    def note(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
        saved[sender].add(instance.pk)

    kinds = [model for model in _page_models() if post_save.disconnect(post_save_signal_handler, sender=model)]
    for model in kinds:
        post_save.connect(note, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in kinds:
            post_save.disconnect(note, sender=model)
            post_save.connect(post_save_signal_handler, sender=model)
    for model, pks in saved.items():
        _index(model, pks)


def _page_models() -> list[type[Page]]:
    return [model for model in Page.__subclasses__() + _below(AddressedPage) if not model._meta.abstract]


def _below(model: type[models.Model]) -> list[Any]:
    return [each for child in model.__subclasses__() for each in (child, *_below(child))]


def _index(model: type[models.Model], pks: set[int]) -> None:
    rows = list(model._default_manager.filter(pk__in=pks))
    get_search_backend().add_bulk(model, rows)
    for row in rows:
        ReferenceIndex.create_or_update_for_object(row)
