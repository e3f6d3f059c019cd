"""Columns of the lists of the desk."""

from typing import Any

from django.db.models import Model
from django.template.defaultfilters import yesno
from django.utils.text import capfirst
from wagtail.admin.ui.tables import Column


class YesNo(Column):
    """Whether the field `name` of a row is so, in a word of the reader's language; sorted by that field."""

    def __init__(self, model: type[Model], name: str) -> None:
        label = capfirst(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a field of its own
        super().__init__(name, label=label, sort_key=name)

    def get_value(self, instance: Any) -> str:
        return capfirst(str(yesno(super().get_value(instance))))
