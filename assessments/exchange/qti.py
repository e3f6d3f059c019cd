"""QTI 2.2 items of four kinds: choice, order, match and text entry; versions 2.0 and 2.1 are written the same.

Source: IMS Question and Test Interoperability, Assessment Test, Section and Item Information Model 2.2.
"""

from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.exchange.errors import TooManyItems, WrongRoot
from assessments.exchange.item import MOST_ITEMS, Contents, Item, Refused, Unusable, settled
from assessments.exchange.qti_item import read_item
from assessments.exchange.qti_package import Package, item_places, opened
from assessments.exchange.xml import local, parsed
from lms.lib.errors import Refusal

_ZIP = b"PK"


def read_qti(content: bytes) -> Contents:
    """The items of a package, or of a single file; a place is which item it is, from 1.

    Raises a `Refusal` for the whole file; an item of a package that cannot be read is refused by itself.
    """
    if not content.startswith(_ZIP):
        root = parsed(content)
        if local(root) != "assessmentItem":
            raise WrongRoot(found=local(root)[:40])
        return _gathered([("", root)], Package())
    package = opened(content)
    places = item_places(package)
    if len(places) > MOST_ITEMS:
        raise TooManyItems(most=MOST_ITEMS)
    return _gathered([(place, _root(package, place)) for place in places], package)


def _root(package: Package, place: str) -> Element | str:
    """The root of the item at `place`, or why there is none."""
    content = package.read(place)
    if content is None:
        return _("The package names this item and does not hold it.")
    try:
        return parsed(content)
    except Refusal as refusal:
        return str(refusal)


def _gathered(roots: list[tuple[str, Element | str]], package: Package) -> Contents:
    items: list[Item] = []
    refused: list[Refused] = []
    for number, (place, root) in enumerate(roots, start=1):
        if isinstance(root, str):
            refused.append(Refused(number, place, root))
            continue
        if local(root) != "assessmentItem":
            refused.append(
                Refused(number, place, _("It is no question but a “%(found)s”.") % {"found": local(root)[:40]})
            )
            continue
        try:
            items.append(read_item(root, number, lambda source, at=place: package.beside(at, source)))  # type: ignore[misc]  # bound now
        except Unusable as fault:
            refused.append(Refused(number, root.get("identifier", place)[:80], str(fault)))
    return settled(items, refused)
