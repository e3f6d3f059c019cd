"""The certificate, its printings, its template, the bodies that issue it, its badge, and bundles of many."""

from certificates.models.badges import BadgePicture, BadgePlace
from certificates.models.bundles import Bundle
from certificates.models.certificate import Certificate
from certificates.models.issuers import IssuingBody
from certificates.models.printings import Printing
from certificates.models.templates import DocumentTemplate

__all__ = ["BadgePicture", "BadgePlace", "Bundle", "Certificate", "DocumentTemplate", "IssuingBody", "Printing"]
