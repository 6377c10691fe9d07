"""Is the trail whole? Follows each authority's chain of events and compares it with anchors kept outside the database.

The chain finds an event that was edited, deleted or inserted; a tail that was cut off, or a chain written anew, is
found by the anchor: every day the head of each chain is written to `state/anchors/YYYY-MM-DD.jsonl`. Copy that folder
to another machine: who holds root on this one can change both.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from thidua.clock import ZONE
from thidua.models import AuditEvent
from thidua.wall.tenancy import tenant, tenant_id

FIRST = "0" * 64
# As the trigger of migration 0003 writes an event before hashing it.
_EVENT = """
SELECT id, seq, prev_hash, hash, account_name || ': ' || verb || ' ' || label,
    jsonb_build_array(seq, prev_hash, id, district_id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        account, account_name, seat, verb, kind, target, label, old, new, reason, ip, agent)::text
FROM thidua_auditevent WHERE district_id = %s"""
_OUTSIDE = f"{_EVENT} AND (seq IS NULL OR seq <= 0) ORDER BY id"  # the database counts from 1
_LINES = f"{_EVENT} AND seq > %s ORDER BY seq LIMIT 5000"
_SHOWN = 20  # breaches told one by one; a chain broken at its start would otherwise tell thousands


class Head(NamedTuple):
    """The newest event of an authority's chain."""

    district: int
    seq: int
    hash: str


def _lines(district_id: int) -> Iterator[tuple[Any, ...]]:
    """Every event: first those that have no place in the chain, then the chain from its first."""
    with connection.cursor() as cursor:
        cursor.execute(_OUTSIDE, [district_id])
        yield from cursor.fetchall()
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_LINES, [district_id, last])
            rows = cursor.fetchall()
        yield from rows
        if not rows:
            return
        last = rows[-1][1]


def chain_breaches() -> list[str]:
    """What is wrong with the current authority's chain, one Vietnamese sentence a place; empty where it is whole."""
    found: list[str] = []
    place, before = 0, FIRST
    for pk, seq, prev_hash, kept, label, line in _lines(tenant_id()):
        if seq is None or seq <= 0:
            found.append(f"Sự kiện id {pk} ({label}) nằm ngoài chuỗi: được chèn thẳng vào cơ sở dữ liệu.")
            continue
        if seq != place + 1:
            gap = f"số {place + 1}" if seq == place + 2 else f"từ số {place + 1} đến số {seq - 1}"
            found.append(f"Thiếu sự kiện {gap}: đã bị xóa.")
        elif prev_hash != before:
            found.append(f"Sự kiện số {seq} ({label}) không nối với sự kiện trước: có sự kiện bị chèn hoặc bị sửa.")
        if hashlib.sha256(line.encode()).hexdigest() != kept:
            found.append(f"Sự kiện số {seq} ({label}) không còn như khi ghi: đã bị sửa.")
        place, before = seq, kept
    return found if len(found) <= _SHOWN else [*found[:_SHOWN], f"… và {len(found) - _SHOWN} chỗ khác trong chuỗi."]


def head() -> Head:
    """The head of the current authority's chain; seq 0 while nothing was done."""
    last = AuditEvent.objects.filter(seq__isnull=False).order_by("-seq").values_list("seq", "hash").first()
    return Head(tenant_id(), *(last or (0, FIRST)))


def districts() -> list[tuple[int, str]]:
    """(id, code) of every authority."""
    model = AuditEvent._meta.get_field("district").related_model
    return list(model._base_manager.order_by("pk").values_list("pk", "code"))  # type: ignore[union-attr]


def anchor_folder() -> Path:
    """Where the anchors are kept."""
    return Path(settings.STATE) / "anchors"


def write_anchors() -> Path:
    """Add the head of every authority's chain to today's file (real time, also in a demo) and return the file."""
    now = datetime.now(ZONE)
    lines = []
    for district_id, code in districts():
        with tenant(district_id):
            now_head = head()
        lines.append({"at": now.isoformat(timespec="seconds"), "code": code, **now_head._asdict()})
    path = anchor_folder() / f"{now:%Y-%m-%d}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as target:
        target.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        target.flush()
        os.fsync(target.fileno())
    return path


def _anchors(district_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(anchor_folder().glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            kept = json.loads(line)
            if kept["district"] == district_id:
                yield path.stem, kept


def folder_breaches() -> Iterator[str]:
    """Whether the anchors are there at all: without them a tail that was cut off leaves nothing to be seen.

    Every file names each authority that there was, so one that a file named stands in all later ones.
    """
    files = sorted(anchor_folder().glob("*.jsonl"))
    if not files:
        if any(_has_events(pk) for pk, _ in districts()):
            yield (
                f"Thư mục {anchor_folder()} không có mốc nào nên không biết nhật ký có bị cắt hay không. Chép lại các "
                "mốc đã giữ ở máy khác; nếu mới cài đặt thì chạy ./dev manage anchor."
            )
        return
    seen: set[str] = set()
    for path in files:
        try:
            here = {str(json.loads(line)["code"]) for line in path.read_text(encoding="utf-8").splitlines()}
        except (ValueError, KeyError, TypeError):
            yield f"Tệp mốc {path.name} không còn đọc được: đã bị sửa."
            continue
        yield from (f"Tệp mốc {path.name} thiếu mốc của đơn vị {code}: đã bị bớt." for code in sorted(seen - here))
        seen |= here


def _has_events(district_id: int) -> bool:
    with tenant(district_id):
        return head().seq > 0


def anchor_breaches() -> list[str]:
    """Where the current authority's chain no longer holds what an anchor saw."""
    kept = list(_anchors(tenant_id()))
    wanted = {anchor["seq"] for _, anchor in kept}
    hashes = dict(AuditEvent.objects.filter(seq__in=wanted).values_list("seq", "hash"))
    found = []
    for day, anchor in kept:
        seq = anchor["seq"]
        if seq and seq not in hashes:
            found.append(f"Nhật ký bị cắt: mốc ngày {day} có sự kiện số {seq}, nay không còn.")
        elif seq and hashes[seq] != anchor["hash"]:
            found.append(f"Nhật ký bị viết lại: sự kiện số {seq} khác với mốc đã ghi ngày {day}.")
    return found
