"""Pages that stand in one language only, and pages that are behind the other language."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from wagtail.models import Page

from accounts.models import User
from cms.desk.rows import Row, row_of_page
from cms.models import Alignment
from cms.models.addressed import AddressedPage
from lms.lib.languages import ARABIC, FRENCH


def untranslated(person: User) -> QuerySet[Page]:
    """The pages whose other language is missing, or is a draft while they are published: one query."""
    others = Page.objects.filter(translation_key=OuterRef("translation_key")).exclude(locale=OuterRef("locale"))
    is_alone = ~Exists(others)
    only_draft = Q(~Exists(others.filter(live=True)), live=True)
    pages = _of_ours().annotate(is_alone=is_alone).filter(Q(is_alone=True) | only_draft)
    ordered: QuerySet[Page] = pages.order_by("path")
    return ordered


def rows_untranslated(pages: Iterable[Page], person: User) -> list[Row]:
    """A row for each of `pages`, without a query."""
    missing = {
        FRENCH: (gettext("the Arabic page is missing"), gettext("the Arabic page is a draft")),
        ARABIC: (gettext("the French page is missing"), gettext("the French page is a draft")),
    }
    return [row_of_page(page, facts=missing[page.locale.language_code][not page.is_alone]) for page in pages]


def older(person: User) -> QuerySet[Page]:
    """The pages whose other language changed since both said the same, or that never did: one query."""
    rows = Alignment.objects.filter(translation_key=OuterRef("translation_key"))
    behind = Q(Exists(rows.filter(fr_is_older=True)), locale__language_code=FRENCH)
    behind |= Q(Exists(rows.filter(ar_is_older=True)), locale__language_code=ARABIC)
    return _of_ours().filter(behind).order_by("path")


def rows_older(pages: Iterable[Page], person: User) -> list[Row]:
    """A row for each of `pages`, without a query."""
    behind = {FRENCH: gettext("the Arabic page changed since"), ARABIC: gettext("the French page changed since")}
    return [row_of_page(page, facts=behind[page.locale.language_code]) for page in pages]


def _of_ours() -> QuerySet[Page]:
    kinds = ContentType.objects.get_for_models(*_kinds(AddressedPage)).values()
    pages: QuerySet[Page] = Page.objects.filter(content_type__in=kinds).select_related("locale")
    return pages


def _kinds(model: type[Page]) -> list[type[Page]]:
    """The page models below an abstract one."""
    found = []
    for each in model.__subclasses__():
        found += _kinds(each) if each._meta.abstract else [each]
    return found
