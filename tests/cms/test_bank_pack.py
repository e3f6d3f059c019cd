"""A pack with questions of every kind, a bank of tags and blueprints, and an exam: read, written, written back."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments.models import AcceptedAnswer, Blueprint, Level, Pair, Question, Quiz
from cms.export.folder import export_site
from cms.pack.mistakes import BrokenPack
from cms.services.load import load_pack
from courses.models import Course, Edition
from enrolments.services import enrol_many

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

QUESTIONS = """
- {code: P1-D01, kind: cluster, fr: {text: "Le dossier."}, ar: {text: "الملف."}}
- {code: P1-Q02, kind: true-false, file: P1-D01, fr: {text: "Vrai ?"}, ar: {text: "صحيح؟"}, right: false}
- code: P1-Q03
  kind: multiple
  marks: 2
  tags: [enfants]
  fr: {text: "Lesquels ?"}
  ar: {text: "أيها؟"}
  choices:
    - {correct: true, share: 50, fr: {text: "A"}, ar: {text: "ا"}}
    - {correct: true, share: 50, fr: {text: "B"}, ar: {text: "ب"}}
    - {share: -33.33333, fr: {text: "C"}, ar: {text: "ج"}}
- code: P1-Q04
  kind: matching
  fr: {text: "Associez."}
  ar: {text: "طابقوا."}
  pairs:
    - {fr: {stem: "Recruter", answer: "Acte"}, ar: {stem: "التجنيد", answer: "فعل"}}
    - {fr: {stem: "Menacer", answer: "Moyen"}, ar: {stem: "التهديد", answer: "وسيلة"}}
    - {fr: {answer: "Mobile"}, ar: {answer: "باعث"}}
- code: P1-Q05
  kind: ordering
  fr: {text: "Ordonnez."}
  ar: {text: "رتبوا."}
  items: [{fr: "Protéger", ar: "الحماية"}, {fr: "Entendre", ar: "الاستماع"}, {fr: "Orienter", ar: "الإحالة"}]
- {code: P1-Q06, kind: numerical, fr: {text: "Combien ?"}, ar: {text: "كم؟"}, accept: [{number: 30, tolerance: 0.5}]}
- code: P1-Q07
  kind: short-answer
  fr: {text: "Quel mot ?"}
  ar: {text: "أي كلمة؟"}
  accept: [{fr: "contrainte"}, {ar: "الإكراه"}, {any: "force*", share: 50}]
- code: P1-Q08
  kind: essay
  marks: 4
  fr: {text: "Rédigez."}
  ar: {text: "حرروا."}
  rubric:
    - {fr: "Faits", ar: "الوقائع", levels: [{marks: 0, fr: "Non", ar: "لا"}, {marks: 2.5, fr: "Oui", ar: "نعم"}]}
"""
BANK = """
tags: [{code: enfants, name: {fr: "Enfants", ar: "الأطفال"}}]
blueprints:
  - code: essai
    name: {fr: "Examen d’essai", ar: "امتحان تجريبي"}
    draws: [{count: 1, kind: essay}, {count: 1, tag: enfants}, {count: 1, kind: cluster}, {count: 2, module: premier}]
tests:
  - {course: essai, kind: final-exam, blueprint: essai, minutes: 60, from_edition: 2}
  - {course: essai, kind: pre-test, blueprint: essai}
"""


@pytest.fixture
def with_bank(pack: Path) -> Path:
    """The folder of the small pack, with a question of every kind."""
    path = pack / "modules" / "01-premier" / "questions.yaml"
    path.write_text(path.read_text(encoding="utf-8") + QUESTIONS, encoding="utf-8")
    (pack / "bank.yaml").write_text(BANK, encoding="utf-8")
    return pack


def test_every_kind_is_written_with_its_key(with_bank: Path) -> None:
    report = load_pack(with_bank)

    by_code = {each.code[3:]: each for each in Question.objects.all()}
    assert (report.created["question"], report.created["tag"], report.created["test"]) == (9, 1, 2)
    assert by_code["Q02"].cluster == by_code["D01"]
    assert list(by_code["Q02"].choices.values_list("text_fr", "is_correct")) == [("Vrai", False), ("Faux", True)]
    assert [each.fraction for each in by_code["Q03"].choices.all()] == [50, 50, Decimal("-33.33333")]
    assert list(Pair.objects.values_list("stem_fr", "answer_ar")) == [
        ("Recruter", "فعل"), ("Menacer", "وسيلة"), ("", "باعث"),
    ]  # fmt: skip
    assert [each.text_fr for each in by_code["Q05"].choices.all()] == ["Protéger", "Entendre", "Orienter"]
    assert list(AcceptedAnswer.objects.values_list("language", "text", "number", "tolerance", "fraction")) == [
        ("", "", Decimal(30), Decimal("0.5"), Decimal(100)), ("fr", "contrainte", None, Decimal(0), Decimal(100)),
        ("ar", "الإكراه", None, Decimal(0), Decimal(100)), ("", "force*", None, Decimal(0), Decimal(50)),
    ]  # fmt: skip
    assert list(Level.objects.values_list("marks", flat=True)) == [0, Decimal("2.5")]


def test_a_blueprint_and_the_tests_of_a_course_are_written(with_bank: Path) -> None:
    load_pack(with_bank)

    exam = Quiz.objects.get(kind="final-exam")
    told = (exam.pass_mark_percent, exam.attempts_allowed, exam.review, exam.address)
    assert told == (75, 3, "when-settled", "essai.final-exam")
    assert [str(rule) for rule in Blueprint.objects.get().rules.all()][1] == "1 × Enfants"
    assert Course.objects.values_list("has_exam", "exam_from").get() == (True, 2)


def test_the_tests_of_a_course_stand_on_its_page_for_who_is_in_an_edition_they_close(
    with_bank: Path, amina: User, client: Client
) -> None:
    load_pack(with_bank)
    edition = Edition.objects.get(course__slug="essai")
    enrol_many([amina], edition=edition, by=None, at=timezone.now())
    client.force_login(amina)

    seen = []
    for number in (1, 2):
        Edition.objects.filter(pk=edition.pk).update(number=number)
        page = client.get("/fr/parcours/essai/").content.decode()
        seen.append(re.findall(r'href="/fr/quiz/essai\.([a-z-]+)/"', page))

    assert seen == [[], ["pre-test", "final-exam"]]


def test_loading_again_writes_nothing_and_so_does_what_was_written_back(with_bank: Path, tmp_path: Path) -> None:
    load_pack(with_bank)

    again = load_pack(with_bank)
    export_site(tmp_path / "out")
    back = load_pack(tmp_path / "out")

    for report in (again, back):
        assert (dict(report.created), dict(report.changed), report.left_alone) == ({}, {}, [])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tags: [enfants]\n", "tags: [autre]\n", "“autre” is not known."),
        ("file: P1-D01", "file: P1-Q03", "“P1-Q03” is not known."),
        ("share: 50, fr: {text: \"A\"}", "share: -50, fr: {text: \"A\"}", "contradicts what is right"),
        ("number: 30", "number: trente", "should be a number"),
        (', right: false', '', "“right” is missing."),
        ("marks: 2.5", "marks: 0", "A rubric needs a level that earns marks."),
        ('fr: {stem: "Menacer", answer', 'fr: {answer', "“stem” is missing."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_key_is_told(old: str, new: str, said: str, with_bank: Path) -> None:
    path = with_bank / "modules" / "01-premier" / "questions.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BrokenPack) as broken:
        load_pack(with_bank)

    assert said in str(broken.value)
    assert not Question.objects.exists()


def test_a_rule_that_asks_for_more_than_is_written_is_told(with_bank: Path) -> None:
    path = with_bank / "bank.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("count: 1, tag: enfants", "count: 3, tag: enfants"))

    with pytest.raises(BrokenPack) as broken:
        load_pack(with_bank)

    assert "The rule draws 3 questions and only 1 of this sort are written." in str(broken.value)
