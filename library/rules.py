"""How a text names a penalty: `{peine:448-2}` stands for the phrase of that article."""

import re
from collections.abc import Mapping

PENALTY_MARK = re.compile(r"\{peine:([0-9A-Za-z.-]+)\}")


def with_penalties(text: str, phrases: Mapping[str, str]) -> str:
    """Return `text` with each mark replaced by the phrase of its article; a mark without a phrase stays as it is."""
    return PENALTY_MARK.sub(lambda mark: phrases.get(mark[1], mark[0]), text)
