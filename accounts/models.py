"""User, profession, posting, reach, headcount and letter."""

import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.letters import title_of
from accounts.roles import Role
from jurisdictions.models import Court, Region, Resort
from lms.lib.languages import ARABIC, Bilingual, reading_language


class Users(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who signs in with `email`; without `password` nobody can until one is set by a link."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractUser):
    class Gender(models.TextChoices):
        FEMALE = "F", _("woman")
        MALE = "M", _("man")
        UNSPECIFIED = "-", _("not specified")

    username = None  # type: ignore[assignment]  # people sign in by e-mail
    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(_("first name, Latin script"), max_length=80)
    last_name = models.CharField(_("family name, Latin script"), max_length=80)
    first_name_ar = models.CharField(_("first name, Arabic script"), max_length=80, blank=True)
    last_name_ar = models.CharField(_("family name, Arabic script"), max_length=80, blank=True)
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, default=Gender.UNSPECIFIED)
    staff_number = models.CharField(
        _("staff number"),
        max_length=20,
        blank=True,
        help_text=_("The number of the service, never that of the identity card (law 09-08, article 12)."),
    )
    language = models.CharField(
        _("language"), max_length=2, blank=True, choices=[("fr", _("French")), ("ar", _("Arabic"))]
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Users] = Users()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name_fr(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    @property
    def name_ar(self) -> str:
        return f"{self.first_name_ar} {self.last_name_ar}".strip() or self.name_fr

    @property
    def name(self) -> str:
        """The name in the script of the page."""
        return self.name_ar if reading_language() == ARABIC else self.name_fr

    def get_full_name(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles this person holds: one query, once per object."""
        return frozenset(self.groups.values_list("name", flat=True))

    @cached_property
    def held_reaches(self) -> tuple["Reach", ...]:
        """The reaches this person holds: one query, once per object."""
        return tuple(self.reaches.all())

    @property
    def oversees_people(self) -> bool:
        """Whether the person coordinates any court, or administers the platform: one query, once per object."""
        return self.is_superuser or bool(self.held_reaches)

    @property
    def sees_coverage(self) -> bool:
        return self.oversees_people or Role.OBSERVER in self.roles

    @property
    def animates(self) -> bool:
        """Whether this person may read the tutors' guides."""
        return self.works_in_cms or self.oversees_people or Role.TUTOR in self.roles

    @property
    def marks_notes(self) -> bool:
        """Whether this person may be named on a course to mark its case notes."""
        return self.is_superuser or Role.TUTOR in self.roles

    @property
    def judges_questions(self) -> bool:
        """Whether this person corrects the keys of questions."""
        return self.works_in_cms or Role.TUTOR in self.roles

    @property
    def works_in_cms(self) -> bool:
        return self.is_superuser or bool(self.roles & {Role.AUTHOR, Role.VALIDATOR})


class Profession(models.Model):
    """What somebody does in a court; the table is open, the corps it belongs to is what figures are told by."""

    class Corps(models.TextChoices):
        MAGISTRATE = "magistrate", _("magistrates")
        SOCIAL_WORKER = "social-worker", _("social workers")
        OTHER = "other", _("other professions")

    code = models.SlugField(_("code"), unique=True)
    corps = models.CharField(_("corps"), max_length=20, choices=Corps)
    name_fr = models.CharField(_("name in French"), max_length=120)
    name_ar = models.CharField(_("name in Arabic"), max_length=120)
    name = Bilingual()
    feminine_fr = models.CharField(_("feminine in French"), max_length=120, blank=True)
    masculine_fr = models.CharField(_("masculine in French"), max_length=120, blank=True)
    feminine_ar = models.CharField(_("feminine in Arabic"), max_length=120, blank=True)
    masculine_ar = models.CharField(_("masculine in Arabic"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("profession")
        verbose_name_plural = _("professions")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name

    def name_of(self, gender: str, *, language: str) -> str:
        """What somebody of `gender` is called in `language`; the name for everybody where no form of it is known."""
        form = {User.Gender.FEMALE: "feminine", User.Gender.MALE: "masculine"}.get(gender)  # type: ignore[call-overload]
        name: str = (form and getattr(self, f"{form}_{language}")) or getattr(self, f"name_{language}")
        return name


class Posting(models.Model):
    """Where somebody serves, as what, from a day until a day (that day excluded)."""

    person = models.ForeignKey(User, models.PROTECT, related_name="postings", verbose_name=_("person"))
    court = models.ForeignKey(Court, models.PROTECT, related_name="postings", verbose_name=_("court"))
    profession = models.ForeignKey(Profession, models.PROTECT, related_name="postings", verbose_name=_("profession"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ["person", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="posting_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ends_on__isnull=True), name="posting_open_once_per_person"
            ),
            models.UniqueConstraint(fields=["person", "starts_on"], name="posting_starts_once_per_day"),
        ]

    def __str__(self) -> str:
        return str(_("%(profession)s, %(court)s") % {"profession": self.title, "court": self.court})

    @property
    def title(self) -> str:
        """What the person is called there, in the reader's language."""
        return self.profession.name_of(self.person.gender, language=reading_language())


class Reach(models.Model):
    """The courts that a coordinator oversees: all of the nation's, a region's, a resort's, or one."""

    class Level(models.TextChoices):
        NATION = "nation", _("the nation")
        REGION = "region", _("a region")
        RESORT = "resort", _("a resort")
        COURT = "court", _("one court")

    person = models.ForeignKey(User, models.CASCADE, related_name="reaches", verbose_name=_("person"))
    level = models.CharField(_("level"), max_length=6, choices=Level)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name=_("region"))
    resort = models.ForeignKey(Resort, models.PROTECT, null=True, blank=True, verbose_name=_("resort"))
    court = models.ForeignKey(Court, models.PROTECT, null=True, blank=True, verbose_name=_("court"))

    class Meta:
        verbose_name = _("reach")
        verbose_name_plural = _("reaches")
        constraints = [
            models.CheckConstraint(
                name="reach_names_the_place_of_its_level",
                condition=Q(level="nation", region=None, resort=None, court=None)
                | Q(level="region", region__isnull=False, resort=None, court=None)
                | Q(level="resort", region=None, resort__isnull=False, court=None)
                | Q(level="court", region=None, resort=None, court__isnull=False),
            )
        ]

    def __str__(self) -> str:
        place = self.region or self.resort or self.court
        return f"{self.get_level_display()}: {place}" if place else self.get_level_display()


class Headcount(models.Model):
    """How many posts of a profession a court has filled on a date: the denominator of coverage."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="headcounts", verbose_name=_("court"))
    profession = models.ForeignKey(Profession, models.PROTECT, verbose_name=_("profession"))
    on = models.DateField(_("on"))
    posts = models.PositiveIntegerField(_("posts"))

    class Meta:
        verbose_name = _("headcount")
        verbose_name_plural = _("headcounts")
        ordering = ["court", "profession", "-on"]
        constraints = [
            models.UniqueConstraint(fields=["court", "profession", "on"], name="headcount_once_per_court_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.court}, {self.profession}: {self.posts}"


class Letter(models.Model):
    """One e-mail to one person: the outbox. Handed over at most once.

    A letter is claimed, sent with its fixed Message-ID, and recorded as sent; a worker that dies
    in between leaves it *unsure*: shown, and never sent again by itself. One that the mail server
    refuses for good, or that cannot be written, has *failed*.
    """

    class State(models.TextChoices):
        DUE = "due", _("waiting to be sent")
        CLAIMED = "claimed", _("being sent")
        SENT = "sent", _("sent")
        UNSURE = "unsure", _("perhaps sent")
        FAILED = "failed", _("not sent")

    recipient = models.ForeignKey(User, models.CASCADE, related_name="letters", verbose_name=_("recipient"))
    template = models.CharField(_("template"), max_length=80)
    subject_id = models.BigIntegerField(_("row it speaks of"), null=True, blank=True)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DUE)
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["state", "written_at"], name="letters_by_state")]

    def __str__(self) -> str:
        return f"{self.title}: {self.recipient}"

    @property
    def title(self) -> str:
        """What lists call this letter."""
        return title_of(self.template)
