"""What the library holds."""

from library.queries.penalties import penalty_phrases

__all__ = ["penalty_phrases"]
