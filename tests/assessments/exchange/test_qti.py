"""QTI 2.2 items and packages. The items are the specification's own examples, shortened."""

import io
import zipfile
from decimal import Decimal

import pytest

from assessments.exchange.item import FULL, Choice, Contents, Item, Kind, Number, Pair
from assessments.exchange.qti import read_qti
from tests.assessments.exchange.strategies import PNG

NAMESPACE = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"'
CHOICE = """<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">
<prompt>What does it say?</prompt>
<simpleChoice identifier="ChoiceA">You must stay with your luggage at all times.
<feedbackInline outcomeIdentifier="FEEDBACK" identifier="ChoiceA" showHide="show">Yes.</feedbackInline>
</simpleChoice>
<simpleChoice identifier="ChoiceB">Do not let someone else look after your luggage.</simpleChoice>
</choiceInteraction>"""
ORDER = """<orderInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Order the drivers.</prompt>
<simpleChoice identifier="DriverA">Rubens Barrichello</simpleChoice>
<simpleChoice identifier="DriverB">Jenson Button</simpleChoice>
<simpleChoice identifier="DriverC">Michael Schumacher</simpleChoice></orderInteraction>"""
MATCH = """<matchInteraction responseIdentifier="RESPONSE" maxAssociations="4"><prompt>Match the characters.</prompt>
<simpleMatchSet><simpleAssociableChoice identifier="C" matchMax="1">Capulet</simpleAssociableChoice>
<simpleAssociableChoice identifier="D" matchMax="1">Demetrius</simpleAssociableChoice></simpleMatchSet>
<simpleMatchSet><simpleAssociableChoice identifier="M" matchMax="4">A Midsummer-Night's Dream</simpleAssociableChoice>
<simpleAssociableChoice identifier="R" matchMax="4">Romeo and Juliet</simpleAssociableChoice>
<simpleAssociableChoice identifier="T" matchMax="4">The Tempest</simpleAssociableChoice></simpleMatchSet>
</matchInteraction>"""
ENTRY = (
    '<blockquote>Now is the winter by this sun of <textEntryInteraction responseIdentifier="RESPONSE"/>;</blockquote>'
)


def item_xml(
    body: str, correct: list[str], *, kind: str = "identifier", many: str = "single", more: str = "", extra: str = ""
) -> str:
    values = "".join(f"<value>{value}</value>" for value in correct)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><assessmentItem {NAMESPACE} identifier="item-1" title="T"'
        ' xml:lang="fr">'
        f'<responseDeclaration identifier="RESPONSE" cardinality="{many}" baseType="{kind}">'
        f"<correctResponse>{values}</correctResponse>{more}</responseDeclaration><itemBody>{body}</itemBody>{extra}</assessmentItem>"
    )


def only(xml: str) -> Item:
    contents = read_qti(xml.encode())
    assert contents.refused == ()
    [item] = contents.items
    return item


def test_a_single_choice_is_read() -> None:
    item = only(item_xml(CHOICE, ["ChoiceA"], extra='<modalFeedback identifier="ChoiceB">No.</modalFeedback>'))

    assert item == Item(
        Kind.SINGLE, "item-1", "What does it say?", language="fr",
        choices=(Choice("You must stay with your luggage at all times.", FULL, "Yes."),
                 Choice("Do not let someone else look after your luggage.", Decimal(0), "No.")),
    )  # fmt: skip


def test_a_multiple_choice_takes_its_weights_from_the_mapping() -> None:
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="1"/>' for key in ("ChoiceA", "ChoiceB"))
    mapping = f'<mapping defaultValue="-2">{entries}</mapping>'
    weighed = only(item_xml(CHOICE, ["ChoiceA", "ChoiceB"], many="multiple", more=mapping))
    plain = only(item_xml(CHOICE, ["ChoiceA"], many="multiple"))

    assert [choice.fraction for choice in weighed.choices] == [50, 50]
    assert (weighed.all_or_nothing, plain.all_or_nothing) == (False, True)
    assert [choice.fraction for choice in plain.choices] == [100, 0]


def test_an_order_is_read_in_its_right_order() -> None:
    item = only(item_xml(ORDER, ["DriverC", "DriverA", "DriverB"], many="ordered"))

    assert [choice.text for choice in item.choices] == ["Michael Schumacher", "Rubens Barrichello", "Jenson Button"]


def test_a_match_is_read_with_the_answers_too_many() -> None:
    item = only(item_xml(MATCH, ["C R", "D M"], kind="directedPair", many="multiple"))

    assert item.pairs == (
        Pair("Capulet", "Romeo and Juliet"), Pair("Demetrius", "A Midsummer-Night's Dream"), Pair("", "The Tempest"),
    )  # fmt: skip


def test_a_text_entry_is_read_as_words_or_as_a_number() -> None:
    mapping = '<mapping><mapEntry mapKey="York" mappedValue="1"/><mapEntry mapKey="york" mappedValue="0.5"/></mapping>'
    words = only(item_xml(ENTRY, ["York"], kind="string", more=mapping))
    equal = '<responseProcessing><equal toleranceMode="absolute" tolerance="0.5 0.5"/></responseProcessing>'
    number = only(item_xml(ENTRY, ["30"], kind="float", extra=equal))

    assert words.text == "Now is the winter by this sun of _____;"
    assert words.choices == (Choice("York", FULL), Choice("york", Decimal(50)))
    assert number.numbers == (Number(Decimal(30), Decimal("0.5")),)


@pytest.mark.parametrize(
    ("body", "correct"),
    [
        ("<p>Nothing</p>", []),
        (CHOICE + ORDER, ["ChoiceA"]),
        ('<hottextInteraction responseIdentifier="RESPONSE"/>', ["A"]),
        (CHOICE, []),
        (ORDER, ["DriverA"]),
        (MATCH, ["C R"]),
        (MATCH, ["C X", "D M"]),
    ],
)
def test_what_is_not_one_of_the_four_is_refused_by_itself(body: str, correct: list[str]) -> None:
    many = "multiple" if body is MATCH else "ordered" if body is ORDER else "single"
    contents = packed({"a.xml": item_xml(body, correct, many=many), "b.xml": item_xml(CHOICE, ["ChoiceA"])})

    assert [(refused.place, bool(refused.reason)) for refused in contents.refused] == [(1, True)]
    assert [item.place for item in contents.items] == [2]


def zipped(files: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def packed(files: dict[str, str | bytes]) -> Contents:
    return read_qti(zipped(files))


def test_a_package_gives_what_its_manifest_lists_with_its_pictures() -> None:
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>'
        '<resource identifier="r1" type="imsqti_item_xmlv2p2" href="items/one.xml"/>'
        '<resource identifier="r2" type="imsqti_item_xmlv2p2" href="items/gone.xml"/>'
        '<resource identifier="r3" type="webcontent" href="images/sign.png"/></resources></manifest>'
    )
    body = f'<p><img src="../images/sign.png" alt="A sign"/><img src="../../../etc/passwd" alt=""/></p>{CHOICE}'

    contents = packed({
        "imsmanifest.xml": manifest, "items/one.xml": item_xml(body, ["ChoiceA"]), "images/sign.png": PNG,
        "items/other.xml": "not listed",
    })  # fmt: skip

    assert [(picture.name, picture.description) for picture in contents.items[0].pictures] == [("sign.png", "A sign")]
    assert len(contents.items[0].notes) == 1
    assert [(refused.place, refused.name) for refused in contents.refused] == [(2, "items/gone.xml")]
