from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage

from accounts.models import Letter, User
from certificates.errors import BundleTooLarge, BundleUnderWay, NothingToBundle
from certificates.models import Bundle, Certificate, Printing
from certificates.services import bundle as bundling
from certificates.services.bundle import ABANDONED_AFTER, advance, ask_for_bundle, forget_bundles, resume_bundles
from certificates.services.issue import issue
from certificates.services.preserve import document_of
from certificates.tasks import sweep_bundles
from enrolments.models import Enrolment
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=1)
AFTER_THE_CLAIM = NOON + ABANDONED_AFTER + timedelta(minutes=1)


class Killed(BaseException):
    """What a killed worker does: nothing more."""


@pytest.fixture(autouse=True)
def _two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundling, "AT_ONCE", 2)


@pytest.fixture
def five(person: Callable[..., User], completed: Callable[..., Enrolment]) -> list[Enrolment]:
    """Five completions without a certificate."""
    return [completed(person(f"b{n}@demo.example", name=f"Bénédicte N°{n}", court="TPI-BML")) for n in range(5)]


@pytest.fixture
def certificates(five: list[Enrolment]) -> list[Certificate]:
    return [issue(enrolment, at=NOON) for enrolment in five]


def packing(by: User, certificates: list[Certificate]) -> Bundle:
    return ask_for_bundle(by, purpose=Bundle.Purpose.PACK, members=[each.pk for each in certificates], at=NOON)


def finish(bundle: Bundle, *, at: Any = LATER) -> Bundle:
    while advance(bundle.pk, at=at):
        pass
    bundle.refresh_from_db()
    return bundle


def packed(bundle: Bundle) -> dict[str, bytes]:
    with bundle.file.open("rb") as file:
        content = file.read()
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_file_holds_the_kept_bytes_of_every_document(nadia: User, certificates: list[Certificate]) -> None:
    bundle = finish(packing(nadia, certificates))

    assert (bundle.state, bundle.done, bundle.claimed_at) == ("done", 5, None)
    assert packed(bundle) == {
        f"{each.number}-Benedicte-N-{n}.pdf": Path(default_storage.path(str(each.document.name))).read_bytes()
        for n, each in enumerate(Certificate.objects.order_by("pk"))
    }
    assert default_storage.listdir("certificates/bundles")[1] == [Path(str(bundle.file.name)).name]


def test_each_step_does_a_few_and_says_how_far_it_is(nadia: User, certificates: list[Certificate]) -> None:
    bundle = packing(nadia, certificates)

    seen = []
    while advance(bundle.pk, at=LATER):
        bundle.refresh_from_db()
        seen.append((bundle.done, Certificate.objects.exclude(rendered_at=None).count(), bundle.claimed_at))

    assert seen == [(2, 2, None), (4, 4, None), (5, 5, None)]


def test_what_is_missing_is_issued_once_and_told_once(nadia: User, five: list[Enrolment]) -> None:
    there = issue(five[0], at=NOON)
    members = [each.pk for each in five]
    bundle = finish(ask_for_bundle(nadia, purpose=Bundle.Purpose.ISSUE, members=members, at=NOON))

    issued = list(Certificate.objects.order_by("pk"))
    assert (bundle.state, bundle.done, bool(bundle.file)) == ("done", 5, False)
    assert sorted(str(each.enrolment_id) for each in issued) == sorted(map(str, members))
    assert issued[0] == there
    assert all(each.rendered_at for each in issued)
    assert Letter.objects.filter(template="certificate_ready").count() == 5


@pytest.mark.parametrize("purpose", list(Bundle.Purpose))
@pytest.mark.parametrize("killed_at", [1, 2, 3, 5, 6, 8])
def test_a_worker_killed_at_any_document_leaves_no_double(
    purpose: Bundle.Purpose, killed_at: int, nadia: User, five: list[Enrolment], monkeypatch: pytest.MonkeyPatch
) -> None:
    members = [each.pk for each in five]
    if purpose == Bundle.Purpose.PACK:
        members = [issue(each, at=NOON).pk for each in five]
    bundle = ask_for_bundle(nadia, purpose=purpose, members=members, at=NOON)
    asked = 0

    def dying(certificate: Certificate, *, at: Any) -> bytes:
        nonlocal asked
        asked += 1
        if asked == killed_at:
            raise Killed
        return document_of(certificate, at=at)

    monkeypatch.setattr(bundling, "document_of", dying)
    while True:
        try:
            finish(bundle, at=NOON + timedelta(hours=asked))
            break
        except Killed:
            assert not advance(bundle.pk, at=NOON + timedelta(minutes=1))

    assert (bundle.state, bundle.done) == ("done", 5)
    assert Certificate.objects.count() == Printing.objects.count() == Letter.objects.count() == 5
    assert len(packed(bundle) if bundle.file else members) == 5


def test_the_sweep_takes_up_what_a_dead_worker_left(
    nadia: User, certificates: list[Certificate], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = packing(nadia, certificates)
    Bundle.objects.update(claimed_at=LATER)

    assert resume_bundles(at=LATER + timedelta(minutes=2)) == 0
    assert not advance(bundle.pk, at=LATER)
    assert resume_bundles(at=AFTER_THE_CLAIM + timedelta(minutes=1)) == 1
    bundle.refresh_from_db()
    assert (bundle.state, bundle.done) == ("done", 5)


def test_two_workers_at_once_keep_one_file(
    nadia: User, certificates: list[Certificate], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = packing(nadia, certificates)
    while Bundle.objects.get().done < 5:
        advance(bundle.pk, at=LATER)
    pack = bundling._pack

    def slow(slow_one: Bundle, **how: Any) -> None:
        monkeypatch.setattr(bundling, "_pack", pack)
        pack(slow_one, **how)
        advance(bundle.pk, at=AFTER_THE_CLAIM)  # another takes over meanwhile

    monkeypatch.setattr(bundling, "_pack", slow)
    advance(bundle.pk, at=NOON)

    bundle.refresh_from_db()
    assert len(packed(bundle)) == 5
    assert default_storage.listdir("certificates/bundles")[1] == [Path(str(bundle.file.name)).name]


def test_a_key_that_is_refused_is_waited_for(
    nadia: User, certificates: list[Certificate], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from certificates.services import preserve

    bundle = packing(nadia, certificates)
    with monkeypatch.context() as patch:
        patch.setattr(preserve, "authority", _no_key)
        assert not advance(bundle.pk, at=LATER)
    bundle.refresh_from_db()
    assert (bundle.done, bundle.waits_for_key, bundle.claimed_at) == (0, True, None)

    sweep_bundles.delay()

    bundle.refresh_from_db()
    assert (bundle.state, bundle.done, bundle.waits_for_key) == ("done", 5, False)


def _no_key() -> None:
    raise ImproperlyConfigured("no key")


def test_after_a_week_file_and_row_are_gone(nadia: User, certificates: list[Certificate]) -> None:
    finish(packing(nadia, certificates))

    assert forget_bundles(at=NOON + timedelta(days=7)) == 0
    assert forget_bundles(at=NOON + timedelta(days=7, seconds=1)) == 1
    assert default_storage.listdir("certificates/bundles")[1] == []
    assert not Bundle.objects.exists()


def test_asking_is_refused_for_nothing_for_too_many_and_while_another_is_under_way(
    nadia: User, karim: User, aminas: Certificate
) -> None:
    with pytest.raises(NothingToBundle):
        packing(nadia, [])
    with pytest.raises(BundleTooLarge):
        ask_for_bundle(nadia, purpose=Bundle.Purpose.PACK, members=range(5001), at=NOON)
    mine = packing(nadia, [aminas])
    with pytest.raises(BundleUnderWay):
        packing(nadia, [aminas])

    assert [mine, packing(karim, [aminas])] == list(Bundle.objects.order_by("pk"))
    finish(mine)
    assert packing(nadia, [aminas]).state == "under-way"
