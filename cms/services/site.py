"""The frame that every installation has: two languages, their home pages, roles and a workflow."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.roles import Role
from cms.models import AwarenessPage, CataloguePage, HomePage, ValidationTask
from lms.lib.languages import LANGUAGES

TITLES = {
    "fr": ("Rempart", "Catalogue", "Sensibilisation et actualités"),
    "ar": ("حصن", "دليل التكوينات", "التحسيس والمستجدات"),
}
WORKFLOW = "Validation"
P = TypeVar("P", bound=Page)
_EDITED = {
    "library": (
        "judgment",
        "referralservice",
        "step",
        "legalreference",
        "penalty",
        "guide",
        "dimension",
        "indicator",
        "figure",
        "term",
    ),
    "courses": ("course", "module", "lesson", "edition"),
    "assessments": ("question", "choice", "quiz", "scenario", "screeningfile", "expertmark"),
}
_FILES = ("add_image", "choose_image", "add_document", "choose_document")


@dataclass(frozen=True)
class Branch:
    """The pages of one language that others hang from."""

    locale: Locale
    home: HomePage
    catalogue: CataloguePage
    awareness: AwarenessPage


@transaction.atomic
def prepare_site() -> dict[str, Branch]:
    """Make what is missing of the frame, and return the branch of each language. Doing it again writes nothing."""
    branches = {language: _branch(language) for language in LANGUAGES}
    _serve(branches["fr"].home)
    for role in (Role.AUTHOR, Role.VALIDATOR):
        _let_edit(Group.objects.get_or_create(name=role)[0], homes=[branch.home for branch in branches.values()])
    _require_validation([branch.home for branch in branches.values()])
    return branches


def _branch(language: str) -> Branch:
    locale = Locale.objects.get_or_create(language_code=language)[0]
    home_title, catalogue_title, awareness_title = TITLES[language]
    home = HomePage.objects.filter(locale=locale, depth=2).first()
    if home is None:
        home = HomePage(title=home_title, slug=f"home-{language}", locale=locale)
        _share_key(home, HomePage)
        Page.get_first_root_node().add_child(instance=home)
    catalogue = CataloguePage.objects.filter(locale=locale).first() or _below(
        home, CataloguePage(title=catalogue_title, slug="catalogue", locale=locale)
    )
    awareness = AwarenessPage.objects.filter(locale=locale).first() or _below(
        home, AwarenessPage(title=awareness_title, slug="sensibilisation", locale=locale)
    )
    return Branch(locale, home, catalogue, awareness)


def _below(home: HomePage, page: P) -> P:
    _share_key(page, type(page))
    home.add_child(instance=page)
    return page


def _share_key(page: Page, model: type[Page]) -> None:
    """Make `page` the translation of the one page of `model` that is there, if any."""
    other = model.objects.first()
    if other:
        page.translation_key = other.translation_key


def _serve(home: HomePage) -> None:
    """Make `home` the root of the default site; what Wagtail puts there at first is taken away."""
    site = Site.objects.filter(is_default_site=True).first()
    if site and site.root_page_id == home.pk:
        return
    address = urlsplit(settings.BASE_URL)
    site = site or Site(is_default_site=True)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.root_page = home
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()
    _forget_defaults()


def _forget_defaults() -> None:
    for page in Page.objects.filter(depth=2).exclude(pk__in=HomePage.objects.values("pk")):
        if page.specific_class is Page and not page.numchild:
            page.delete()
    Workflow.objects.filter(name="Moderators approval").delete()
    Task.objects.filter(name="Moderators approval").delete()
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()


def _let_edit(group: Group, *, homes: Iterable[HomePage]) -> None:
    """Give `group` the pages and entries to edit; validators publish, authors submit."""
    group.permissions.add(*_permissions(wagtailadmin=["access_admin"], simple_translation=["submit_translation"]))
    for app, models in _EDITED.items():
        verbs = [f"{verb}_{model}" for model in models for verb in ("add", "change", "view")]
        group.permissions.add(*_permissions(**{app: verbs}))
    verbs = ["add", "change"] + (["publish", "lock", "unlock"] if group.name == Role.VALIDATOR else [])
    for permission in _permissions(wagtailcore=[f"{verb}_page" for verb in verbs]):
        for home in homes:
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    for permission in _permissions(wagtailimages=_FILES, wagtaildocs=_FILES):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )


def _permissions(**codenames: Iterable[str]) -> list[Permission]:
    return [
        permission
        for app, names in codenames.items()
        for permission in Permission.objects.filter(content_type__app_label=app, codename__in=list(names))
    ]


def _require_validation(homes: Iterable[HomePage]) -> None:
    task, made = ValidationTask.objects.get_or_create(name=WORKFLOW)
    if made:
        task.groups.set(Group.objects.filter(name=Role.VALIDATOR))
        _take_over(task)
    workflow = Workflow.objects.get_or_create(name=WORKFLOW)[0]
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for home in homes:
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def _take_over(task: ValidationTask) -> None:
    """Give what an earlier task of the same name was asked to `task`, which wants a comment with each refusal."""
    for earlier in GroupApprovalTask.objects.filter(name=WORKFLOW):
        TaskState.objects.filter(task=earlier).update(task=task)
        earlier.delete()
