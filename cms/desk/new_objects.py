"""An author adds a lesson or a module by making its page: the object is made with it, or chosen where it stands."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.desk.forms import DeskPageForm
from courses.models import Lesson, Module

MINUTES = [MinValueValidator(1), MaxValueValidator(600)]


def without_page(objects: QuerySet[Any], *, locale: int) -> QuerySet[Any]:
    """Those of `objects` that no page shows in a language."""
    return objects.filter(~Exists(Page.objects.filter(translation_key=OuterRef("uuid"), locale=locale)))


class CoursePageForm(DeskPageForm):
    """A course is chosen once: its row holds regime, hours and editions, and is made at the desk of courses."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["course"]
        else:
            field = self.fields["course"]
            field.queryset = without_page(field.queryset, locale=self.instance.locale_id)


class NewObjectForm(DeskPageForm):
    """A page that brings its own object: `existing` takes one that has no page in this language yet.

    Until the page is published, and as long as no other page shows the object, the object follows the page.
    """

    shows: ClassVar[str]
    model: ClassVar[type[models.Model]]
    facts: ClassVar[tuple[str, ...]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.locale_id is None:  # a page previewed before it is saved
            self.instance.locale = self.parent_page.locale
        self.shown: Any = getattr(self.instance, self.shows) if getattr(self.instance, f"{self.shows}_id") else None
        self.is_new = self.shown is None
        if self.is_new:
            self.fields["existing"].queryset = without_page(self.choices(), locale=self.instance.locale_id)
        else:
            del self.fields["existing"]
        self.leads = self.is_new or self._leads()
        for name in self.facts:
            if not self.leads:
                del self.fields[name]
            elif self.shown:
                self.initial.setdefault(name, getattr(self.shown, name))

    def choices(self) -> QuerySet[Any]:
        raise NotImplementedError

    def make(self) -> models.Model:
        """The object that a new page makes, not yet saved."""
        raise NotImplementedError

    def _leads(self) -> bool:
        same = Page.objects.filter(translation_key=self.instance.translation_key).exclude(pk=self.instance.pk)
        return self.instance.first_published_at is None and not same.exists()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.leads and not cleaned.get("existing"):
            self._check_address(cleaned.get("slug", ""))
        if self.is_new:
            setattr(self.instance, self.shows, cleaned.get("existing") or self.make())
        return cleaned

    def _check_address(self, slug: str) -> None:
        taken = self.model._default_manager.filter(slug=slug).exclude(pk=self.shown.pk if self.shown else None)
        if slug and taken.exists():
            self.add_error(
                "slug", _("This address is taken. Choose another: it is that of the page in both languages.")
            )

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=commit)
        if commit and self.leads and not self.is_new:
            self._follow(page)
        return page

    def _follow(self, page: Any) -> None:
        said = {"slug": page.slug, f"title_{page.locale.language_code}": page.title}
        said |= {name: value for name in self.facts if (value := self.cleaned_data.get(name)) is not None}
        if any(getattr(self.shown, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(self.shown, name, value)
            self.shown.save(update_fields=list(said))

    def _said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        language = self.instance.locale.language_code
        return {"slug": cleaned.get("slug", ""), f"title_{language}": cleaned.get("title", "")} | {
            name: cleaned[name] for name in self.facts if cleaned.get(name) is not None
        }


class LessonPageForm(NewObjectForm):
    existing = forms.ModelChoiceField(
        Lesson.objects.none(), required=False, label=_("Lesson that has no page in this language"),
        empty_label=_("None: a new lesson, at the end of the module"),
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("Minutes to read it"), initial=20, validators=MINUTES)

    shows = "lesson"
    model = Lesson
    facts = ("minutes",)

    def choices(self) -> QuerySet[Lesson]:
        return Lesson.objects.filter(module=self.parent_page.specific.module_id)

    def make(self) -> Lesson:
        return Lesson(module=self.parent_page.specific.module, **{"minutes": 20} | self._said())


class ModulePageForm(NewObjectForm):
    existing = forms.ModelChoiceField(
        Module.objects.none(), required=False, label=_("Module that has no page in this language"),
        empty_label=_("None: a new module"),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes to learn it"), help_text=_("Its quiz included."), initial=90, validators=MINUTES
    )
    has_quiz = forms.BooleanField(label=_("A quiz closes it"), required=False, initial=True)

    shows = "module"
    model = Module
    facts = ("minutes", "has_quiz")

    def choices(self) -> QuerySet[Module]:
        return Module.objects.all()

    def make(self) -> Module:
        return Module(**{"minutes": 90} | self._said())
