"""The roles that are groups. A learner is whoever has a posting; a coordinator, whoever has a reach."""

from enum import StrEnum


class Role(StrEnum):
    TUTOR = "tutors"
    AUTHOR = "authors"
    VALIDATOR = "validators"
    OBSERVER = "observers"
    ADMINISTRATOR = "administrators"
