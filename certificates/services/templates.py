"""Templates: the three documents have one each from the beginning, so that there is something to edit."""

from django.db import transaction

from certificates.document.design import default_design
from certificates.models import Certificate, DocumentTemplate


@transaction.atomic
def make_templates() -> int:
    """Make the templates that are missing, each with a first revision, as documents look by default; return how many.

    What somebody edited is left alone.
    """
    there = set(DocumentTemplate.objects.values_list("kind", flat=True))
    missing = [kind for kind in Certificate.Kind.values if kind not in there]
    for kind in missing:
        template = DocumentTemplate.objects.create(**default_design(kind).columns())
        template.save_revision()
    return len(missing)
