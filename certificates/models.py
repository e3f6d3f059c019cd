"""The certificate."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enrolments.models import Enrolment
from lms.lib.languages import Bilingual
from lms.lib.numbers import new_number


class Certificate(models.Model):
    """The printed facts as they were on the day of issue, and the bytes printed from them."""

    class State(models.TextChoices):
        VALID = "valid", _("valid")
        SUPERSEDED = "superseded", _("superseded")
        REVOKED = "revoked", _("revoked")

    number = models.CharField(_("number"), max_length=14, unique=True, default=new_number, editable=False)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates", verbose_name=_("holder")
    )
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates", verbose_name=_("enrolment"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.VALID)

    holder_name_fr = models.CharField(_("holder's name, Latin script"), max_length=170)
    holder_name_ar = models.CharField(_("holder's name, Arabic script"), max_length=170, blank=True)
    holder_name = Bilingual()
    profession_fr = models.CharField(_("profession in French"), max_length=120)
    profession_ar = models.CharField(_("profession in Arabic"), max_length=120)
    profession = Bilingual()
    court_fr = models.CharField(_("court in French"), max_length=120)
    court_ar = models.CharField(_("court in Arabic"), max_length=120)
    court = Bilingual()
    course_title_fr = models.CharField(_("course in French"), max_length=200)
    course_title_ar = models.CharField(_("course in Arabic"), max_length=200)
    course_title = Bilingual()
    regime = models.CharField(_("regime"), max_length=10)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2)
    modules = models.JSONField(_("modules"), help_text=_("A list of titles, each with fr and ar."))
    completed_on = models.DateField(_("completed on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued at"))

    document = models.FileField(_("document"), upload_to="certificates/%Y/", blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    rendered_at = models.DateTimeField(_("rendered at"), null=True, blank=True)

    superseded_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes", verbose_name=_("superseded by")
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
            )
        ]
        indexes = [models.Index(fields=["rendered_at"], name="certificates_to_render")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The public page that verifies it."""
        return reverse("verify_number", kwargs={"number": self.number})
