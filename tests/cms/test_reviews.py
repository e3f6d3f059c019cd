"""A changed article, penalty or indicator lists everything that cites it, until each is marked as read again."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.models import Model
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from assessments.models import Question
from cms.citations import all_that_cites
from cms.models import LessonPage, Review, ReviewItem, StandardPage
from cms.reviewing import items_waiting, reviews_waiting
from cms.services.reviews import ask_for_review, mark_reviewed
from library.models import Indicator, Judgment, LegalReference, Penalty, Step
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SignedIn = Callable[[User], Client]


@pytest.fixture
def leila(person: Callable[..., User]) -> User:
    user = person("leila@demo.example", name="Leila Autrice")
    user.groups.add(Group.objects.get(name=Role.AUTHOR))
    return user


def article(code: str = "CP-448-2") -> LegalReference:
    return LegalReference.objects.get(code=code)


def named(rows: list[Model]) -> list[str]:
    """Each row as its kind and what it is known by, in order."""
    return sorted(
        f"{type(row).__name__} {row.slug} {row.locale.language_code}"
        if isinstance(row, LessonPage | StandardPage)
        else f"{type(row).__name__} {getattr(row, 'code', getattr(row, 'key', ''))}"
        for row in rows
    )


BOTH = ["LessonPage tout ar", "LessonPage tout fr"]


def say_in_draft(slug: str, blocks: list[dict[str, Any]]) -> None:
    """Add `blocks` to the French page of a lesson, as a draft that nobody has published."""
    page = LessonPage.objects.get(lesson__slug=slug, locale__language_code="fr")
    page.body = [*page.body.raw_data, *blocks]
    page.save_revision()


def text_block(words: str) -> dict[str, Any]:
    return {"type": "text", "value": f"<p>{words}</p>", "id": "11111111-1111-4111-8111-111111111111"}


def test_an_article_is_cited_by_lessons_in_both_languages_and_by_questions() -> None:
    assert named(all_that_cites(article())) == BOTH
    assert named(all_that_cites(article("CP-448-1"))) == ["Question P1-Q01"]

    Question.objects.get().legal_references.add(article())
    Question.objects.update(is_retired=True)

    assert named(all_that_cites(article())) == [*BOTH, "Question P1-Q01"]


def test_a_draft_and_an_unpublished_page_are_read_again_too() -> None:
    block = {"type": "legal_reference", "value": {"reference": article("CP-448-1").pk, "note": ""}}
    say_in_draft("suite", [{**block, "id": "11111111-1111-4111-8111-111111111111"}])
    LessonPage.objects.get(lesson__slug="tout", locale__language_code="fr").unpublish()

    assert named(all_that_cites(article("CP-448-1"))) == ["LessonPage suite fr", "Question P1-Q01"]
    assert named(all_that_cites(article())) == BOTH


def test_an_indicator_is_cited_by_lessons_and_questions() -> None:
    assert named(all_that_cites(Indicator.objects.get(code="D5-01"))) == [*BOTH, "Question P1-Q01"]
    assert named(all_that_cites(Indicator.objects.get(code="D5-03"))) == BOTH


def test_judgments_and_steps_of_the_pathway_are_read_again_too() -> None:
    judgment = Judgment.objects.create(
        code="j-1", title_fr="x", title_ar="x", court_fr="x", court_ar="x", decided_on=NOON.date(), citation="x",
    )  # fmt: skip
    step = Step.objects.create(key="s-1", position=1, title_fr="x", title_ar="x", source="x")
    judgment.legal_references.add(article("CP-448-1"))
    step.legal_references.add(article("CP-448-1"))

    assert named(all_that_cites(article("CP-448-1"))) == ["Judgment j-1", "Question P1-Q01", "Step s-1"]


def test_a_penalty_is_cited_by_its_mark_and_through_its_article() -> None:
    expected = ["LegalReference CP-448-2", *BOTH]
    assert named(all_that_cites(Penalty.objects.get())) == expected

    say_in_draft("suite", [text_block("Encourt {peine:448-2}.")])
    help_page = StandardPage.objects.get(slug="aide", locale__language_code="ar")
    help_page.body = [text_block("انظر {peine:448-2}")]
    help_page.save_revision().publish()
    Question.objects.get().choices.filter(position=0).update(feedback_ar="{peine:448-2}")
    LegalReference.objects.filter(code="CP-448-1").update(summary_fr="Voir {peine:448-2}.")

    assert named(all_that_cites(Penalty.objects.get())) == [
        "LegalReference CP-448-1", "LegalReference CP-448-2", "LessonPage suite fr", *BOTH, "Question P1-Q01",
        "StandardPage aide ar",
    ]  # fmt: skip


def test_another_penalty_whose_number_begins_alike_is_not_taken_for_it() -> None:
    other = Penalty.objects.create(article="448-20", kind="dissolution", phrase_fr="x", phrase_ar="x")

    assert all_that_cites(other) == []


def test_nothing_is_asked_where_nothing_cites_the_entry(leila: User) -> None:
    alone = LegalReference.objects.create(code="CP-1", article="1", law_fr="x", law_ar="x", title_fr="x", title_ar="x",
                                          summary_fr="x", summary_ar="x", source="x")  # fmt: skip

    assert ask_for_review(alone, changed=["title_fr"], by=leila, at=NOON) is None
    assert Review.objects.count() == 0


def test_a_change_waits_until_each_thing_is_marked_by_somebody(leila: User, administrator: User) -> None:
    review = ask_for_review(article(), changed=["summary_fr"], by=leila, at=NOON)
    assert review
    first, second = review.items.all()

    mark_reviewed(first, by=leila, at=NOON)
    mark_reviewed(first, by=administrator, at=NOON + timedelta(hours=1))

    first.refresh_from_db()
    assert (first.reviewed_by, first.reviewed_at) == (leila, NOON)
    assert (list(items_waiting()), list(reviews_waiting(article()))) == ([second], [review])
    mark_reviewed(second, by=administrator, at=NOON)
    assert (list(items_waiting()), list(reviews_waiting())) == ([], [])


def test_a_second_change_takes_over_what_waits_and_tells_both(leila: User) -> None:
    first = ask_for_review(article(), changed=["summary_fr"], by=leila, at=NOON)
    assert first
    mark_reviewed(first.items.all()[0], by=leila, at=NOON)
    second = ask_for_review(article(), changed=["title_fr"], by=leila, at=NOON + timedelta(days=1))

    assert second
    assert second.changed_fields == ["title_fr", "summary_fr"]
    assert (items_waiting().filter(review=second).count(), items_waiting().count()) == (2, 2)
    third = ask_for_review(article(), changed=["title_ar"], by=leila, at=NOON + timedelta(days=2))
    assert third
    assert sorted(Review.objects.values_list("pk", flat=True)) == [first.pk, third.pk]


def edit(client: Client, entry: LegalReference, **changes: str) -> Any:
    url = reverse("wagtailsnippets_library_legalreference:edit", args=[entry.pk])
    return client.post(url, {**model_to_dict(entry), **changes}, follow=True)


def test_an_author_who_saves_a_changed_article_is_shown_what_cites_it(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)

    shown = edit(client, article(), title_fr="Peine principale").content.decode()

    assert article().title_fr == "Peine principale"
    review = Review.objects.get()
    assert (review.entry, review.changed_fields, review.changed_by) == (article(), ["title_fr"], leila)
    assert f"{reverse('reviews')}#review-{review.pk}" in shown


def test_an_article_saved_unchanged_asks_for_nothing(leila: User, signed_in: SignedIn) -> None:
    edit(signed_in(leila), article())

    assert Review.objects.count() == 0


def test_the_desk_lists_what_waits_with_links_to_edit_and_takes_marks(leila: User, signed_in: SignedIn) -> None:
    client = signed_in(leila)
    ask_for_review(Indicator.objects.get(code="D5-01"), changed=["label_fr"], by=leila, at=NOON)
    page = client.get(reverse("reviews")).content.decode()

    pages = LessonPage.objects.filter(lesson__slug="tout")
    links = [reverse("wagtailadmin_pages:edit", args=[each.pk]) for each in pages]
    links += [reverse("question:edit", args=[Question.objects.get().pk])]
    assert [link for link in links if f'href="{link}"' not in page] == []
    done = [client.post(reverse("review_done", args=[item.pk])).status_code for item in items_waiting()]
    assert (done, items_waiting().count()) == ([302] * 3, 0)
    assert "question:edit" not in client.get(reverse("reviews")).content.decode()


def test_what_was_deleted_since_is_told_and_can_be_marked(leila: User, signed_in: SignedIn) -> None:
    ask_for_review(article("CP-448-1"), changed=["title_fr"], by=leila, at=NOON)
    Question.objects.all().delete()

    page = signed_in(leila).get(reverse("reviews"))

    assert (page.status_code, "P1-Q01" in page.content.decode()) == (200, True)


def test_the_outsider_sees_and_marks_nothing(driss: User, karim: User, leila: User, signed_in: SignedIn) -> None:
    ask_for_review(article(), changed=["title_fr"], by=leila, at=NOON)
    item = ReviewItem.objects.first()
    assert item

    for user in (driss, karim):
        client = signed_in(user)
        assert client.get(reverse("reviews")).status_code == 403
        assert client.post(reverse("review_done", args=[item.pk])).status_code == 403
    assert items_waiting().count() == 2


def test_the_list_costs_the_same_for_one_and_for_three_reviews(
    leila: User, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(leila)
    entries: list[LegalReference | Indicator] = [article(), article("CP-448-1"), Indicator.objects.get(code="D5-01")]
    for entry in entries:
        ask_for_review(entry, changed=["code"], by=leila, at=NOON)
        client.get(reverse("reviews"))
        with django_assert_max_num_queries(26):
            client.get(reverse("reviews"))


def test_marks_are_found_in_what_the_database_keeps() -> None:
    page = LessonPage.objects.get(lesson__slug="suite", locale__language_code="ar")
    page.body = [text_block("عقوبة {peine:448-2} «نص»")]
    page.save_revision().publish()

    assert "LessonPage suite ar" in named(all_that_cites(Penalty.objects.get()))
    assert "448-2" in json.dumps(page.body.get_prep_value())
