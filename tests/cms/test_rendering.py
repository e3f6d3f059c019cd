"""The blocks of a lesson as a reader finds them."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from django.utils.safestring import mark_safe

from cms.models import LessonPage
from cms.rendering import body_html, published_html
from cms.templatetags.cms_body import parts
from cms.templatetags.cms_words import hours_words
from library.models import Indicator, LegalReference, Penalty, Term
from library.templatetags.penalties import isolated, isolated_plainly

pytestmark = [pytest.mark.django_db]

PHRASE = "la réclusion de cinq à dix ans et une amende de 10 000 à 500 000 dirhams"


def lesson_page(language: str) -> LessonPage:
    page: LessonPage = LessonPage.objects.get(lesson__slug="tout", locale__language_code=language)
    return page


def body(language: str) -> str:
    with translation.override(language):
        return str(body_html(lesson_page(language).body))


def test_every_block_is_shown_with_its_anchor(loaded: Any) -> None:
    shown = body("fr")

    assert re.findall(r'<div class="block block-([a-z-]+)" id="b-[0-9a-f-]{36}" data-anchor>', shown) == [
        "content-note", "text", "table", "key-point", "law", "indicators", "case", "figure", "check", "text",
    ]  # fmt: skip
    for words in ("Passage difficile.", "<strong>Qui</strong>", "Confiscation des papiers", "La tante", "723"):
        assert words.replace("strong", "b") in shown
    assert shown.count('<details name="check-') == 2
    assert "<script" not in shown


def test_a_penalty_is_written_out_in_the_language_of_the_page(loaded: Any) -> None:
    french, arabic = body("fr"), body("ar")

    assert (french.count(PHRASE), arabic.count("السجن من خمس إلى عشر سنوات وغرامة من 10.000")) == (3, 3)
    assert "{peine" not in french + arabic


def test_a_penalty_changed_in_the_table_changes_everywhere(loaded: Any) -> None:
    Penalty.objects.update(phrase_fr="une <autre> peine")

    assert body("fr").count("une &lt;autre&gt; peine") == 3


def test_blocks_cost_five_queries_however_many_they_are(loaded: Any, django_assert_num_queries: Any) -> None:
    page = lesson_page("fr")
    raw = list(page.body.raw_data)

    for times in (1, 20):
        page.body = [{**block, "id": None} for block in raw for _ in range(times)]
        with django_assert_num_queries(5):
            body_html(page.body)


def test_the_anchors_of_the_parts_are_the_same_in_both_languages(loaded: Any) -> None:
    french, arabic = parts(lesson_page("fr").body), parts(lesson_page("ar").body)

    assert [title for _, title in french] == ["Première partie", "Seconde partie"]
    assert [anchor for anchor, _ in french] == [anchor for anchor, _ in arabic]
    assert all(f'<h2 id="{anchor}">' in body("fr") for anchor, _ in french)


def test_a_published_body_is_made_once_until_the_library_changes(
    loaded: Any, django_assert_num_queries: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = lesson_page("fr")
    before = published_html(page.body, revision="test")
    with django_assert_num_queries(0 if _cache_is_elsewhere() else 1):
        assert published_html(page.body, revision="test") == before
    reference = LegalReference.objects.get(code="CP-448-2")
    reference.title_fr = "Autre titre"
    with django_capture_on_commit_callbacks(execute=True):
        reference.save()

    assert "Autre titre" in published_html(LessonPage.objects.get(pk=page.pk).body, revision="test")


def _cache_is_elsewhere() -> bool:
    from django.conf import settings

    return bool("Database" not in settings.CACHES["default"]["BACKEND"])


def test_an_entry_deleted_from_the_library_leaves_the_lesson_readable(loaded: Any) -> None:
    Indicator.objects.filter(code="D5-03").delete()
    LegalReference.objects.filter(code="CP-448-2").delete()

    shown = body("fr")
    assert ("Isolement" in shown, "Peine de base" in shown, "La fin." in shown) == (False, False, True)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("الفصل 448-1 من", "الفصل <bdi>448-1</bdi> من"),
        ("<b>0800 00 47 47</b>", "<b><bdi>0800 00 47 47</bdi></b>"),
        ('<a href="/x/448-1/">في 2026</a>', '<a href="/x/448-1/">في 2026</a>'),
    ],
)
def test_numbers_in_groups_keep_their_order_in_arabic(html: str, expected: str) -> None:
    with translation.override("ar"):
        assert isolated(mark_safe(html)) == expected
    with translation.override("fr"):
        assert isolated(mark_safe(html)) == html


def test_numbers_in_groups_keep_their_order_where_no_tag_may_stand() -> None:
    with translation.override("ar"):
        assert isolated_plainly("المادة 82-5-1") == "المادة \u206682-5-1\u2069"
    with translation.override("fr"):
        assert isolated_plainly("article 82-5-1") == "article 82-5-1"


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("hours", "words"),
    [("3.25", "3 hours and 15 minutes"), ("1", "1 hour"), ("0.50", "30 minutes"), ("12.00", "12 hours")],
)
def test_hours_are_told_in_words(hours: str, words: str) -> None:
    assert hours_words(Decimal(hours)) == words


def test_the_terms_of_the_glossary_are_linked_in_running_text_only(loaded: Any) -> None:
    page = lesson_page("fr")
    words = "<p>La victime, une <b>victime</b>.</p>"
    page.body = [
        {"type": "content_note", "value": words, "id": "0"},
        {"type": "knowledge_check", "value": {"question": "La victime ?", "choices": []}, "id": "1"},
        {"type": "case_study", "value": {"title": "Victime", "text": words}, "id": "2"},
        {"type": "text", "value": words, "id": "3"},
    ]

    shown = str(body_html(page.body))

    link = (
        '<a class="term" href="/fr/bibliotheque/termes/victime/" title="Personne visée par l’infraction.">victime</a>'
    )
    assert (shown.count('class="term"'), link in shown.split('id="b-2"')[1].split('id="b-3"')[0]) == (1, True)


def test_a_term_of_the_platform_is_not_linked_and_arabic_is(loaded: Any) -> None:
    page = lesson_page("ar")
    page.body = [{"type": "text", "value": "<p>حماية للضحية في الدرس</p>", "id": "0"}]
    Term.objects.create(code="lecon", domain="plateforme", term_fr="leçon", term_ar="الدرس", english="lesson")

    with translation.override("ar"):
        shown = str(body_html(page.body))

    assert re.findall(r'<a class="term" href="([^"]+)"[^>]*>(.*?)</a>', shown) == [
        ("/ar/bibliotheque/termes/victime/", "للضحية")
    ]


def test_a_changed_term_makes_every_body_anew(loaded: Any, django_capture_on_commit_callbacks: Any) -> None:
    page = lesson_page("fr")
    page.body = [{"type": "text", "value": "<p>La victime.</p>", "id": "0"}]
    assert "visée par" in published_html(page.body, revision="terms")

    with django_capture_on_commit_callbacks(execute=True):
        term = Term.objects.get(code="victime")
        term.definition_fr = "Autre sens."
        term.save()

    assert "Autre sens." in published_html(page.body, revision="terms")
