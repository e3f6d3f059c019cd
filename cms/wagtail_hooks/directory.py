"""Case law, the referral directory and the pathway at the author's desk."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from cms.desk.columns import YesNo
from library.models import Judgment, ReferralService, Step
from library.queries.referral import services_overseen_by
from library.rules import LANGUAGES


def _both(name: str) -> list[FieldPanel]:
    return [FieldPanel(f"{name}_fr"), FieldPanel(f"{name}_ar")]


class JudgmentForm(WagtailAdminModelForm):
    """Refuses to publish before the checklist is complete, and says what is missing."""

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean()
        missing = [str(self.fields[tick].label) for tick in Judgment.CHECKLIST if not facts.get(tick)]
        if facts.get("is_published") and missing:
            sentence = gettext("It cannot be published yet; still to be ticked: %(missing)s.")
            self.add_error("is_published", sentence % {"missing": " · ".join(missing)})
        return facts


class ServiceForm(WagtailAdminModelForm):
    """Hides a protected address from whoever does not oversee the service; saving then leaves it as it is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.is_address_protected and not self._oversees():
            for name in ("address", "is_address_protected"):
                self.fields.pop(name, None)

    def _oversees(self) -> bool:
        overseen = services_overseen_by(self.for_user)
        return bool(ReferralService.objects.filter(overseen, pk=self.instance.pk).exists())

    def clean_languages(self) -> str:
        codes = str(self.cleaned_data["languages"]).lower().split()
        unknown = [code for code in codes if code not in LANGUAGES]
        if unknown:
            places = {"unknown": ", ".join(unknown), "known": ", ".join(LANGUAGES)}
            self.add_error("languages", gettext("Not known: %(unknown)s. There are: %(known)s.") % places)
        return " ".join(codes)

    def clean_website(self) -> str:
        address = str(self.cleaned_data["website"])
        if address and not address.startswith(("https://", "http://")):
            self.add_error("website", gettext("A web address begins with https://."))
        return address

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean()
        city, region = facts.get("city"), facts.get("region")
        if city and region and city.region_id != region.pk:
            sentence = gettext("The city lies in another region: %(region)s.")
            self.add_error("city", sentence % {"region": city.region})
        return facts


class Judgments(SnippetViewSet):
    model = Judgment
    icon = "doc-full-inverse"
    list_display = ["__str__", "court", "decided_on", YesNo(Judgment, "is_published")]
    list_filter = ["level", "form", "is_published"]
    search_fields = ["code", "title_fr", "title_ar", "court_fr", "court_ar", "citation"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("code"), *_both("title"),
            MultiFieldPanel(
                [*_both("court"), FieldPanel("level"), *_both("country"), FieldPanel("decided_on"),
                 FieldPanel("citation")],
                heading=_("Decision"),
            ),
            MultiFieldPanel(
                [FieldPanel("form"), *_both("act"), *_both("means"), *_both("purpose")], heading=_("Elements"),
            ),
            *_both("holding"), *_both("summary"), FieldPanel("legal_references"),
            MultiFieldPanel(
                [*(FieldPanel(tick) for tick in Judgment.CHECKLIST), FieldPanel("is_published")],
                heading=_("Anonymisation checklist"),
            ),
        ],
        base_form_class=JudgmentForm,
    )  # fmt: skip


class ServicesList(IndexView):
    """The list, with the doors to the file for administrators."""

    def get_base_queryset(self) -> QuerySet[ReferralService]:
        services: QuerySet[ReferralService] = super().get_base_queryset()
        return services.select_related("region", "city")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = list(super().header_more_buttons)
        if self.request.user.is_superuser:
            out, into = reverse("directory_csv"), reverse("directory_import")
            buttons.append(Button(gettext("Export as CSV"), url=out, icon_name="download", priority=80))
            buttons.append(Button(gettext("Read in from a CSV file"), url=into, icon_name="upload", priority=90))
        return buttons


class Services(SnippetViewSet):
    """No list, filter or search here names the address."""

    model = ReferralService
    icon = "group"
    index_view_class = ServicesList
    list_display = [
        "__str__", "kind", "region", "city", "verified_on", YesNo(ReferralService, "is_example"),
        YesNo(ReferralService, "is_published"),
    ]  # fmt: skip
    list_filter = ["kind", "region", "public", "is_example", "is_published"]
    search_fields = ["code", "name_fr", "name_ar", "description_fr", "description_ar"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("code"), *_both("name"), FieldPanel("kind"), FieldPanel("region"), FieldPanel("city"),
            FieldPanel("public"), FieldPanel("languages"), *_both("description"),
            MultiFieldPanel(
                [FieldPanel("phone"), FieldPanel("website"), *_both("hours"), FieldPanel("address"),
                 FieldPanel("is_address_protected")],
                heading=_("How to reach it"),
            ),
            FieldPanel("verified_on"), FieldPanel("source"), FieldPanel("is_example"), FieldPanel("is_published"),
        ],
        base_form_class=ServiceForm,
    )  # fmt: skip


class StepsList(IndexView):
    def get_base_queryset(self) -> QuerySet[Step]:
        steps: QuerySet[Step] = super().get_base_queryset()
        return steps.select_related("region")


class Steps(SnippetViewSet):
    model = Step
    index_view_class = StepsList
    icon = "list-ol"
    list_display = ["__str__", "key", "region", "position", YesNo(Step, "is_published")]
    list_filter = ["region", "is_published"]
    search_fields = ["key", "title_fr", "title_ar", "actor_fr", "actor_ar"]
    copy_view_enabled = False


class DirectoryGroup(SnippetViewSetGroup):
    menu_label = _("Case law and referral")
    menu_icon = "group"
    menu_order = 215
    items = (Judgments, Services, Steps)


register_snippet(DirectoryGroup)
