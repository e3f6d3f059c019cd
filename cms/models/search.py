"""What search finds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.search.keys import keys


class SearchEntry(index.Indexed, models.Model):
    """One lesson, library entry or page in one language, as search tells it. Made from what is published, never edited.

    `module` is the module whose learners may read the text of a lesson; the text of the others is open to whoever
    signed in.
    """

    class Kind(models.TextChoices):
        LESSON = "lesson", _("lesson")
        LAW = "law", _("legal reference")
        INDICATOR = "indicator", _("indicator")
        JUDGMENT = "judgment", _("judgment")
        SERVICE = "service", _("referral service")
        STEP = "step", _("step of the pathway")
        FIGURE = "figure", _("figure")
        TERM = "term", _("term")
        NEWS = "news", _("news")
        PAGE = "page", _("page")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    key = models.CharField(_("key"), max_length=120)
    language = models.CharField(_("language"), max_length=2)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    address = models.CharField(_("address"), max_length=300)
    module = models.PositiveBigIntegerField(_("module"), null=True, blank=True)

    search_fields = [
        index.SearchField("title_keys", boost=4),
        index.SearchField("text_keys"),
        index.FilterField("kind"),
        index.FilterField("language"),
    ]

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="search_entry_once_per_language")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title_keys(self) -> str:
        return keys(self.title)

    @property
    def text_keys(self) -> str:
        return keys(f"{self.key} {self.text}")
