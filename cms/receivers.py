"""What follows from a change in the library or from a publication."""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.signals import page_published

from cms.models.addressed import ShownPage
from cms.rendering import forget_bodies
from library.models import Figure, Indicator, LegalReference, Penalty


def library_changed(**kwargs: Any) -> None:
    """Lessons quote the library, so what was kept of them is stale once the change is committed."""
    transaction.on_commit(forget_bodies)


def title_published(instance: ShownPage, **kwargs: Any) -> None:
    """Lists name a course, module or lesson by its own title: it follows the title of the published page."""
    column = f"title_{instance.locale.language_code}"
    if getattr(instance.shown, column) != instance.title:
        setattr(instance.shown, column, instance.title)
        instance.shown.save(update_fields=[column])


def leave_out_of_the_reference_index() -> None:
    """Wagtail notes on every save what a row refers to; rows about people are many and nobody asks that of them."""
    for label in ("accounts", "enrolments", "assessments", "certificates", "reporting"):
        for model in apps.get_app_config(label).get_models():
            if label != "assessments" or model.__name__ in ("Attempt", "Response", "ExtraAttempt"):
                model.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # Wagtail reads this


def connect() -> None:
    leave_out_of_the_reference_index()
    for model in (LegalReference, Indicator, Figure, Penalty, get_image_model(), get_document_model()):
        post_save.connect(library_changed, sender=model, dispatch_uid=f"cms.saved.{model.__name__}")
        post_delete.connect(library_changed, sender=model, dispatch_uid=f"cms.deleted.{model.__name__}")
    for page in ShownPage.__subclasses__():
        page_published.connect(title_published, sender=page, dispatch_uid=f"cms.published.{page.__name__}")
