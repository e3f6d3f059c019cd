"""The library at the author's desk."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from cms.wagtail_hooks.reviews import EditThatAsksForReview
from library.models import Dimension, Figure, Guide, Indicator, LegalReference, Penalty, Term


class LegalReferences(SnippetViewSet):
    model = LegalReference
    edit_view_class = EditThatAsksForReview
    icon = "openquote"
    list_display = ["code", "title", "confidence"]
    list_filter = ["confidence"]
    search_fields = ["code", "title_fr", "title_ar", "law_fr", "law_ar"]


class Penalties(SnippetViewSet):
    model = Penalty
    edit_view_class = EditThatAsksForReview
    icon = "lock"
    list_display = ["article", "kind", "phrase"]
    search_fields = ["article", "phrase_fr", "phrase_ar"]


class Guides(SnippetViewSet):
    model = Guide
    icon = "list-ol"
    list_display = ["code", "name", "edition"]
    list_filter = ["edition"]
    search_fields = ["code", "name_fr", "name_ar", "source_fr", "source_ar"]


class DimensionsList(IndexView):
    def get_base_queryset(self) -> QuerySet[Dimension]:
        dimensions: QuerySet[Dimension] = super().get_base_queryset()
        return dimensions.select_related("guide")


class Dimensions(SnippetViewSet):
    model = Dimension
    index_view_class = DimensionsList
    icon = "folder-open-inverse"
    list_display = ["code", "guide", "name"]
    list_filter = ["guide"]
    search_fields = ["code", "name_fr", "name_ar"]


class Indicators(SnippetViewSet):
    model = Indicator
    edit_view_class = EditThatAsksForReview
    icon = "list-ul"
    list_display = ["code", "label", "weight_adult", "weight_child"]
    list_filter = ["dimension__guide", "weight_adult"]
    search_fields = ["code", "label_fr", "label_ar"]


class Figures(SnippetViewSet):
    model = Figure
    icon = "decimal"
    list_display = ["code", "value", "definition", "period"]
    search_fields = ["code", "definition_fr", "definition_ar"]


class Terms(SnippetViewSet):
    model = Term
    icon = "title"
    list_display = ["term_fr", "term_ar", "english", "domain"]
    list_filter = ["domain"]
    search_fields = ["code", "term_fr", "term_ar", "english", "definition_fr", "definition_ar"]


class LibraryGroup(SnippetViewSetGroup):
    menu_label = _("Library")
    menu_icon = "folder-open-inverse"
    menu_order = 210
    items = (LegalReferences, Penalties, Guides, Indicators, Dimensions, Figures, Terms)


register_snippet(LibraryGroup)
