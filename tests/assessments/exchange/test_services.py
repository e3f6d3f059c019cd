"""Files of questions against the real bank: preview, write, refuse; the page at the desk and the commands."""

import re
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.roles import Role
from assessments.exchange.errors import NotPackage, PackageTooLarge
from assessments.exchange.formats import WRITTEN
from assessments.exchange.qti_package import MOST_FILES
from assessments.models import Illustration, Question, QuestionFile
from assessments.queries.exchange import exported
from assessments.services.exchange import Plan, apply_import, plan_import
from courses.models import Course, Module
from tests.assessments.bank import one_of_each
from tests.assessments.exchange.strategies import PNG
from tests.assessments.exchange.test_qti import CHOICE, item_xml, zipped

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]

FRENCH = """$CATEGORY: t1/Indices

// [tag:Urgent]
::G-1:: Qui saisit le juge ? {=Le procureur#Oui. ~Le voisin#Non. ~%-50%L’auteur}

::G-2:: Quel article ? {#448:1}

::G-3:: Cassée {=sans fin

::G-4:: La traite est un crime. {TRUE}
"""
ARABIC = """::G-1:: من يحيل على القاضي؟ {=الوكيل ~الجار ~%-50%الفاعل}

::G-4:: الاتجار بالبشر جناية. {TRUE}

::G-2:: أي فصل؟ {#449:1}
"""


@pytest.fixture
def module(course: Course) -> Module:
    return Module.objects.get(code="T1")


@pytest.fixture
def leila(person: Callable[..., User], settings: Any) -> User:
    """An author, who is let into the desk as the pack lets authors in."""
    settings.SECOND_FACTOR_ENFORCED = False
    authors = Group.objects.get(name=Role.AUTHOR)
    authors.permissions.add(Permission.objects.get(codename="access_admin"))
    user = person("leila@demo.example")
    user.groups.add(authors)
    return user


def gift(text: str) -> bytes:
    return text.encode()


def told(plan: Plan) -> tuple[list[str], list[str], int, list[tuple[int, str]]]:
    """The codes made, those filled, how many stay, and where something is refused."""
    refused = [(each.place, each.name) for each in plan.refused]
    return [each.code for each in plan.new], [each.code for each in plan.filled], plan.unchanged, refused


def test_a_preview_writes_nothing_and_names_line_and_reason(module: Module, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(9):
        plan = plan_import(gift(FRENCH), format_key="gift")

    made, filled, unchanged, refused = told(plan)
    assert (plan.language, made, filled, unchanged) == ("fr", ["G-1", "G-2", "G-4"], [], 0)
    assert [place for place, _name in refused] == [8]
    assert all(each.reason for each in plan.refused)
    assert [each.placed for each in plan.new] == [module.title] * 3
    assert Question.objects.count() == 0


def test_what_was_previewed_is_written_and_what_is_refused_stops_nothing(module: Module) -> None:
    plan = apply_import(gift(FRENCH), format_key="gift")

    question = Question.objects.get(code="G-1")
    assert told(plan) == (["G-1", "G-2", "G-4"], [], 0, [(8, "G-3")])
    assert (question.module, question.kind, question.is_retired, question.text_ar) == (module, "single", True, "")
    assert list(question.choices.values_list("text_fr", "is_correct", "fraction", "feedback_fr")) == [
        ("Le procureur", True, Decimal(100), "Oui."), ("Le voisin", False, Decimal(0), "Non."),
        ("L’auteur", False, Decimal(-50), ""),
    ]  # fmt: skip
    assert sorted(question.tags.values_list("name_fr", flat=True)) == ["Indices", "Urgent"]
    assert list(Question.objects.get(code="G-2").accepted.values_list("number", "tolerance")) == [
        (Decimal(448), Decimal(1))
    ]


def test_the_other_language_fills_and_brings_into_the_draw_what_has_the_same_key(module: Module) -> None:
    apply_import(gift(FRENCH), format_key="gift")

    plan = apply_import(gift(ARABIC), format_key="gift")

    assert (plan.language, told(plan)[:3]) == ("ar", ([], ["G-1", "G-4"], 0))
    assert [each.name for each in plan.refused] == ["G-2"]
    question = Question.objects.get(code="G-1")
    assert (question.text_ar, question.is_retired) == ("من يحيل على القاضي؟", False)
    assert question.choices.values_list("text_fr", "text_ar").first() == ("Le procureur", "الوكيل")
    assert told(apply_import(gift(ARABIC), format_key="gift"))[2] == 2


def test_what_is_there_is_never_changed(module: Module) -> None:
    apply_import(gift(FRENCH), format_key="gift")

    plan = apply_import(gift(FRENCH.replace("Le voisin", "Le maire")), format_key="gift")

    assert (told(plan)[0], [each.name for each in plan.refused if each.name.startswith("G-1")]) == ([], ["G-1"])
    assert Question.objects.get(code="G-1").choices.filter(text_fr="Le voisin").exists()


def test_questions_without_a_module_go_to_the_inbox(db: None) -> None:
    apply_import(b"::X:: Quoi ? {T}", format_key="gift", language="fr")

    assert Question.objects.get(code="X").module.slug == "questions-importees"


@pytest.mark.parametrize("format_key", WRITTEN)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_export_import_export_is_stable_against_the_bank(module: Module, format_key: str, language: str) -> None:
    one_of_each(module)
    first, contents = exported(format_key=format_key, module=module, language=language)
    Question.objects.all().delete()

    plan = apply_import(first, format_key=format_key, language=language, module=module)
    second, again = exported(format_key=format_key, module=module, language=language)

    assert (len(plan.new), plan.refused) == (len(contents.items), [])
    assert (second, len(again.items)) == (first, len(contents.items))


def test_what_a_format_cannot_hold_is_named(module: Module) -> None:
    one_of_each(module)

    _content, contents = exported(format_key="aiken", module=module, language="fr")

    assert {each.kind for each in contents.items} <= {"single", "true-false"}
    assert {"K-ESSAY", "K-MATCHING"} <= {each.name for each in contents.refused}
    assert all(each.reason for each in contents.refused)


def pictured() -> bytes:
    body = f'<p><img src="images/a.png" alt="Une carte"/></p>{CHOICE}'
    return zipped({"one.xml": item_xml(body, ["ChoiceA"]), "images/a.png": PNG})


def test_a_package_keeps_its_pictures(module: Module, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    apply_import(pictured(), format_key="qti", language="fr", module=module)

    picture = Illustration.objects.get()
    with picture.file.open("rb") as file:
        assert (file.read(), picture.description_fr) == (PNG, "Une carte")
    assert Question.objects.get().choices.count() == 2


def test_a_package_beyond_its_limits_writes_nothing(module: Module) -> None:
    crowded = zipped({f"{n}.txt": "" for n in range(MOST_FILES + 1)})

    for content, refusal in ((crowded, PackageTooLarge), (b"PK\x03\x04 damaged", NotPackage)):
        with pytest.raises(refusal):
            apply_import(content, format_key="qti")
    assert not Question.objects.exists()


def send(client: Client, text: str = FRENCH, **asked: str) -> Any:
    file = SimpleUploadedFile("questions.txt", text.encode())
    return client.post(reverse("exchange"), {"file": file, "format_key": "gift", "language": "", "module": "", **asked})


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize(("language", "heading"), [("fr", "Ce que ferait le fichier"), ("ar", "ما سيقوم به الملف")])
def test_the_desk_shows_the_plan_first_and_writes_when_told(
    module: Module, leila: User, signed_in: SignIn, language: str, heading: str
) -> None:
    UserProfile.objects.create(user=leila, preferred_language=language)
    client = signed_in(leila)

    checked = send(client)
    assert (checked.status_code, Question.objects.count()) == (200, 0)
    page = words(checked)
    assert (heading in page, "G-1" in page, "G-3" in page) == (True, True, True)
    done = client.post(reverse("exchange_confirm"), {"checked": str(QuestionFile.objects.get().uuid)})

    assert (done.status_code, Question.objects.count(), QuestionFile.objects.count()) == (200, 3, 0)
    assert "G-3" in words(done)


def test_the_file_of_another_is_not_written(
    module: Module, leila: User, person: Callable[..., User], signed_in: SignIn
) -> None:
    send(signed_in(leila))
    other = person("other@demo.example")
    other.groups.add(Group.objects.get(name=Role.AUTHOR))

    for told_uuid in (str(QuestionFile.objects.get().uuid), "", "x" * 36):
        answer = signed_in(other).post(reverse("exchange_confirm"), {"checked": told_uuid})
        assert (answer.status_code, answer["Location"]) == (302, reverse("exchange"))
    assert not Question.objects.exists()


def test_a_file_that_cannot_be_read_is_refused_in_the_form(leila: User, signed_in: SignIn) -> None:
    response = send(signed_in(leila), "", format_key="qti")

    assert response.status_code == 422
    assert not QuestionFile.objects.filter(at__gt=timezone.now()).exists()


def test_the_export_of_the_desk_is_the_file(module: Module, leila: User, signed_in: SignIn) -> None:
    one_of_each(module)
    client, url = signed_in(leila), reverse("exchange_export")

    answer = client.get(url, {"format_key": "moodle-xml", "language": "ar", "module": str(module.pk)})

    assert answer.content == exported(format_key="moodle-xml", module=module, language="ar")[0]
    assert re.fullmatch(r'attachment; filename="questions-t1-ar-\d{4}-\d\d-\d\d\.xml"', answer["Content-Disposition"])
    assert client.get(url, {"format_key": "qti", "language": "ar"}).status_code == 302


def test_files_are_for_those_who_write(
    leila: User, youssef: User, karim: User, driss: User, client: Client, signed_in: SignIn
) -> None:
    assert signed_in(leila).get(reverse("exchange")).status_code == 200
    for each in (youssef, karim, driss):
        signed = signed_in(each)
        found = {signed.get(reverse("exchange")).status_code, send(signed).status_code}
        found |= {signed.get(reverse("exchange_export")).status_code}
        found |= {signed.post(reverse("exchange_confirm")).status_code}
        assert found <= {302, 403}
    assert not QuestionFile.objects.exists()


def test_the_commands_bring_in_and_write_out(module: Module, tmp_path: Path) -> None:
    source, target, said = tmp_path / "in.txt", tmp_path / "out.txt", StringIO()
    source.write_bytes(gift(FRENCH))

    call_command("import_questions", str(source), format_key="gift", module="t1", stdout=said)
    call_command("export_questions", format_key="gift", output=target, module="T1", stdout=said)

    assert Question.objects.filter(module=module).count() == 3
    assert "::G-1::" in target.read_text()
    lines = said.getvalue().splitlines()
    assert any(" 8 " in line for line in lines)
    assert str(target) in lines[-1]


@pytest.mark.parametrize(
    "options",
    [
        {"format_key": "qti"}, {"format_key": "gift", "module": "nowhere"}, {"format_key": "moodle-xml"},
    ],
)  # fmt: skip
def test_a_command_that_is_refused_writes_nothing(db: None, tmp_path: Path, options: dict[str, str]) -> None:
    source = tmp_path / "in.txt"
    source.write_bytes(gift(FRENCH))

    with pytest.raises(CommandError) as why:
        call_command("import_questions", str(source), **options)
    with pytest.raises(CommandError):
        call_command("import_questions", str(tmp_path / "absent"), format_key="gift")

    assert (bool(str(why.value)), Question.objects.exists()) == (True, False)
    with pytest.raises(CommandError):
        call_command("export_questions", format_key="gift", output=tmp_path / "out.txt")
    assert not (tmp_path / "out.txt").exists()
