"""What every page's frame needs: navigation, the other language, the links at the foot."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from lms.lib.languages import ARABIC, FRENCH, reading_language

SWITCH = "langue"


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class OtherLanguage:
    code: str
    name: str
    url: str


def chrome(request: HttpRequest) -> dict[str, object]:
    """The frame of a page, each part worked out only where a template asks for it."""
    return {
        "nav": SimpleLazyObject(lambda: _nav(request)),
        "account_links": SimpleLazyObject(lambda: _account_links(request)),
        "footer_links": SimpleLazyObject(_footer_links),
        "other_language": SimpleLazyObject(lambda: _other_language(request)),
        "site_name": _("Rempart"),
    }


def _link(request: HttpRequest, label: str, name: str, **kwargs: str) -> Link:
    url = reverse(name, kwargs=kwargs or None)
    return Link(label, url, current=request.path.startswith(url))


def _nav(request: HttpRequest) -> list[Link]:
    links = [_link(request, _("Catalogue"), "catalogue")]
    if request.user.is_authenticated:
        links.insert(0, _link(request, _("Dashboard"), "dashboard"))
        links.append(_link(request, _("Scenarios"), "scenarios"))
        links.append(_link(request, _("Library"), "library"))
        links.append(_link(request, _("Search"), "search"))
        if request.user.sees_coverage:
            links.append(_link(request, _("Coverage"), "reporting:coverage"))
        if request.user.oversees_people:
            links.append(_link(request, _("People"), "people:list"))
            links.append(_link(request, _("Certificates"), "certificates:find"))
    else:
        links.append(_link(request, _("Check a certificate"), "verify"))
    return links


def _account_links(request: HttpRequest) -> list[Link]:
    if not request.user.is_authenticated:
        return []
    links = [
        _link(request, _("My certificates"), "certificates:list"),
        _link(request, _("My account"), "account"),
    ]
    if request.user.animates:
        links.append(_link(request, _("Tutors’ guides"), "guides"))
    links += _marking_links(request)
    if request.user.works_in_cms:
        links.append(Link(_("Editing"), reverse("wagtailadmin_home")))
    return links


def _marking_links(request: HttpRequest) -> list[Link]:
    """What tutors, authors and coordinators do about the quizzes of others."""
    if not request.user.is_authenticated:
        return []
    doors = (
        (request.user.marks_notes, _("Case notes to mark"), "notes"),
        (request.user.marks_notes or request.user.oversees_people, _("Learners without attempts"), "quiz_waiting"),
        (request.user.judges_questions, _("Corrections"), "corrections"),
        (request.user.animates, _("Item analysis"), "analyses"),
    )
    return [_link(request, label, name) for is_open, label, name in doors if is_open]


def _footer_links() -> list[Link]:
    pages = (
        ("aide", _("Help")),
        ("contact", _("Contact")),
        ("accessibilite", _("Accessibility")),
        ("confidentialite", _("Privacy")),
        ("mentions-legales", _("Legal notice")),
    )
    state = Link(_("State of the law"), reverse("law-state"))
    return [state, *(Link(label, reverse("page", kwargs={"slug": slug})) for slug, label in pages)]


def _other_language(request: HttpRequest) -> OtherLanguage:
    code, name = (FRENCH, "Français") if reading_language() == ARABIC else (ARABIC, "العربية")
    here = "/" + request.get_full_path().lstrip("/")
    try:
        url = translate_url(here, code)
    except NoReverseMatch:
        url = f"/{code}/"
    if url == here and reading_prefix(request.path):
        url = f"/{code}/"
    return OtherLanguage(code, name, f"{url}{'&' if '?' in url else '?'}{SWITCH}={code}")


def reading_prefix(path: str) -> bool:
    """Whether the address `path` names its language, as /fr/… and /ar/… do."""
    return path.startswith((f"/{FRENCH}/", f"/{ARABIC}/"))
