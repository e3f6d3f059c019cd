"""The body of a lesson as HTML, made once for each revision and kept in the cache."""

from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue

from library.naming import spellings
from library.queries import penalty_phrases
from library.queries.terms import terms_to_link
from library.term_links import LinkedTerm, TermLinks
from lms.lib.languages import reading_language

_STAMP = "cms:library"
_KEPT_SECONDS = 3600


def body_html(body: StreamValue) -> SafeString:
    """The blocks of `body`, one after the other.

    One query for each kind of library entry that it names, one for penalties where a text names one, one for the
    terms of the glossary, each of which is linked where it is first named.
    """
    context = {"body": body, "phrases": SimpleLazyObject(penalty_phrases), "term_links": _term_links()}
    html: SafeString = render_to_string("cms/_body.html", context)
    return html


def _term_links() -> TermLinks:
    """What links the terms of the glossary in a body, in the language of the page: one query."""
    terms = (
        LinkedTerm(spellings(term.term), reverse("term", kwargs={"code": term.code}), term.definition)
        for term in terms_to_link()
    )
    return TermLinks(terms, language=reading_language())


def published_html(body: StreamValue, *, revision: str) -> SafeString:
    """What `body_html` makes of a published `revision`, from the cache where it holds it: one read."""
    if settings.DEBUG:
        return body_html(body)
    key = f"cms:body:{revision}"
    kept = cache.get_many([_STAMP, key])
    stamp = kept.get(_STAMP) or _new_stamp()
    if key in kept and kept[key][0] == stamp:
        return mark_safe(str(kept[key][1]))
    html = body_html(body)
    cache.set(key, (stamp, html), _KEPT_SECONDS)
    return html


def forget_bodies() -> None:
    """Have every body made anew, since something that bodies name has changed."""
    _new_stamp()


def _new_stamp() -> str:
    stamp = uuid4().hex
    cache.set(_STAMP, stamp, None)
    return stamp
