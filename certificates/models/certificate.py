"""The certificate: printed facts, kept as they were."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from enrolments.models import Enrolment
from lms.lib.languages import Bilingual
from lms.lib.numbers import new_number


class Certificate(models.Model):
    """The printed facts as they were on the day of issue, and the bytes printed from them."""

    class State(models.TextChoices):
        VALID = "valid", _("valid")
        SUPERSEDED = "superseded", _("superseded")
        REVOKED = "revoked", _("revoked")

    class Kind(models.TextChoices):
        ACHIEVEMENT = "achievement", _("certificate of achievement")
        MODULE = "module", _("module certificate")
        PRESENCE = "presence", _("certificate of attendance")

    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.ACHIEVEMENT)
    number = models.CharField(_("number"), max_length=14, unique=True, default=new_number, editable=False)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates", verbose_name=_("holder")
    )
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, blank=True, related_name="certificates", verbose_name=_("enrolment")
    )
    occasion = models.CharField(
        _("occasion"),
        max_length=60,
        blank=True,
        help_text=_("What is certified where it is no completed course, such as module:M4:1 or session:12."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.VALID)

    holder_name_fr = models.CharField(_("holder's name, Latin script"), max_length=170)
    holder_name_ar = models.CharField(_("holder's name, Arabic script"), max_length=170, blank=True)
    holder_name = Bilingual()
    profession_fr = models.CharField(_("profession in French"), max_length=120, blank=True)
    profession_ar = models.CharField(_("profession in Arabic"), max_length=120, blank=True)
    profession = Bilingual()
    court_fr = models.CharField(_("court in French"), max_length=120, blank=True)
    court_ar = models.CharField(_("court in Arabic"), max_length=120, blank=True)
    court = Bilingual()
    course_title_fr = models.CharField(_("course in French"), max_length=200)
    course_title_ar = models.CharField(_("course in Arabic"), max_length=200)
    course_title = Bilingual()
    regime = models.CharField(_("regime"), max_length=10, blank=True)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2)
    modules = models.JSONField(_("modules"), default=list, help_text=_("A list of titles, each with fr and ar."))
    result_percent = models.DecimalField(_("result in percent"), max_digits=5, decimal_places=2, null=True, blank=True)
    issuers = models.JSONField(
        _("issuing bodies"),
        default=list,
        help_text=_("In their order, each with fr, ar and the name of its logo's file."),
    )
    law_as_of = models.DateField(_("law described as of"), null=True, blank=True)
    began_on = models.DateField(_("began on"), null=True, blank=True)
    completed_on = models.DateField(_("completed on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued at"))

    template_revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("revision of the template")
    )
    document = models.FileField(_("document"), upload_to="certificates/%Y/", blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    rendered_at = models.DateTimeField(_("rendered at"), null=True, blank=True)

    signed_by = models.CharField(_("signed by"), max_length=200, blank=True)

    superseded_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes", verbose_name=_("superseded by")
    )
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("corrected by"),
    )
    correction_reason = models.TextField(
        _("reason of the correction"), blank=True, help_text=_("Why this certificate took the place of another.")
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("revoked by")
    )
    revocation_reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=~Q(state="superseded"), name="certificate_once_per_enrolment"
            ),
            models.UniqueConstraint(
                fields=["holder", "kind", "occasion"],
                condition=~Q(state="superseded") & ~Q(occasion=""),
                name="certificate_once_per_occasion",
            ),
            models.CheckConstraint(
                condition=Q(kind="achievement", enrolment__isnull=False, occasion="")
                | ~Q(kind="achievement") & ~Q(occasion=""),
                name="certificate_says_what_it_certifies",
            ),
        ]
        indexes = [models.Index(fields=["rendered_at"], name="certificates_to_render")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The public page that verifies it."""
        return reverse("verify_number", kwargs={"number": self.number})
