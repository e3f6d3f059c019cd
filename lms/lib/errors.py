"""What a person may be told when something is refused."""

from django.utils.functional import Promise


class Refusal(Exception):
    """A rule of the platform says no; `str()` is a translated sentence that says why and what to do.

    Each refusal is a subclass with its own `sentence`, a lazy translation that may hold
    `%(name)s` places, filled from the keyword arguments given when it is raised.
    """

    sentence: str | Promise = ""

    def __init__(self, **places: object) -> None:
        super().__init__(places)
        self.places = places

    def __str__(self) -> str:
        text = str(self.sentence)
        return text % self.places if self.places else text
