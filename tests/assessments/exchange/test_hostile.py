"""Files made to do harm: each ends in a sentence."""

import io
import zipfile
from decimal import Decimal

import pytest

from assessments.exchange import errors
from assessments.exchange.formats import FORMATS, contents_of
from assessments.exchange.qti_package import MOST_FILES
from lms.lib.errors import Refusal
from tests.assessments.exchange.test_qti import CHOICE, item_xml, zipped

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<quiz><question type="essay"><name><text>&c;</text></name></question></quiz>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>"""


@pytest.mark.parametrize("key", ["moodle-xml", "qti"])
@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (LAUGHS, errors.ForbiddenXml),
        (OUTSIDE, errors.ForbiddenXml),
        (b"<a>" * 5000, errors.ForbiddenXml),
        (b"<quiz><question>", errors.NotXml),
        (b"<?xml version='1.0' encoding='x-nowhere'?><quiz/>", errors.NotXml),
        (b"\xff\xfe\x00", errors.NotXml),
        (b"", errors.NotXml),
        (b"<html/>", errors.WrongRoot),
        (b"<quiz>" + b" " * 10 * 1024**2 + b"</quiz>", errors.FileTooLarge),
    ],
)
def test_harmful_xml_is_refused(key: str, content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as told:
        contents_of(content, format_key=key)
    assert str(told.value)


@pytest.mark.parametrize("key", ["gift", "aiken"])
@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ("é".encode("latin-1") + b" {=a ~b}", errors.NotText),
        (b"\x00\x01\x02", errors.NotText),
        (b"a" * 10 * 1024**2, errors.FileTooLarge),
        (b"\xff\xfea", errors.NotText),
        (b"", errors.NoItems),
    ],
)
def test_what_is_no_text_is_refused(key: str, content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as told:
        contents_of(content, format_key=key)
    assert str(told.value)


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "a/../../evil.xml", "C:/evil.xml", "..\\evil.xml"])
def test_a_package_that_reaches_outside_of_itself_is_refused(name: str) -> None:
    with pytest.raises(errors.PackagePath):
        contents_of(zipped({name: item_xml(CHOICE, ["ChoiceA"])}), format_key="qti")


def test_a_bomb_is_refused_by_what_it_declares() -> None:
    bomb = zipped({f"{n}.xml": b"0" * 5 * 1024**2 for n in range(9)})
    assert len(bomb) < 100_000

    with pytest.raises(errors.PackageTooLarge):
        contents_of(bomb, format_key="qti")


def test_a_bomb_that_lies_about_its_size_is_held_to_it() -> None:
    honest = zipped({"a.xml": b"0" * 20 * 1024**2})
    size = (20 * 1024**2).to_bytes(4, "little")
    liar = honest.replace(size, (100).to_bytes(4, "little"))
    assert liar != honest

    with pytest.raises(Refusal):
        contents_of(liar, format_key="qti")


def test_too_many_files_a_damaged_and_a_locked_package_are_refused() -> None:
    whole = zipped({"a.xml": item_xml(CHOICE, ["ChoiceA"])})
    locked = bytearray(whole)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[whole.index(signature) + flags] |= 1

    for content, refusal in (
        (zipped({f"{n}.txt": b"" for n in range(MOST_FILES + 1)}), errors.PackageTooLarge),
        (whole[: len(whole) // 2], errors.NotPackage),
        (bytes(locked), errors.NotPackage),
        (b"PK\x03\x04 nothing more", errors.NotPackage),
    ):
        with pytest.raises(refusal):
            contents_of(content, format_key="qti")


def test_a_damaged_item_does_not_stop_the_rest_of_its_package() -> None:
    contents = contents_of(zipped({"a.xml": b"<broken", "b.xml": item_xml(CHOICE, ["ChoiceA"]), "c.xml": LAUGHS}),
                           format_key="qti")  # fmt: skip

    assert [item.place for item in contents.items] == [2]
    assert [refused.place for refused in contents.refused] == [1, 3]


@pytest.mark.parametrize("number", ["1e999", "NaN", "Infinity", "1" * 400, "0x10", "1_000"])
def test_a_number_beyond_any_column_is_refused(number: str) -> None:
    contents = FORMATS["gift"].read(f"Combien ? {{#{number}}}".encode())

    assert contents.items == () or contents.items[0].numbers[0].value < Decimal(10) ** 14
    assert all(refused.reason for refused in contents.refused)


def test_scripts_and_handlers_leave_no_trace() -> None:
    hostile = '[html]<img src\\=x onerror\\=alert(1)><a href\\="javascript\\:alert(1)">a</a><script>x</script>{=b ~c}'

    [item] = FORMATS["gift"].read(hostile.encode()).items

    assert item.text == "a"


def test_a_zip_in_the_place_of_text_and_a_picture_in_the_place_of_xml_are_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("x", b"\xff" * 100)
    for key in FORMATS:
        with pytest.raises(Refusal):
            contents_of(held.getvalue() if key != "qti" else b"\x89PNG\r\n\x1a\n\0\0", format_key=key)
