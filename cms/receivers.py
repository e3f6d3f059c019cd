"""What follows from a change in the library or from a publication."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Min
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from certificates import law
from cms.desk.alignment import note_revision
from cms.desk.changes import ChangeKind
from cms.models import Alignment, HomePage, LessonPage
from cms.models.addressed import AddressedPage, ShownPage
from cms.rendering import forget_bodies
from cms.search.entries import PAGES, SOURCES
from cms.search.keeping import keep_page, keep_row
from enrolments.services import ask_for_update
from library.models import Figure, Indicator, Judgment, LegalReference, Penalty, Term


def library_changed(**kwargs: Any) -> None:
    """Lessons quote the library, so what was kept of them is stale once the change is committed."""
    transaction.on_commit(forget_bodies)


def title_published(instance: ShownPage, **kwargs: Any) -> None:
    """Lists name a course, module or lesson by its own title: it follows the title of the published page."""
    column = f"title_{instance.locale.language_code}"
    if getattr(instance.shown, column) != instance.title:
        setattr(instance.shown, column, instance.title)
        instance.shown.save(update_fields=[column])


def law_changed(instance: LessonPage, revision: Revision, **kwargs: Any) -> None:
    """A lesson published with a change of law asks those who completed a course with it to read it again.

    A page that is in line with the other language follows it: what changed there was asked about already.
    """
    if instance.change_kind != ChangeKind.LAW:
        return
    in_line = Alignment.objects.filter(
        translation_key=instance.translation_key, agreed_at__isnull=False, fr_is_older=False, ar_is_older=False
    )
    ask_for_update(
        instance.lesson, language=instance.locale.language_code, note=instance.change_note, revision=revision.pk,
        follows=in_line.exists(), at=timezone.now(),
    )  # fmt: skip


def page_revised(instance: Revision, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    """With every revision, a page's counterpart is in line or behind."""
    page = None if update_fields and "content" not in update_fields else instance.content_object
    if isinstance(page, Page) and issubclass(page.specific_class or Page, AddressedPage):
        note_revision(page, content=instance.content)


def row_kept(instance: models.Model, **kwargs: Any) -> None:
    keep_row(instance)


def row_gone(instance: models.Model, **kwargs: Any) -> None:
    keep_row(instance, gone=True)


def page_kept(instance: AddressedPage, **kwargs: Any) -> None:
    keep_page(instance)


def page_gone(instance: AddressedPage, **kwargs: Any) -> None:
    keep_page(instance, gone=True)


def page_deleted(instance: Page, **kwargs: Any) -> None:
    """What two languages agreed upon is forgotten with the first of them to go."""
    Alignment.objects.filter(translation_key=instance.translation_key).delete()


def leave_out_of_the_reference_index() -> None:
    """Wagtail notes on every save what a row refers to; rows about people are many and nobody asks that of them."""
    for label in ("accounts", "enrolments", "assessments", "certificates", "reporting"):
        for model in apps.get_app_config(label).get_models():
            if label != "assessments" or model.__name__ in ("Attempt", "Response", "ExtraAttempt"):
                model.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # Wagtail reads this


def law_described_on() -> date | None:
    """The day to which every home page describes the law, the earliest where they differ: one query."""
    earliest: date | None = HomePage.objects.live().aggregate(day=Min("law_described_on"))["day"]
    return earliest


def connect() -> None:
    law.register(law_described_on)
    leave_out_of_the_reference_index()
    for model in (LegalReference, Indicator, Figure, Judgment, Penalty, Term, get_image_model(), get_document_model()):
        post_save.connect(library_changed, sender=model, dispatch_uid=f"cms.saved.{model.__name__}")
        post_delete.connect(library_changed, sender=model, dispatch_uid=f"cms.deleted.{model.__name__}")
    for model in SOURCES:
        post_save.connect(row_kept, sender=model, dispatch_uid=f"cms.search.saved.{model.__name__}")
        post_delete.connect(row_gone, sender=model, dispatch_uid=f"cms.search.deleted.{model.__name__}")
    for shown in PAGES:
        page_published.connect(page_kept, sender=shown, dispatch_uid=f"cms.search.published.{shown.__name__}")
        page_unpublished.connect(page_gone, sender=shown, dispatch_uid=f"cms.search.unpublished.{shown.__name__}")
        post_delete.connect(page_gone, sender=shown, dispatch_uid=f"cms.search.page_deleted.{shown.__name__}")
    post_save.connect(page_revised, sender=Revision, dispatch_uid="cms.revised")
    post_delete.connect(page_deleted, sender=Page, dispatch_uid="cms.page_deleted")
    page_published.connect(law_changed, sender=LessonPage, dispatch_uid="cms.law_changed")
    for page in ShownPage.__subclasses__():
        page_published.connect(title_published, sender=page, dispatch_uid=f"cms.published.{page.__name__}")
