"""What a change of a published page may be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChangeKind(TextChoices):
    """Only a change of law asks those already certified to read a lesson again."""

    TYPO = "typo", _("typo: the sense stays the same")
    CLARIFICATION = "clarification", _("clarification: said better, the law is the same")
    LAW = "law", _("change of law: those already certified are asked to read it again")


SHORT = {
    ChangeKind.TYPO: _("typo"),
    ChangeKind.CLARIFICATION: _("clarification"),
    ChangeKind.LAW: _("change of law"),
}
