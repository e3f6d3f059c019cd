"""The figures that may be quoted."""

from django.db.models import QuerySet

from accounts.models import User
from library.models import Figure


def figures_visible_to(reader: User) -> QuerySet[Figure]:
    """The published figures, and for those who write the content the others too: one query."""
    return Figure.objects.all() if reader.works_in_cms else Figure.objects.filter(is_published=True)
