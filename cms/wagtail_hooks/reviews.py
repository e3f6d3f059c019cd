"""A changed article, penalty or indicator lists at the desk what cites it."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView

from cms.models import Review
from cms.services.reviews import ask_for_review


class EditThatAsksForReview(EditView):
    """The editor of an entry that lessons and questions cite: what cites it is listed when it is saved changed."""

    def save_instance(self) -> Any:
        instance = super().save_instance()
        if self.form.has_changed():
            review = ask_for_review(
                instance, changed=self.form.changed_data, by=self.request.user, at=timezone.now()
            )  # fmt: skip
            if review:
                self._tell(review)
        return instance

    def _tell(self, review: Review) -> None:
        count = review.items.count()
        message = ngettext(
            "%(count)s page or question cites this entry: read it again.",
            "%(count)s pages and questions cite this entry: read them again.",
            count,
        )
        place = messages.button(f"{reverse('reviews')}#review-{review.pk}", _("See what to review"))
        messages.warning(self.request, message % {"count": count}, buttons=[place])

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, Button(_("See what to review"), url=reverse("reviews"), icon_name="view")]


class ReviewsItem(MenuItem):
    """The link to what waits, for those who write and validate."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.works_in_cms


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types
def reviews_urls() -> list[URLPattern | URLResolver]:
    return [path("reviews/", include("cms.urls.reviews"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail has no types
def reviews_item() -> MenuItem:
    return ReviewsItem(_("To review"), reverse("reviews"), name="reviews", icon_name="view", order=205)
