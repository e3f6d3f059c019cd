"""The form of a question: its words in both languages, and the rows that its kind is made of."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import inlineformset_factory
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import CHOOSING, AcceptedAnswer, Choice, Criterion, Kind, Pair, Question
from assessments.services.questions import check_not_sat
from cms.desk import key_rows
from cms.desk.row_forms import WithRows
from lms.lib.errors import Refusal

_WORDS = ("text_fr", "text_ar", "feedback_fr", "feedback_ar")


@dataclass(frozen=True)
class Shape:
    """The rows that one kind of question has: under which name, of which form, called what."""

    name: str
    relation: str
    rows: Any
    title: Promise


def _shape(name: str, relation: str, model: Any, form: Any, rows: Any, title: Promise) -> Shape:
    return Shape(name, relation, inlineformset_factory(Question, model, form=form, formset=rows, extra=2), title)


CHOICES = _shape("choices", "choices", Choice, key_rows.ChoiceForm, key_rows.Choices, gettext_lazy("Choices"))
SHAPES: dict[str, Shape] = {
    **dict.fromkeys(CHOOSING, CHOICES),
    Kind.ORDERING: _shape(
        "order", "choices", Choice, key_rows.ItemForm, key_rows.Order,
        gettext_lazy("What is put in order; the positions say the right one"),
    ),
    Kind.MATCHING: _shape(
        "pairs", "pairs", Pair, key_rows.PairForm, key_rows.Pairs,
        gettext_lazy("Pairs; an answer without its counterpart is one too many"),
    ),
    Kind.NUMERICAL: _shape(
        "numbers", "accepted", AcceptedAnswer, key_rows.NumberForm, key_rows.Accepted,
        gettext_lazy("Numbers accepted, give or take the tolerance"),
    ),
    Kind.SHORT_ANSWER: _shape(
        "words", "accepted", AcceptedAnswer, key_rows.WordsForm, key_rows.Accepted, gettext_lazy("Words accepted")
    ),
    Kind.ESSAY: _shape(
        "rubric", "criteria", Criterion, key_rows.CriterionForm, key_rows.Rubric,
        gettext_lazy("Rubric: what the tutor looks at, and the levels of each"),
    ),
}  # fmt: skip


class QuestionForm(WithRows):
    """Rows follow the kind. Where it was changed, the rows of the new kind are offered before anything is kept."""

    class Meta:
        model = Question
        fields = [
            "code", "module", "lesson", "cluster", "kind", "max_marks", "difficulty", "is_situation",
            "is_retired", "text_fr", "text_ar", "feedback_fr", "feedback_ar", "tags", "legal_references", "indicators",
        ]  # fmt: skip
        widgets = dict.fromkeys(_WORDS, forms.Textarea(attrs={"rows": 3}))
        help_texts = {"kind": gettext_lazy("Choose another kind and save: what it is made of is then offered below.")}

    shape: Shape | None = None
    rows_missing = False

    def made_rows(self) -> Any:
        sent = self.data if self.is_bound else {"kind": self.initial.get("kind") or self.instance.kind or Kind.SINGLE}
        self.shape = SHAPES.get(str(sent.get("kind", "")))
        if self.shape is None:
            return None
        shown = sent.get("rows_of", self.rows_of) if "rows-TOTAL_FORMS" in sent else ""
        self.rows_missing = self.is_bound and shown != self.rows_of
        is_sent = self.is_bound and not self.rows_missing
        return self.shape.rows(self.data if is_sent else None, instance=self.instance, prefix="rows")

    @property
    def rows_of(self) -> str:
        """Which rows are shown: sent back with them."""
        return self.shape.name if self.shape else ""

    @property
    def rows_title(self) -> Promise | str:  # type: ignore[override]  # it depends on the kind
        return self.shape.title if self.shape else ""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.rows_missing:
            raise forms.ValidationError(_("The kind was changed: fill what it is made of below, then save again."))
        if self.instance.pk and "kind" in self.changed_data:
            try:
                check_not_sat(self.instance)
            except Refusal as refusal:
                self.add_error("kind", str(refusal))
        return said

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit=commit)
        if commit and "kind" in self.changed_data:
            self._drop_rows_of_other_kinds(saved)
        return saved

    def _drop_rows_of_other_kinds(self, question: Question) -> None:
        own = self.shape.relation if self.shape else ""
        for relation in {shape.relation for shape in SHAPES.values()} - {own}:
            getattr(question, relation).all().delete()
