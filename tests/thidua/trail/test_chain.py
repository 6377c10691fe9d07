"""The chain of events and its anchors: an edited, deleted, inserted or cut-off event is found."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.conftest import owner_connection
from thidua.actors import system
from thidua.celery import app
from thidua.management.commands import fsck
from thidua.models import AuditEvent
from thidua.trail import audit, chain
from thidua.trail.request_origin import coming_from
from thidua.wall.tenancy import tenant

committed = pytest.mark.django_db(transaction=True)  # the owner's connection sees only what was committed


@pytest.fixture(autouse=True)
def state(settings: Any, tmp_path: Path) -> Path:
    settings.STATE = tmp_path
    return tmp_path


@pytest.fixture
def story(cast: Any) -> int:
    """Ten more committed events in the district of the cast; returns its id."""
    for number in range(10):
        with tenant(cast.district.pk):
            audit.record(by=system(cast.district.pk), verb="thử", target=cast.block, new={"number": number})
    return int(cast.district.pk)


@contextmanager
def as_owner(district_id: int) -> Iterator[psycopg.Connection]:
    """What somebody with the rights of the tables' owner could do behind the application's back."""
    with owner_connection() as own:
        own.execute("SELECT set_config('app.district_id', %s, true)", [str(district_id)])
        yield own
        own.commit()


def _found(district_id: int) -> list[str]:
    with tenant(district_id):
        connection.check_constraints()  # what a commit does: the chain is written
        return chain.chain_breaches() + chain.anchor_breaches()


def _edit(own: psycopg.Connection) -> None:
    own.execute("UPDATE thidua_auditevent SET account_name = 'Người khác' WHERE seq = 5")


def _delete(own: psycopg.Connection) -> None:
    own.execute("DELETE FROM thidua_auditevent WHERE seq = 5")


def _insert_without_chain(own: psycopg.Connection) -> None:
    own.execute("ALTER TABLE thidua_auditevent DISABLE TRIGGER USER")
    own.execute(
        "INSERT INTO thidua_auditevent (district_id, at, account_name, seat, verb, kind, target, label, reason, ip, "
        "agent, prev_hash, hash) SELECT district_id, at, account_name, seat, 'việc giả', kind, target, label, reason, "
        "ip, agent, '', '' FROM thidua_auditevent WHERE seq = 5"
    )
    own.execute("SET CONSTRAINTS ALL IMMEDIATE")
    own.execute("ALTER TABLE thidua_auditevent ENABLE TRIGGER USER")


def _insert_between(own: psycopg.Connection) -> None:
    own.execute("ALTER TABLE thidua_auditevent DISABLE TRIGGER USER")
    own.execute("UPDATE thidua_auditevent SET seq = -seq - 1 WHERE seq > 5")
    own.execute("UPDATE thidua_auditevent SET seq = -seq WHERE seq < 0")
    own.execute(
        "INSERT INTO thidua_auditevent (district_id, at, account_name, seat, verb, kind, target, label, reason, ip, "
        "agent, seq, prev_hash, hash) SELECT district_id, at, account_name, seat, 'việc giả', kind, target, label, "
        "reason, ip, agent, 6, hash, repeat('a', 64) FROM thidua_auditevent WHERE seq = 5"
    )
    own.execute("SET CONSTRAINTS ALL IMMEDIATE")
    own.execute("ALTER TABLE thidua_auditevent ENABLE TRIGGER USER")


def _before(seq: int) -> Callable[[psycopg.Connection], None]:
    def insert(own: psycopg.Connection) -> None:
        own.execute("ALTER TABLE thidua_auditevent DISABLE TRIGGER USER")
        own.execute(
            "INSERT INTO thidua_auditevent (district_id, at, account_name, seat, verb, kind, target, label, reason, "
            "ip, agent, seq, prev_hash, hash) SELECT district_id, at, account_name, seat, 'việc giả', kind, target, "
            "label, reason, ip, agent, %s, '', '' FROM thidua_auditevent WHERE seq = 5",
            [seq],
        )
        own.execute("SET CONSTRAINTS ALL IMMEDIATE")
        own.execute("ALTER TABLE thidua_auditevent ENABLE TRIGGER USER")

    return insert


TAMPERINGS: dict[str, tuple[Callable[[psycopg.Connection], None], str]] = {
    "edited": (_edit, "Sự kiện số 5 (Người khác"),
    "deleted": (_delete, "Thiếu sự kiện số 5: đã bị xóa."),
    "inserted beside the chain": (_insert_without_chain, "nằm ngoài chuỗi"),
    "given a place before the chain": (_before(-3), "nằm ngoài chuỗi"),
    "given the place zero": (_before(0), "nằm ngoài chuỗi"),
    "inserted into the chain": (_insert_between, "Sự kiện số 6 (Hệ thống: việc giả"),
}


def test_a_whole_chain_has_nothing_to_tell(story: int) -> None:
    assert _found(story) == []
    chain.write_anchors()
    assert _found(story) == []
    with tenant(story):
        seqs = list(AuditEvent.objects.order_by("id").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))
    assert len(seqs) > 10


@committed
@pytest.mark.parametrize("how", TAMPERINGS)
def test_tampering_is_found(how: str, story: int) -> None:
    tamper, sentence = TAMPERINGS[how]
    with as_owner(story) as own:
        tamper(own)
    assert any(sentence in line for line in _found(story)), _found(story)


@committed
def test_a_cut_tail_is_found_by_the_anchor_alone(story: int) -> None:
    chain.write_anchors()
    with as_owner(story) as own:
        own.execute("DELETE FROM thidua_auditevent WHERE seq > 7")
    with tenant(story):
        assert chain.chain_breaches() == []
        assert any("Nhật ký bị cắt" in line for line in chain.anchor_breaches())


@committed
def test_a_chain_written_anew_is_found_by_the_anchor(story: int) -> None:
    chain.write_anchors()
    with as_owner(story) as own:
        newest = own.execute("SELECT max(seq) FROM thidua_auditevent").fetchone()
        own.execute("DELETE FROM thidua_auditevent WHERE seq = %s", [newest[0]])  # type: ignore[index]
    with tenant(story):
        audit.record(by=system(story), verb="việc khác", target=AuditEvent.objects.first())  # type: ignore[arg-type]
    with tenant(story):
        assert chain.chain_breaches() == []
        assert any("Nhật ký bị viết lại" in line for line in chain.anchor_breaches())


def test_each_authority_has_its_own_chain(cast: Any) -> None:
    connection.check_constraints()
    for district_id, _code in chain.districts():
        with tenant(district_id):
            assert chain.head().seq == AuditEvent.objects.count()
            assert AuditEvent.objects.order_by("seq").values_list("prev_hash", flat=True)[0] == chain.FIRST


def test_the_application_cannot_choose_its_link(cast: Any) -> None:
    with tenant(cast.district.pk):
        event = audit.record(by=system(cast.district.pk), verb="thử", target=cast.block)
        AuditEvent.objects.bulk_create([AuditEvent(**{**_copy(event), "seq": 9999, "hash": "f" * 64})])
    assert _found(cast.district.pk) == []
    with tenant(cast.district.pk):
        assert chain.head().seq == AuditEvent.objects.count()


def _copy(event: AuditEvent) -> dict[str, Any]:
    return {field.attname: getattr(event, field.attname) for field in event._meta.fields if field.attname != "id"}


@pytest.mark.parametrize("sql", ["UPDATE thidua_auditevent SET verb = 'x'", "DELETE FROM thidua_auditevent"])
def test_the_application_may_only_add_and_read(sql: str, cast: Any) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        tenant(cast.district.pk),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@committed
def test_a_deed_that_is_undone_leaves_no_gap(story: int) -> None:
    with pytest.raises(ZeroDivisionError), tenant(story):
        audit.record(by=system(story), verb="thử", target=AuditEvent.objects.first())  # type: ignore[arg-type]
        raise ZeroDivisionError
    assert _found(story) == []


def test_districts_are_named_again_after_a_nested_one(cast: Any) -> None:
    """At commit no district is named any more; the event's own district counts."""
    with transaction.atomic(), tenant(cast.district.pk):
        audit.record(by=system(cast.district.pk), verb="thử", target=cast.block)
    assert _found(cast.district.pk) == []


def test_an_event_says_from_where_it_came(cast: Any) -> None:
    with coming_from("203.0.113.9", "Trình duyệt thử"), tenant(cast.district.pk):
        event = audit.record(by=system(cast.district.pk), verb="thử", target=cast.block)
    assert (event.ip, event.agent) == ("203.0.113.9", "Trình duyệt thử")


def test_the_worker_writes_the_anchors_every_night(story: int, state: Path, settings: Any) -> None:
    nightly = settings.CELERY_BEAT_SCHEDULE["anchor"]
    assert (nightly["schedule"].hour, nightly["schedule"].minute) == ({23}, {30})
    assert app.tasks[nightly["task"]]() == next((state / "anchors").iterdir()).name
    with tenant(story):
        assert chain.anchor_breaches() == []


@committed
def test_fsck_itself_says_that_the_tail_was_cut(story: int) -> None:
    chain.write_anchors()
    with as_owner(story) as own:
        own.execute("DELETE FROM thidua_auditevent WHERE seq > 7")
    assert any("q11: Nhật ký bị cắt" in line for line in fsck.found())


def test_anchors_are_lines_that_name_the_head(story: int, state: Path) -> None:
    connection.check_constraints()
    path = chain.write_anchors()
    chain.write_anchors()
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert path.parent == state / "anchors"
    assert len(lines) == 2 * len(chain.districts())
    with tenant(story):
        assert chain.head()._asdict().items() <= next(x for x in lines if x["district"] == story).items()


def test_an_empty_folder_of_anchors_is_told(story: int, state: Path) -> None:
    connection.check_constraints()
    assert [line for line in chain.folder_breaches() if "không có mốc nào" in line]
    path = chain.write_anchors()
    assert list(chain.folder_breaches()) == []
    lines = path.read_text(encoding="utf-8").splitlines()
    later = path.with_name("2999-01-01.jsonl")
    later.write_text("\n".join(line for line in lines if '"q11"' not in line) + "\n", encoding="utf-8")
    assert any("thiếu mốc của đơn vị q11" in line for line in chain.folder_breaches())
    later.write_text("không phải JSON\n", encoding="utf-8")
    assert any("không còn đọc được" in line for line in chain.folder_breaches())
