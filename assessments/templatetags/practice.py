"""What one may practise in a module, for the page of the module."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from assessments.models.scenarios import Scenario
from assessments.models.screenings import ScreeningFile
from assessments.scenarios.graph import Scene
from courses.models import Module

register = template.Library()


@register.filter
def signed(points: object) -> SafeString:
    """`points` with its minus before the number, in Arabic too."""
    return format_html('<bdi dir="ltr">{}</bdi>', points)


@register.inclusion_tag("scenarios/_practice.html")
def practice_of(module: Module) -> dict[str, Any]:
    """The published scenarios and files to screen of `module`: two queries."""
    found = Scenario.objects.filter(modules=module, current__isnull=False).defer("draft")
    files = ScreeningFile.objects.filter(modules=module, is_published=True)
    return {"scenarios": found, "screenings": files}


@register.simple_tag
def scene_picture(scene: Scene) -> Any:
    """The picture of a scene: one query; `None` where it was taken away since."""
    return get_image_model().objects.filter(pk=scene.picture).first()


@register.simple_tag
def scene_audio(scene: Scene) -> Any:
    """The recording of a scene: one query; `None` where it was taken away since."""
    return get_document_model().objects.filter(pk=scene.audio).first()
