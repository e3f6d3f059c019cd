"""The ledger: deltas, and the balances summed from them."""

from django.db import models

from accounts.models import Profession, User
from jurisdictions.models import Court
from reporting.rules import Measure


class Key(models.Model):
    """What a figure is told by. An empty `course_code` means any course, an empty `regime` any regime.

    Empty rather than NULL, so that one unique constraint serves both databases.
    """

    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    profession = models.ForeignKey(Profession, models.PROTECT, related_name="+")
    gender = models.CharField(max_length=1, choices=User.Gender)
    regime = models.CharField(max_length=10, blank=True)
    course_code = models.CharField(max_length=10, blank=True)
    measure = models.CharField(max_length=16, choices=Measure)

    class Meta:
        abstract = True


class Delta(Key):
    """One line of the ledger, never changed: `n` more (or fewer), happened on a day, recorded on a day."""

    happened_on = models.DateField()
    recorded_on = models.DateField()
    n = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["measure", "happened_on"], name="delta_by_happened"),
            models.Index(fields=["measure", "recorded_on"], name="delta_by_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.n:+d}"


class Balance(Key):
    """All deltas of a key, summed: how it is now."""

    n = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["court", "profession", "gender", "regime", "course_code", "measure"],
                name="balance_once_per_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.n}"


class MonthBalance(Key):
    """The deltas of a key that happened in one month and were recorded in one month, summed.

    Months are named by their first day.
    """

    happened_in = models.DateField()
    recorded_in = models.DateField()
    n = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "court", "profession", "gender", "regime", "course_code", "measure", "happened_in", "recorded_in",
                ],
                name="month_balance_once_per_key",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.measure} {self.n}"
