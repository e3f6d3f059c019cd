"""The forms of one scene: its texts, its choices, its referral. They read a graph and write one back."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from assessments.scenarios.graph import Graph, Scene, Words, plain
from library.models import Indicator, LegalReference, ReferralService

Offered = Sequence[tuple[str, str]]
NONE = pgettext_lazy("in a list", "None")
KEY = forms.RegexField(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$", label=_("Key"), max_length=40,
    help_text=_("ASCII letters, digits and hyphens; readers never see it."),
)  # fmt: skip


def _text(label: Any, *, rows: int = 2) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}))


def _several(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.SelectMultiple(attrs={"size": 5}))


def _number(label: Any, *, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most)


class Sided(forms.Form):
    """A form whose fields that end in _fr and _ar stand side by side; `offer` fills its lists."""

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        stems = [name.removesuffix("_fr") for name in self.fields if name.endswith("_fr")]
        return [(self[f"{stem}_fr"], self[f"{stem}_ar"]) for stem in stems]

    def facts(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.endswith(("_fr", "_ar"))]

    def offer(self, lists: "Lists") -> None:
        for name, choices in lists.by_field().items():
            if name in self.fields:
                field = self.fields[name]
                assert isinstance(field, forms.ChoiceField)
                single = not isinstance(field, forms.MultipleChoiceField)
                field.choices = [("", NONE), *choices] if single else list(choices)

    def words(self, stem: str) -> dict[str, str]:
        """What the two sides of a text say, as a document holds it."""
        said = self.cleaned_data
        return {"fr": said.get(f"{stem}_fr", "").strip(), "ar": said.get(f"{stem}_ar", "").strip()}


class Lists:
    """What the lists of a scene offer, for one graph: four queries."""

    def __init__(self, graph: Graph) -> None:
        indicators = Indicator.objects.filter(dimension__guide__code__in=graph.guides)
        self.indicators = [(each.code, str(each)) for each in indicators.order_by("dimension__position", "position")]
        self.articles = [(each.code, str(each)) for each in LegalReference.objects.all()]
        self.pictures = [(str(each.pk), each.title) for each in get_image_model().objects.order_by("title")]
        self.recordings = [(str(each.pk), each.title) for each in get_document_model().objects.order_by("title")]
        self.scenes = [(scene.key, f"{scene.key} – {scene.title}") for scene in graph.scenes]
        self.flags = [(name, f"{name}: {meaning}") for name, meaning in graph.flags]

    def by_field(self) -> dict[str, Offered]:
        flags = dict.fromkeys(("sets", "needs", "unless", "consent_flag"), self.flags)
        goes = dict.fromkeys(("goes", "referral_goes"), self.scenes)
        laws = dict.fromkeys(("law", "referral_law"), self.articles)
        return {"shows": self.indicators, "picture": self.pictures, "audio": self.recordings, **flags, **goes, **laws}


class SceneForm(Sided):
    key = KEY
    ending = forms.BooleanField(label=_("An ending"), required=False)
    shows = _several(_("Indicators that this text lets one see"))
    title_fr = forms.CharField(label=_("Title in French"), max_length=120)
    title_ar = forms.CharField(label=_("Title in Arabic"), max_length=120)
    text_fr, text_ar = _text(_("Text in French"), rows=6), _text(_("Text in Arabic"), rows=6)
    picture = forms.ChoiceField(label=_("Picture"), required=False)
    alt_fr, alt_ar = _text(_("Description of the picture, French")), _text(_("Description of the picture, Arabic"))
    audio = forms.ChoiceField(label=_("Recording"), required=False)
    transcript_fr, transcript_ar = _text(_("Transcript in French")), _text(_("Transcript in Arabic"))

    def __init__(self, *args: Any, scene: Scene | None = None, lists: Lists, **kwargs: Any) -> None:
        self.scene = scene or Scene(key="", title=Words(), text=Words())
        super().__init__(*args, **{**kwargs, "initial": _initial(asdict(self.scene))})
        self.offer(lists)

    def document(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "key": said["key"], "ending": said["ending"], "shows": said["shows"], "title": self.words("title"),
            "text": self.words("text"), "picture": int(said["picture"]) if said["picture"] else None,
            "alt": self.words("alt"), "audio": int(said["audio"]) if said["audio"] else None,
            "transcript": self.words("transcript"),
        }  # fmt: skip


class ReferralForm(Sided):
    """The referral of a scene; left without a kind of service, there is none."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of service called for"), choices=ReferralService.Kind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    publics = forms.MultipleChoiceField(
        label=_("Publics that fit, besides everybody"), required=False,
        choices=[each for each in ReferralService.Public.choices if each[0] != "all"],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    minutes = _number(_("Minutes"), least=0, most=10_000)
    points = _number(_("Points"), least=1, most=40)
    referral_goes = forms.ChoiceField(label=_("Leads to the scene"), required=False)
    referral_law = _several(_("Articles"))
    why_fr, why_ar = _text(_("Explanation in French")), _text(_("Explanation in Arabic"))
    consent_flag = forms.ChoiceField(label=_("Flag without which referring is a critical error"), required=False)
    consent_cap = _number(_("Cap of the mark, per cent"), least=0, most=99)
    consent_name_fr, consent_name_ar = _text(_("Name of the error, French")), _text(_("Name of the error, Arabic"))
    consent_why_fr, consent_why_ar = _text(_("Why it is one, French")), _text(_("Why it is one, Arabic"))

    def __init__(self, *args: Any, scene: Scene | None = None, lists: Lists, **kwargs: Any) -> None:
        referral = scene.referral if scene else None
        initial = _initial(asdict(referral)) if referral else {}
        initial |= {"referral_goes": initial.get("goes", ""), "referral_law": initial.get("law", [])}
        super().__init__(*args, **{**kwargs, "initial": initial, "prefix": "referral"})
        self.offer(lists)

    def document(self) -> dict[str, Any] | None:
        said = self.cleaned_data
        if not said["kinds"]:
            return None
        consent = {
            "flag": said["consent_flag"], "cap": said["consent_cap"], "name": self.words("consent_name"),
            "why": self.words("consent_why"),
        }  # fmt: skip
        return {
            "kinds": said["kinds"], "publics": said["publics"], "minutes": said["minutes"] or 0,
            "points": said["points"] or 0, "goes": said["referral_goes"], "law": said["referral_law"],
            "why": self.words("why"), "consent": consent if said["consent_flag"] else None,
        }  # fmt: skip


class ChoiceForm(Sided):
    key = KEY
    goes = forms.ChoiceField(
        label=_("Leads to the scene"), required=False, help_text=_("None: an observation, made once; one stays here.")
    )
    minutes = _number(_("Minutes"), least=0, most=10_000)
    points = _number(_("Points"), least=-20, most=20)
    recommended = forms.BooleanField(label=_("Recommended"), required=False)
    text_fr, text_ar = _text(_("Text in French")), _text(_("Text in Arabic"))
    result_fr, result_ar = _text(_("What follows, in French")), _text(_("What follows, in Arabic"))
    why_fr, why_ar = _text(_("Explanation in French")), _text(_("Explanation in Arabic"))
    shows = _several(_("Indicators that the result lets one see"))
    law = _several(_("Articles"))
    sets = _several(_("Sets the flags"))
    needs = _several(_("Offered only with the flags"))
    unless = _several(_("Not offered with the flags"))
    critical_cap = _number(_("Critical error: cap of the mark, per cent"), least=0, most=99)
    critical_name_fr, critical_name_ar = _text(_("Name of the error, French")), _text(_("Name of the error, Arabic"))

    def document(self) -> dict[str, Any]:
        said = self.cleaned_data
        name = self.words("critical_name")
        critical = {"cap": said["critical_cap"], "name": name}
        codes = {field: said[field] for field in ("shows", "law", "sets", "needs", "unless")}
        return {
            "key": said["key"], "goes": said["goes"], "minutes": said["minutes"] or 0, "points": said["points"] or 0,
            "recommended": said["recommended"], "text": self.words("text"), "result": self.words("result"),
            "why": self.words("why"), **codes,
            "critical": critical if said["critical_cap"] is not None or any(name.values()) else None,
        }  # fmt: skip


class ChoicesOfScene(BaseFormSet[ChoiceForm]):
    """The choices of a scene, in order."""

    def __init__(self, *args: Any, scene: Scene | None = None, lists: Lists, **kwargs: Any) -> None:
        self.lists = lists
        initial = [_initial(asdict(choice)) for choice in scene.choices] if scene else []
        super().__init__(*args, **{**kwargs, "initial": initial, "prefix": "choices"})

    def add_fields(self, form: ChoiceForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.offer(self.lists)

    def documents(self) -> list[dict[str, Any]]:
        """The choices that stay, in the order given."""
        return [form.document() for form in self.ordered_forms]


SceneChoices: Any = formset_factory(ChoiceForm, formset=ChoicesOfScene, extra=2, can_delete=True, can_order=True)


def _initial(said: dict[str, Any]) -> dict[str, Any]:
    """The values of a scene or choice by field: texts side by side, what is nested under its own name."""
    flat: dict[str, Any] = {}
    for name, value in plain(said).items():
        if isinstance(value, dict):
            flat |= {f"{name}_{part}": each for part, each in _initial(value).items()}
        else:
            flat[name] = value
    return flat
