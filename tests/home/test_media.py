from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import override
from pytest_django import Settings
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from accounts.models import User
from accounts.roles import Role

pytestmark = pytest.mark.django_db

FILES = ("images/map.jpg", "original_images/map.jpg", "documents/guide.pdf", "certificates/one.pdf", "root.txt")


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: Settings) -> Path:
    """One file of each kind, and one beside the folder of uploads."""
    root = tmp_path / "media"
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(name.encode())
    (tmp_path / "secret.txt").write_bytes(b"secret")
    settings.MEDIA_ROOT = root
    return root


def answer(response: Any) -> tuple[int, bytes]:
    """The status, and the content where something was sent."""
    content = response.getvalue()
    response.close()
    return (response.status_code, content if response.status_code in {200, 206} else b"")


@pytest.mark.parametrize("name", ["images/map.jpg", "original_images/map.jpg"])
def test_a_picture_is_open_to_anybody(client: Client, name: str) -> None:
    assert answer(client.get(f"/media/{name}")) == (200, name.encode())


def test_a_document_is_for_whoever_signed_in(client: Client, driss: User, signed_in: Callable[[User], Client]) -> None:
    refused = client.get("/media/documents/guide.pdf")
    sent = signed_in(driss).get("/media/documents/guide.pdf")

    with override("fr"):
        assert _("Sign in to open this document.") in refused.content.decode()
    assert [answer(refused), answer(sent)] == [(403, b""), (200, b"documents/guide.pdf")]


def test_a_document_of_a_private_collection_is_for_its_circle(
    driss: User, youssef: User, signed_in: Callable[[User], Client]
) -> None:
    root = Collection.get_first_root_node()
    assert root is not None
    tutors = root.add_child(name="Tutors")
    Document.objects.create(title="Guide", file="documents/guide.pdf", collection=tutors)
    restriction = CollectionViewRestriction.objects.create(collection=tutors, restriction_type="groups")
    restriction.groups.set(Group.objects.filter(name=Role.TUTOR))

    sent = [signed_in(person).get("/media/documents/guide.pdf") for person in (driss, youssef)]

    assert [answer(response) for response in sent] == [(403, b""), (200, b"documents/guide.pdf")]


def test_a_piece_is_sent_to_a_phone_that_asks_for_one(client: Client) -> None:
    response = client.get("/media/images/map.jpg", headers={"range": "bytes=7-9"})

    assert (response["Content-Range"], answer(response)) == ("bytes 7-9/14", (206, b"map"))


@pytest.mark.parametrize("who", ["nobody", "the outsider", "the administrator"])
@pytest.mark.parametrize("name", ["certificates/one.pdf", "root.txt", "images/", "documents/", "absent/x.jpg"])
def test_nothing_else_is_given_out_to_anybody(
    client: Client, driss: User, administrator: User, settings: Settings, who: str, name: str
) -> None:
    settings.SECOND_FACTOR_ENFORCED = False
    if who != "nobody":
        client.force_login(driss if who == "the outsider" else administrator)

    assert answer(client.get(f"/media/{name}", follow=True)) == (404, b"")


@pytest.mark.parametrize(
    "way",
    [
        "images/../certificates/one.pdf",
        "images/../documents/../certificates/one.pdf",
        "images/../root.txt",
        "images/../../secret.txt",
        "images/%2e%2e/certificates/one.pdf",
        "images/..%2f..%2fsecret.txt",
        "documents/../../secret.txt",
        "../secret.txt",
        "/etc/passwd",
        "images//etc/passwd",
        "images/..\\certificates\\one.pdf",
        "images/%00",
        "images/map.jpg%00.pdf",
        "images/" + "x" * 300,
        "images/" + "x/" * 3000,
        "images/%ff",
    ],
)
def test_no_way_around_leads_out(client: Client, way: str) -> None:
    assert answer(client.get(f"/media/{way}", follow=True)) == (404, b"")


def test_a_way_around_to_a_document_asks_for_sign_in_too(client: Client) -> None:
    assert answer(client.get("/media/images/../documents/guide.pdf")) == (403, b"")


def test_a_link_out_of_the_folder_is_not_followed(client: Client, uploads: Path) -> None:
    (uploads / "images" / "link.txt").symlink_to(uploads.parent / "secret.txt")

    assert answer(client.get("/media/images/link.txt")) == (404, b"")


def test_in_production_the_proxy_is_told_the_resolved_place(client: Client, settings: Settings) -> None:
    settings.ACCEL_REDIRECT = True

    response = client.get("/media/images/../images/map.jpg")

    assert (response["X-Accel-Redirect"], answer(response)) == ("/protected/images/map.jpg", (200, b""))
