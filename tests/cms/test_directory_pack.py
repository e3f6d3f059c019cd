"""Judgments, services and pathway as a pack writes them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from cms.models import LessonPage
from cms.pack import directory as said
from cms.pack.mistakes import BrokenPack
from cms.pack.reading import read_pack
from cms.rendering import body_html
from cms.services.load import load_pack
from cms.services.pen import Report
from library.models import Judgment, ReferralService, Step

pytestmark = [pytest.mark.usefixtures("in_english")]

PLACES = {"TNG": "MA-01", "CAS": "MA-06"}
JUDGMENTS, SERVICES, PATHWAY = "library/judgments.yaml", "library/services.yaml", "library/pathway.yaml"
FR = "modules/01-premier/01-tout.fr.md"
Edit = Callable[[str, str, str], None]


def mistakes(pack: Path) -> list[str]:
    with pytest.raises(BrokenPack) as broken:
        read_pack(pack, professions={"juge-siege", "magistrat-parquet"}, places=PLACES)
    return str(broken.value).splitlines()


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (JUDGMENTS, "code: essai-brouillon", "code: essai-servitude", f"{JUDGMENTS}:16: “essai-servitude” is used"),
        (JUDGMENTS, "[CP-448-2]", "[CP-999]", f"{JUDGMENTS}:1: “CP-999” is not known."),
        (JUDGMENTS, "level: regional", "level: supreme", f"{JUDGMENTS}:4: “level” is “supreme”; it can be:"),
        (JUDGMENTS, "2005-07-26", "jadis", f"{JUDGMENTS}:6: “decided_on” should be a day"),
        (JUDGMENTS, "  decided_on: 2005-07-26\n", "", f"{JUDGMENTS}:1: “decided_on” is missing."),
        (SERVICES, "city: TNG", "city: ZZZ", f"{SERVICES}:9: “ZZZ” is not known."),
        (SERVICES, "region: MA-01", "region: MA-99", f"{SERVICES}:22: “MA-99” is not known."),
        (SERVICES, "city: TNG", "city: TNG\n  region: MA-06", f"{SERVICES}:9: The city lies in another region: MA-01."),
        (SERVICES, "[ar, fr, es]", "[ar, tlh]", f"{SERVICES}:14: “languages” is “tlh”; it can be:"),
        (SERVICES, "https://example", "javascript://", f"{SERVICES}:17: A web address begins with https://."),
        (SERVICES, "code: soins-region", "code: numero-vert", f"{SERVICES}:22: “numero-vert” is used twice."),
        (PATHWAY, "  region: MA-01\n", "", f"{PATHWAY}:12: “orientation” is used twice."),
        (PATHWAY, "region: MA-01", "region: MA-99", f"{PATHWAY}:12: “MA-99” is not known."),
        (PATHWAY, "[CP-448-1]", "[CP-999]", f"{PATHWAY}:1: “CP-999” is not known."),
        (PATHWAY, "{peine:448-2}", "{peine:448-9}", f"{PATHWAY}:10: “448-9” is not known."),
        (FR, "::: judgment essai-servitude", "::: judgment rien", f"{FR}:50: “rien” is not known."),
        (FR, "::: judgment essai-servitude\n", "::: judgment essai-servitude\nTexte\n", f"{FR}:50: A judgment hold"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_line(
    with_directory: Path, edit: Edit, name: str, old: str, new: str, expected: str
) -> None:
    edit(name, old, new)

    assert mistakes(with_directory)[0].startswith(expected), mistakes(with_directory)


def test_the_words_of_a_pack_are_those_of_the_tables() -> None:
    assert tuple(Judgment.Level.values) == said.LEVELS
    assert tuple(Judgment.Form.values) == said.FORMS
    assert tuple(ReferralService.Kind.values) == said.KINDS
    assert tuple(ReferralService.Public.values) == said.PUBLICS


def test_a_directory_is_written_and_loading_again_changes_nothing(directory: Report, with_directory: Path) -> None:
    kinds = ("judgment", "service", "step")
    assert [directory.created[kind] for kind in kinds] == [2, 3, 3]

    again = load_pack(with_directory)

    assert ([again.unchanged[kind] for kind in kinds], dict(again.changed), again.left_alone) == ([2, 3, 3], {}, [])


def test_what_is_written_is_what_was_said(directory: Report) -> None:
    shelter = ReferralService.objects.select_related("city", "region").get(code="foyer-tanger")
    judgment = Judgment.objects.get(code="essai-servitude")
    own = Step.objects.select_related("region").get(key="orientation", region__code="MA-01")

    assert (str(shelter.city), str(shelter.region), shelter.languages) == (
        "Tanger",
        "Tanger-Tétouan-Al Hoceïma",
        "ar fr es",
    )
    assert (shelter.address, shelter.is_address_protected, shelter.is_example) == ("12 rue Cachée, Tanger", True, True)
    assert (judgment.is_published, judgment.decided_on) == (True, date(2005, 7, 26))
    assert [law.code for law in judgment.legal_references.all()] == ["CP-448-2"]
    assert (own.position, own.title_ar) == (2, "الإيواء بطنجة")


def test_a_judgment_that_is_not_anonymised_stays_a_draft(directory: Report) -> None:
    draft = Judgment.objects.get(code="essai-brouillon")

    assert (draft.is_published, [getattr(draft, tick) for tick in Judgment.CHECKLIST]) == (False, [False] * 5)


def test_a_service_changed_on_the_site_is_left_alone(directory: Report, with_directory: Path, edit: Edit) -> None:
    ReferralService.objects.filter(code="numero-vert").update(phone="0801")
    edit(SERVICES, "0800 00 00 00", "0802")

    report = load_pack(with_directory)

    assert [(left.kind, left.key) for left in report.left_alone] == [("service", "numero-vert")]
    assert ReferralService.objects.get(code="numero-vert").phone == "0801"


def test_an_article_taken_from_a_judgment_is_a_change(directory: Report, with_directory: Path, edit: Edit) -> None:
    edit(JUDGMENTS, "[CP-448-2]", "[CP-448-1]")

    assert dict(load_pack(with_directory).changed) == {"judgment": 1}
    assert [law.code for law in Judgment.objects.get(code="essai-servitude").legal_references.all()] == ["CP-448-1"]


@pytest.mark.parametrize(("language", "words"), [("fr", "punir la servitude"), ("ar", "تعاقب على الاستعباد")])
def test_a_lesson_shows_the_published_judgment_it_names(directory: Report, language: str, words: str) -> None:
    page: Any = LessonPage.objects.get(lesson__slug="tout", locale__language_code=language)
    with translation.override(language):
        shown = str(body_html(page.body))

    assert words in shown
    assert f'href="/{language}/bibliotheque/jurisprudence/essai-servitude/"' in shown
    assert all(secret not in shown for secret in ("essai-brouillon", "secret", "سري"))
