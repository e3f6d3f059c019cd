"""Which formats there are, and what each can do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assessments.exchange.aiken import read_aiken, write_aiken
from assessments.exchange.errors import NoItems
from assessments.exchange.gift_reading import read_gift
from assessments.exchange.gift_writing import write_gift
from assessments.exchange.item import Contents, Item
from assessments.exchange.moodle_reading import read_moodle
from assessments.exchange.moodle_writing import write_moodle
from assessments.exchange.qti import read_qti

Reading = Callable[[bytes], Contents]
Writing = Callable[[Iterable[Item]], tuple[bytes, Contents]]


@dataclass(frozen=True)
class Format:
    """A format: its name, what its files end in, and how it is read and written; QTI is only read."""

    name: str
    suffix: str
    media_type: str
    read: Reading
    write: Writing | None


FORMATS = {
    "gift": Format("GIFT", ".txt", "text/plain; charset=utf-8", read_gift, write_gift),
    "moodle-xml": Format("Moodle XML", ".xml", "application/xml", read_moodle, write_moodle),
    "aiken": Format("Aiken", ".txt", "text/plain; charset=utf-8", read_aiken, write_aiken),
    "qti": Format("QTI 2.2", ".zip", "application/zip", read_qti, None),
}
WRITTEN = tuple(key for key, each in FORMATS.items() if each.write)


def contents_of(content: bytes, *, format_key: str) -> Contents:
    """What a file gives in one of `FORMATS`. Raises a `Refusal` for the whole file, `NoItems` for an empty one."""
    contents = FORMATS[format_key].read(content)
    if not contents.items and not contents.refused:
        raise NoItems
    return contents
