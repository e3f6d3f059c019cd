"""The form of what frames a scenario. The graph itself is edited scene by scene."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.models.scenarios import Scenario
from assessments.services.scenario_desk import save_frame
from cms.desk.row_forms import SideBySide
from library.models import Guide, Judgment

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class ScenarioForm(SideBySide):
    """A scenario with the budget, the notebook, the first scene and the flags of its draft."""

    exploitation = forms.MultipleChoiceField(
        label=_("Forms of exploitation"), choices=Judgment.Form.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    budget = forms.IntegerField(label=_("Budget, minutes of the story"), min_value=1, max_value=10_000)
    guides = forms.ModelMultipleChoiceField(
        Guide.objects.all(), label=_("Guides that the notebook lists"), to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    start = forms.CharField(
        label=_("Key of the first scene"), max_length=40, required=False,
        help_text=_("Empty until there is a scene."),
    )  # fmt: skip
    flags = forms.CharField(
        label=_("Flags"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line, with what it means, such as: agreed: she has agreed to be referred."),
    )  # fmt: skip

    class Meta:
        model = Scenario
        fields = [
            "slug", "minutes", "modules", "title_fr", "title_ar", "summary_fr", "summary_ar", "role_fr", "role_ar",
            "content_note_fr", "content_note_ar",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        graph = self.instance.graph_drafted
        flags = "\n".join(f"{name}: {meaning}" for name, meaning in graph.flags)
        self.initial = {
            **self.initial,
            "exploitation": self.instance.forms.split(), "budget": graph.budget or None, "guides": list(graph.guides),
            "start": graph.start, "flags": flags,
        }  # fmt: skip

    def clean_flags(self) -> list[tuple[str, str]]:
        lines = [line.partition(":") for line in self.cleaned_data["flags"].splitlines() if line.strip()]
        flags = [(name.strip(), meaning.strip()) for name, _colon, meaning in lines]
        for name, _meaning in flags:
            if not _KEY.fullmatch(name):
                sentence = gettext("“%(key)s” should be in ASCII letters, digits and hyphens.")
                raise forms.ValidationError(sentence % {"key": name})
        return flags

    def save(self, commit: bool = True) -> Any:
        self.instance.forms = " ".join(self.cleaned_data["exploitation"])
        saved = super().save(commit=commit)
        framed = save_frame(
            saved,
            budget=self.cleaned_data["budget"],
            guides=[guide.code for guide in self.cleaned_data["guides"]],
            start=self.cleaned_data["start"],
            flags=self.cleaned_data["flags"],
        )
        saved.draft = framed.draft
        return saved
