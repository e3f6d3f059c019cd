"""What a lesson and a page are made of. `look` names the class of the block in the style sheet."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from library.models import ReferralService

INLINE = ["bold", "italic", "link", "document-link"]
PROSE = [*INLINE, "ol", "ul"]
FULL = [*PROSE, "h2", "h3", "h4", "blockquote", "hr"]


class RichText(blocks.RichTextBlock):
    """Prose, in which `{peine:448-2}` stands for the penalty of an article."""

    class Meta:
        template = "cms/blocks/prose.html"


class Text(RichText):
    """The running text of a lesson, with its headings."""

    class Meta:
        icon = "pilcrow"
        label = _("text")
        template = "cms/blocks/text.html"
        look = "text"


class Table(TypedTableBlock):
    text = RichText(features=INLINE, required=False, label=_("text"))

    class Meta:
        icon = "table"
        label = _("table")
        template = "cms/blocks/table.html"
        look = "table"


class KeyPoint(RichText):
    class Meta:
        icon = "pick"
        label = _("key point")
        template = "cms/blocks/key_point.html"
        look = "key-point"


class ContentNote(RichText):
    class Meta:
        icon = "warning"
        label = _("content note")
        template = "cms/blocks/content_note.html"
        look = "content-note"


class LegalReference(blocks.StructBlock):
    reference = SnippetChooserBlock("library.LegalReference", label=_("legal reference"))
    note = RichText(features=PROSE, required=False, label=_("what it changes here"))

    class Meta:
        icon = "openquote"
        label = _("legal reference")
        template = "cms/blocks/legal_reference.html"
        look = "law"


class Indicators(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=200, label=_("title"))
    indicators = blocks.ListBlock(
        SnippetChooserBlock("library.Indicator", label=_("indicator")), min_num=1, label=_("indicators")
    )

    class Meta:
        icon = "list-ul"
        label = _("indicators")
        template = "cms/blocks/indicators.html"
        look = "indicators"


class CaseStudy(blocks.StructBlock):
    title = blocks.CharBlock(max_length=200, label=_("title"))
    text = RichText(features=[*FULL], label=_("text"))

    class Meta:
        icon = "user"
        label = _("case study (fictional)")
        template = "cms/blocks/case_study.html"
        look = "case"


class Figure(blocks.StructBlock):
    figure = SnippetChooserBlock("library.Figure", label=_("figure"))

    class Meta:
        icon = "decimal"
        label = _("figure")
        template = "cms/blocks/figure.html"
        look = "figure"


class Judgment(blocks.StructBlock):
    judgment = SnippetChooserBlock("library.Judgment", label=_("judgment"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("judgment")
        template = "cms/blocks/judgment.html"
        look = "judgment"


class Referral(blocks.StructBlock):
    """Services of the reader's region. What is kept of a body holds their place; `cms.referrals` fills it."""

    title = blocks.CharBlock(required=False, max_length=200, label=_("title"))
    kinds = blocks.MultipleChoiceBlock(
        choices=ReferralService.Kind.choices, label=_("kinds of service"), search_index=False
    )

    class Meta:
        icon = "group"
        label = _("services of the reader’s region")
        template = "cms/blocks/referral.html"
        look = "referral"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        known = [kind for kind in value["kinds"] if kind in ReferralService.Kind.values]
        return context | {"kinds": [ReferralService.Kind(kind) for kind in known]}


class Picture(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(max_length=300, label=_("what it shows, for whoever cannot see it"))
    caption = blocks.CharBlock(required=False, max_length=300, label=_("caption"))
    credit = blocks.CharBlock(max_length=200, label=_("credit"))

    class Meta:
        icon = "image"
        label = _("picture")
        template = "cms/blocks/picture.html"
        look = "figure"


class Media(blocks.StructBlock):
    title = blocks.CharBlock(max_length=200, label=_("title"))
    file = DocumentChooserBlock(label=_("video or audio file"))
    kind = blocks.ChoiceBlock(choices=[("video", _("video")), ("audio", _("audio"))], default="video", label=_("kind"))
    transcript = RichText(features=PROSE, label=_("transcript"))

    class Meta:
        icon = "media"
        label = _("video or audio")
        template = "cms/blocks/media.html"
        look = "media"


class Document(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(required=False, max_length=200, label=_("title"))

    class Meta:
        icon = "doc-full"
        label = _("document")
        template = "cms/blocks/document.html"
        look = "document"


class CheckChoice(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, label=_("choice"))
    correct = blocks.BooleanBlock(required=False, label=_("correct"))
    feedback = blocks.TextBlock(rows=2, label=_("feedback"))


class KnowledgeCheck(blocks.StructBlock):
    question = blocks.TextBlock(rows=2, label=_("question"))
    choices = blocks.ListBlock(CheckChoice(), min_num=2, label=_("choices"))

    class Meta:
        icon = "help"
        label = _("knowledge check")
        template = "cms/blocks/knowledge_check.html"
        look = "check"


class BriefStream(blocks.StreamBlock):
    """What a page outside the lessons may hold."""

    text = Text(features=FULL)
    table = Table()
    key_point = KeyPoint(features=PROSE)
    content_note = ContentNote(features=PROSE)
    document = Document()


class LessonStream(BriefStream):
    """What a lesson may hold."""

    legal_reference = LegalReference()
    indicators = Indicators()
    case_study = CaseStudy()
    figure = Figure()
    judgment = Judgment()
    referral = Referral()
    picture = Picture()
    media = Media()
    knowledge_check = KnowledgeCheck()
