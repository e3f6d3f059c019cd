"""What the library holds."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from library.queries.holdings import Holdings, holdings_seen_by


@dataclass(frozen=True)
class Shelf:
    """A part of the library: what it is, where, and what it holds in words."""

    title: str
    text: str
    url: str
    count: str = ""


@login_required
@require_safe
def library(request: PersonRequest) -> HttpResponse:
    """The parts of the library, each with what it holds."""
    holdings = holdings_seen_by(request.user)
    return render(request, "library/index.html", {"shelves": [*_own(holdings), *_others(holdings)]})


def _own(holdings: Holdings) -> list[Shelf]:
    return [
        Shelf(
            _("Guides of indicators"),
            _("The signs that raise a presumption of trafficking, by guide, with their weight and source."),
            reverse("indicator_guides"),
            ngettext("%(total)s indicator", "%(total)s indicators", holdings.indicators)
            % {"total": holdings.indicators},
        ),
        Shelf(
            _("Indicators at hand"),
            _("Two taps: the situation, then the signs to look for. Prints well, and stays light."),
            reverse("indicator_aid"),
        ),
        Shelf(
            _("Texts of law"),
            _("The articles that the courses cite, in our own words, with what they threaten."),
            reverse("legal_references"),
            ngettext("%(total)s article", "%(total)s articles", holdings.references) % {"total": holdings.references},
        ),
        Shelf(
            _("Figures"),
            _("The statistics that may be quoted, each with its source and its caveat."),
            reverse("figures"),
            ngettext("%(total)s figure", "%(total)s figures", holdings.figures) % {"total": holdings.figures},
        ),
        Shelf(
            _("Glossary"),
            _("The terms of the field in French, Arabic and English, each with its meaning."),
            reverse("terms"),
            ngettext("%(total)s term", "%(total)s terms", holdings.terms) % {"total": holdings.terms},
        ),
    ]


def _others(holdings: Holdings) -> list[Shelf]:
    """The parts that stand elsewhere, where they are there."""
    others = [
        ("judgments", _("Case law"), _("Judgments summarised without a name, by form of exploitation and by court.")),
        ("directory", _("Referral directory"), _("Whom to call and where to send somebody, by region.")),
        ("pathway", _("Referral pathway"), _("Who does what, from the first sign to the way out.")),
        ("search", _("Search"), _("In lessons and library, in both languages.")),
    ]
    return [Shelf(title, text, url) for name, title, text in others if (url := _address(name))]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
