"""The certificate, its printings, the template it is printed from, the bodies that issue it, its badge's place."""

from certificates.models.badges import BadgePlace
from certificates.models.certificate import Certificate
from certificates.models.issuers import IssuingBody
from certificates.models.printings import Printing
from certificates.models.templates import DocumentTemplate

__all__ = ["BadgePlace", "Certificate", "DocumentTemplate", "IssuingBody", "Printing"]
