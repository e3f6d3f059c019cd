"""The rows of each kind of question: what is offered, and by what it is marked."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.errors import KeyIncomplete
from assessments.models import AcceptedAnswer, Choice, Criterion, Level, Pair
from assessments.services.questions import check_choices, check_not_sat
from cms.desk.row_forms import Rows, SideBySide

TEXT = forms.Textarea(attrs={"rows": 2})
FEWEST_LEVELS, MOST_LEVELS = 2, 8


class KeyRows(Rows):
    """Rows that make the key: once the question was sat none goes, and what marks by them stays."""

    keys: frozenset[str] = frozenset()

    def check_rows(self) -> None:
        self.check_key(list(self.kept()))
        moved = [form for form in self.kept() if form.instance.pk and self.moves(form)]
        if moved or any(form.instance.pk for form in self.deleted_forms):
            check_not_sat(self.instance)

    def moves(self, form: SideBySide) -> bool:
        """Whether `form` changes what answers are marked by."""
        return bool(self.keys & set(form.changed_data))

    def check_key(self, kept: list[SideBySide]) -> None:
        """Raise a `Refusal` where the rows make no key."""


class Choices(KeyRows):
    keys = frozenset({"is_correct", "fraction"})

    def check_key(self, kept: list[SideBySide]) -> None:
        check_choices(self.instance.kind, right=[_is_right(form.cleaned_data) for form in kept])


class Order(KeyRows):
    keys = frozenset({"position"})

    def check_key(self, kept: list[SideBySide]) -> None:
        check_choices(self.instance.kind, right=[False for _form in kept])


class Pairs(KeyRows):
    def check_key(self, kept: list[SideBySide]) -> None:
        if sum(bool(form.cleaned_data["stem_fr"]) for form in kept) < 2:
            raise KeyIncomplete(what=_("at least two pairs, each with what is shown and the answer that belongs to it"))


class Accepted(KeyRows):
    keys = frozenset({"number", "tolerance", "text", "language", "fraction"})

    def check_key(self, kept: list[SideBySide]) -> None:
        if not any(form.cleaned_data["fraction"] == 100 for form in kept):
            raise KeyIncomplete(what=_("an answer that earns the whole mark (100 per cent)"))


class Rubric(KeyRows):
    def moves(self, form: SideBySide) -> bool:
        return isinstance(form, CriterionForm) and form.moves_marks()

    def check_key(self, kept: list[SideBySide]) -> None:
        levels = [level for form in kept if isinstance(form, CriterionForm) for level in form.said()]
        if levels and not any(level["marks"] > 0 for level in levels):
            raise KeyIncomplete(what=_("a level that earns marks"))


def _is_right(choice: dict[str, Any]) -> bool:
    return bool(choice["is_correct"]) if choice["fraction"] is None else choice["fraction"] > 0


class Row(SideBySide):
    """A row that stands behind the others where no position is given."""

    position = forms.IntegerField(label=gettext_lazy("Position"), required=False, min_value=0)


class ChoiceForm(Row):
    class Meta:
        model = Choice
        fields = ["position", "is_correct", "fraction", "text_fr", "text_ar", "feedback_fr", "feedback_ar"]
        widgets = dict.fromkeys(("text_fr", "text_ar", "feedback_fr", "feedback_ar"), TEXT)


class ItemForm(Row):
    class Meta:
        model = Choice
        fields = ["position", "text_fr", "text_ar"]
        widgets = dict.fromkeys(("text_fr", "text_ar"), TEXT)


class PairForm(Row):
    class Meta:
        model = Pair
        fields = ["position", "stem_fr", "stem_ar", "answer_fr", "answer_ar"]
        widgets = dict.fromkeys(("stem_fr", "stem_ar", "answer_fr", "answer_ar"), TEXT)

    def clean(self) -> dict[str, Any]:
        """A stem is there in both languages, or in none: then the answer belongs to nothing."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(said.get("stem_fr")) != bool(said.get("stem_ar")):
            empty = "stem_ar" if said.get("stem_fr") else "stem_fr"
            self.add_error(empty, _("Write it in both languages, or leave both empty for an answer too many."))
        return said


class AcceptedForm(Row):
    """An answer that is accepted: what the table may leave empty for another kind is asked for here."""

    asked = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.asked].required = True


class NumberForm(AcceptedForm):
    asked = "number"

    class Meta:
        model = AcceptedAnswer
        fields = ["position", "number", "tolerance", "fraction", "feedback_fr", "feedback_ar"]
        widgets = dict.fromkeys(("feedback_fr", "feedback_ar"), TEXT)


class WordsForm(AcceptedForm):
    asked = "text"

    class Meta:
        model = AcceptedAnswer
        fields = ["position", "language", "text", "fraction", "feedback_fr", "feedback_ar"]
        widgets = dict.fromkeys(("feedback_fr", "feedback_ar"), TEXT)


class CriterionForm(Row):
    """A criterion with its levels as fields: the marks of each and what it looks like; one more is always offered."""

    class Meta:
        model = Criterion
        fields = ["position", "title_fr", "title_ar"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels: list[Level] = list(self.instance.levels.all()) if self.instance.pk else []
        for n in range(min(max(len(self.levels) + 1, FEWEST_LEVELS + 1), max(MOST_LEVELS, len(self.levels)))):
            self._offer(n, self.levels[n] if n < len(self.levels) else None)

    def _offer(self, n: int, level: Level | None) -> None:
        place = {"number": n + 1}
        self.fields[f"level{n}_marks"] = forms.DecimalField(
            label=_("Level %(number)s: marks") % place, required=False, min_value=0, max_digits=5, decimal_places=2,
            initial=level.marks if level else None,
        )  # fmt: skip
        names = {"fr": _("Level %(number)s in French") % place, "ar": _("Level %(number)s in Arabic") % place}
        for language, label in names.items():
            self.fields[f"level{n}_text_{language}"] = forms.CharField(
                label=label, required=False, widget=TEXT, initial=getattr(level, f"text_{language}", "")
            )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for n in self._numbers():
            parts = [f"level{n}_{part}" for part in ("marks", "text_fr", "text_ar")]
            empty = [part for part in parts if said.get(part) in (None, "") and part not in self.errors]
            if 0 < len(empty) < len(parts):
                self.add_error(empty[0], _("Give the marks and both texts of the level, or leave all three empty."))
        if not self.errors and sum(1 for _level in self.said()) < FEWEST_LEVELS:
            self.add_error("level0_marks", _("A criterion has at least two levels."))
        return said

    def _numbers(self) -> Iterator[int]:
        return (n for n in range(MOST_LEVELS + len(self.levels)) if f"level{n}_marks" in self.fields)

    def said(self) -> Iterator[dict[str, Any]]:
        """The columns of each level that was filled, with the level that it was, if any."""
        for n in self._numbers():
            if self.cleaned_data.get(f"level{n}_marks") is not None:
                yield {
                    "level": self.levels[n] if n < len(self.levels) else None,
                    "marks": self.cleaned_data[f"level{n}_marks"],
                    "text_fr": self.cleaned_data[f"level{n}_text_fr"],
                    "text_ar": self.cleaned_data[f"level{n}_text_ar"],
                }

    def moves_marks(self) -> bool:
        """Whether a level that was there goes, or earns something else."""
        stands = {each["level"].pk: each["marks"] for each in self.said() if each["level"]}
        return stands != {level.pk: level.marks for level in self.levels}

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit=commit)
        if commit:
            self._write_levels()
        return saved

    def _write_levels(self) -> None:
        kept = []
        for position, each in enumerate(self.said()):
            level = each.pop("level") or Level(criterion=self.instance)
            for name, value in each.items():
                setattr(level, name, value)
            level.position = position
            level.save()
            kept.append(level.pk)
        self.instance.levels.exclude(pk__in=kept).delete()
