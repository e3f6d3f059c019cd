"""XML that may come from anybody: no entities, no outside parts, no depth that exhausts the machine."""

from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from assessments.exchange.errors import FileTooLarge, ForbiddenXml, NotXml
from assessments.exchange.text import MOST_BYTES

DEEPEST = 100


class _Shallow(TreeBuilder):
    """Refuses elements nested deeper than any question is."""

    deep = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.deep += 1
        if self.deep > DEEPEST:
            raise ForbiddenXml
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.deep -= 1
        return super().end(tag)


def parsed(content: bytes) -> Element:
    """The root of the XML `content`. Raises `FileTooLarge`, `ForbiddenXml` and `NotXml`."""
    if len(content) > MOST_BYTES:
        raise FileTooLarge(megabytes=MOST_BYTES // 1024**2)
    parser = DefusedXMLParser(target=_Shallow(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(content)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise ForbiddenXml from error
    except ParseError as error:
        raise NotXml(line=error.position[0]) from error
    except (ValueError, LookupError, TypeError) as error:  # an encoding that does not exist, bytes that are not of it
        raise NotXml(line=1) from error
    return root


def local(element: Element) -> str:
    """The name of `element` without its namespace."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
