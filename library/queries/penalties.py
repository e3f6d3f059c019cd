"""What articles threaten."""

from library.models import Penalty


def penalty_phrases() -> dict[str, str]:
    """The phrase of each article's penalty, in the reader's language: one query."""
    return {penalty.article: penalty.phrase for penalty in Penalty.objects.all()}
