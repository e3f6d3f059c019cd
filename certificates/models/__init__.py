"""The certificate, each printing of its document, the template it is printed from, and the bodies that issue it."""

from certificates.models.certificate import Certificate
from certificates.models.issuers import IssuingBody
from certificates.models.printings import Printing
from certificates.models.templates import DocumentTemplate

__all__ = ["Certificate", "DocumentTemplate", "IssuingBody", "Printing"]
